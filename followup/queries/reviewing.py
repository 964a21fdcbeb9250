"""What a progress review looks at again, and what became of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from cycles.models import Challenge, Event, Seat, Shape, State
from followup.models import ProgressReview, Reopening
from reports.document import Block, Paragraph, Section, Table
from reviews.models import Finding

SAYS = (
    "Every finding of the first report was opened again. Each line names what was found then, how it stands "
    "now, and what the team saw. It says nothing of why."
)


@dataclass(frozen=True)
class Again:
    """A finding of the original and what the review says of it, if anything yet."""

    original: Finding
    reopening: Reopening | None


def review_of(challenge: Challenge) -> ProgressReview | None:
    """Return the review a challenge is, if it is one (one query)."""
    rows = ProgressReview.objects.select_related("original__host", "original__visit", "challenge__cycle")
    return rows.filter(challenge=challenge).first()


def reviews_of(challenge: Challenge) -> list[ProgressReview]:
    """Return the reviews that look back on a challenge, the first ten (one query)."""
    return list(challenge.progress_reviews.select_related("challenge__visit").order_by("pk")[:10])


def again(review: ProgressReview) -> list[Again]:
    """Return every agreed finding of the original in its order (two queries)."""
    mine = Reopening.objects.filter(review=review).select_related("finding")
    rows = Finding.objects.agreed().filter(challenge=review.original_id).in_order().select_related("theme", "line")
    rows = rows.prefetch_related(Prefetch("reopenings", mine, to_attr="looked_at_again"))
    return [Again(row, row.looked_at_again[0] if row.looked_at_again else None) for row in rows]


def original_team(review: ProgressReview) -> list[tuple[Seat, Seat | None]]:
    """Return who sat in the original team with their seat in the review, if they have one (two queries)."""
    now = {seat.person_id: seat for seat in review.challenge.seats.all()}
    seats = Seat.objects.accepted().filter(challenge=review.original_id).select_related("person__home")
    order = list(Seat.Role.values)
    rows = sorted(seats, key=lambda seat: (order.index(seat.role), seat.person.name))
    return [(seat, now.get(seat.person_id)) for seat in rows]


def original_people(challenges: Sequence[Challenge]) -> dict[int, set[int]]:
    """Return who sat in the original teams, by the reviews among some challenges (one query, or none without any)."""
    reviews = [challenge.pk for challenge in challenges if challenge.shape.kind == Shape.Kind.PROGRESS_REVIEW]
    found: dict[int, set[int]] = {}
    seats = Seat.objects.accepted().filter(challenge__progress_reviews__challenge__in=reviews)
    rows = seats.values_list("challenge__progress_reviews__challenge", "person") if reviews else ()
    for review, person in rows:
        found.setdefault(review, set()).add(person)
    return found


def looked_at(review: ProgressReview) -> tuple[int, int]:
    """Return how many findings are opened again and agreed, and how many there are (one query)."""
    done = Reopening.objects.filter(review=review, original=OuterRef("pk"), finding__status=Finding.Status.AGREED)
    rows = Finding.objects.agreed().filter(challenge=review.original_id).annotate(is_done=Exists(done))
    said = list(rows.values_list("is_done", flat=True))
    return sum(said), len(said)


def findings_reopened(challenge: Challenge) -> Iterator[str]:
    """A review says of every finding how it stands now, in words the lead agreed."""
    review = review_of(challenge) if challenge.shape.kind == Shape.Kind.PROGRESS_REVIEW else None
    done, of = looked_at(review) if review else (0, 0)
    if done < of:
        yield f"{of - done} of the {of} findings of the first challenge, opened again and agreed"


def reopened_section(challenge: Challenge) -> tuple[Section, set[int]] | None:
    """Return the report's section of re-opened findings, and which findings it tells; nothing for another shape."""
    review = review_of(challenge) if challenge.shape.kind == Shape.Kind.PROGRESS_REVIEW else None
    if review is None:
        return None
    agreed = Finding.Status.AGREED
    rows, told = [], set()
    for number, one in enumerate(again(review), 1):
        said = one.reopening if one.reopening and one.reopening.finding.status == agreed else None
        if said:
            told.add(said.finding_id)
        verdict = said.get_verdict_display() if said else "Not looked at again"
        rows.append((str(number), one.original.text, verdict, said.finding.text if said else ""))
    head = ("Number", "What was found then", "Now", "What the team saw")
    blocks: list[Block] = [Paragraph("reopened-said", SAYS)]
    if rows:
        blocks.append(Table("reopened-findings", "Findings opened again", head, tuple(rows)))
    return Section("reopened", "What became of the findings", tuple(blocks)), told


def _events(**of: object) -> QuerySet[Event]:
    return Event.objects.filter(challenge__progress_review__original=OuterRef("pk"), **of).order_by("at", "pk")


# When the steps of the original's clock are met by its review: it was held, its report is public.
HELD = _events(from_state=State.ON_SITE, to_state=State.DRAFTING)
PUBLIC = _events(to_state=State.PUBLISHED)
