"""What a report must hold before it is signed: one list, for the checklist and for the refusal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cycles.days import in_words
from cycles.kinds import ends_with_letter
from cycles.models import Challenge
from reports.models import AccuracyComment, AccuracyRound, Recommendation, Report, ReportSection
from reviews.models import Finding, Flag

from .changes import paths_of

Key = ReportSection.Key
# What no public report is without. The background writes most of itself, and thanks are a courtesy.
REQUIRED = (Key.SUMMARY, Key.KEY_MESSAGES, Key.NEXT_STEPS)
# What the team writes of a letter: it is a summary itself, and its key messages are its findings.
OF_LETTER = (Key.BACKGROUND, Key.NEXT_STEPS, Key.THANKS)
AGREED = Finding.Status.AGREED


def keys_of(challenge: Challenge) -> list[ReportSection.Key]:
    """Return which sections the team writes for a challenge, in their order."""
    return [key for key in Key if not ends_with_letter(challenge.shape.kind) or key in OF_LETTER]


@dataclass(frozen=True)
class Written:
    """What the team has written so far."""

    sections: dict[str, ReportSection]
    recommendations: list[Recommendation]  # each says whether an agreed finding `is_founded` under it

    def text(self, key: str) -> str:
        """Return what a section says."""
        return self.sections[key].text.strip() if key in self.sections else ""


@dataclass(frozen=True)
class Need:
    """One thing a signed report has, what of it is missing in short phrases, and where to mend that."""

    label: str
    missing: tuple[str, ...]
    page: str
    more: tuple[str, ...] = ()


def written_in(report: Report) -> Written:
    """Return the sections and recommendations of a report, which may not be begun (two queries)."""
    if report.pk is None:
        return Written({}, [])
    sections = report.sections.select_related("changed_by")
    through = Recommendation.findings.through.objects.filter(recommendation=OuterRef("pk"), finding__status=AGREED)
    recommendations = report.recommendations.annotate(is_founded=Exists(through)).order_by("number")
    return Written({section.key: section for section in sections}, list(recommendations))


def _how_many(rows: QuerySet, by: str) -> Coalesce:
    """Return the number of rows that belong to the challenge of the outer query."""
    counted = rows.filter(**{by: OuterRef("pk")}).order_by().values(by).annotate(how_many=Count("pk"))
    return Coalesce(Subquery(counted.values("how_many")), 0)


def needs_of(challenge: Challenge, known: Written, today: date) -> list[Need]:
    """Return what signing asks for, done or not (one query)."""
    counts = (
        Challenge.objects.filter(pk=challenge.pk)
        .annotate(
            agreed=Exists(Finding.objects.filter(challenge=OuterRef("pk"), status=AGREED)),
            open_flags=_how_many(Flag.objects.filter(answered_by=None, finding__status=AGREED), "challenge"),
            undecided=_how_many(AccuracyComment.objects.filter(decision=""), "report__challenge"),
            open_until=Subquery(
                AccuracyRound.objects.filter(report__challenge=OuterRef("pk"), closed_at=None).values("due_on")[:1]
            ),
        )
        .values("agreed", "open_flags", "undecided", "open_until")
        .get()
    )
    return [
        *_sections(challenge, known),
        _findings(counts["agreed"], counts["open_flags"]),
        _recommendations(known.recommendations),
        _changes(challenge),
        _round(counts["open_until"], today),
        _comments(counts["undecided"]),
    ]


def _sections(challenge: Challenge, known: Written) -> Iterator[Need]:
    for key in [key for key in keys_of(challenge) if key in REQUIRED]:
        missing = () if known.text(key) else (f"the section “{key.label}” is empty",)
        yield Need(key.label, missing, "reports:write_section", (key.value,))


def _findings(agreed: bool, flags: int) -> Need:
    missing = [] if agreed else ["no finding is agreed"]
    if flags:
        missing.append(f"{flags} flag{'' if flags == 1 else 's'} on agreed findings not answered")
    return Need("Agreed findings", tuple(missing), "reviews:findings")


def _recommendations(items: list[Recommendation]) -> Need:
    label = "Recommendations that say who can act and by when, and rest on agreed findings"
    if not items:
        return Need(label, ("there is no recommendation",), "reports:recommend")
    faults = [(item, phrase) for item in items for phrase in _faults(item)]
    missing = tuple(f"recommendation {item.number} {phrase}" for item, phrase in faults)
    if not faults:
        return Need(label, (), "reports:report")
    return Need(label, missing, "reports:change_recommendation", (faults[0][0].ref,))


def _faults(item: Recommendation) -> Iterator[str]:
    if not item.text.strip():
        yield "says nothing"
    if item.actor not in Recommendation.Actor.values:
        yield "does not say who can act"
    if item.timescale not in Recommendation.Timescale.values:
        yield "does not say by when"
    if not item.is_founded:
        yield "rests on no agreed finding"


def _changes(challenge: Challenge) -> Need:
    """Whatever reads otherwise than it was presented, the lead has said why."""
    open_ones = sum(path.needs_reason for path in paths_of(challenge))
    said = f"{open_ones} finding{'' if open_ones == 1 else 's'} changed, dropped or new, with no reason yet"
    return Need("What changed since the presentation", (said,) if open_ones else (), "reports:what_changed")


def _round(open_until: date | None, today: date) -> Need:
    """The host has its days: signing waits for the last of them, or for the host's word that it has finished."""
    still = open_until is not None and open_until >= today
    missing = (f"the host may still comment until {in_words(open_until)}",) if still else ()
    return Need("Accuracy round over", missing, "reports:comments")


def _comments(undecided: int) -> Need:
    missing = (f"{undecided} comment{'' if undecided == 1 else 's'} of the host not decided",) if undecided else ()
    return Need("Comments of the host decided", missing, "reports:comments")
