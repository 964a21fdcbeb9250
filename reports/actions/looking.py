"""Looking through the bytes of editions for whoever they may give away. For workers: it loads lists of words."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cycles.policy import policy_of
from people.refusal import Refusal
from reports.document import ReportDocument, from_json
from reports.identities import Hit, Known, Search
from reports.identities.extracting import CannotReadError, Text, texts_of
from reports.identities.searching import NAMED
from reports.models import Edition, IdentityCheck, IdentityHit, Publication, Report
from reports.models.edition import PUBLISHED
from reports.placing import CARRIED, Places
from reports.queries.known import host_people, team_people, unapproved_words
from reviews.vault import vault_for_a_while

from .editions import make_edition
from .identity import NAMES
from .publishing import free_slug

AROUND = 60
TEAM_TABLE = "the-team"
# What the timetable counts by itself: numbers in a table, beside words that are not theirs.
COUNTED = ("what-we-did", "at-a-glance")


@dataclass(frozen=True)
class Found:
    """A hit at its place in the tree."""

    kind: str
    place: str
    words: str
    around: str

    @property
    def likeness(self) -> str:
        """The hash of the hit and the words around it."""
        return _hash(self.kind, self.place, self.words, self.around)

    def fingerprint(self, content: str) -> str:
        """The hash a waiver is tied to: any other word anywhere in the report makes it another."""
        return _hash(self.likeness, content)


def _hash(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def run_check(*, check_id: int, at: datetime) -> IdentityCheck | None:
    """Make what editions of a check are not made yet, look through their bytes, keep the hits. Safe to run twice."""
    check = IdentityCheck.objects.select_related("report__challenge__cycle").filter(pk=check_id).first()
    if check is None or check.status != IdentityCheck.Status.QUEUED:
        return check
    try:
        editions = _made(check, at)
        files = [
            (str(edition), texts_of(_bytes(edition), edition.form, name=_name(check.report, edition)))
            for edition in editions
        ]
        found = look_through(check.report, from_json(editions[0].tree), files, besides=_names_for(check))
    except (Refusal, CannotReadError, FileNotFoundError) as error:
        problem = error.sentence if isinstance(error, Refusal) else str(error) or "An edition is missing."
        IdentityCheck.objects.filter(pk=check.pk).update(
            status=IdentityCheck.Status.FAILED, problem=problem, ran_at=at, sealed_names=None
        )
    else:
        _keep(check, found, editions, at)
    check.refresh_from_db()
    return check


def _made(check: IdentityCheck, at: datetime) -> list[Edition]:
    """Return the editions to be published of the check's tree, made."""
    rows = list(check.report.editions.of(PUBLISHED).filter(tree_sha256=check.tree_sha256).order_by("pk"))
    if len(rows) < len(PUBLISHED):
        raise Refusal("The words have changed since this check was asked for. Run it again.")
    made = [row if row.is_ready else make_edition(edition_id=row.pk, at=at) for row in rows]
    for edition in made:
        if edition is None or not edition.is_ready:
            raise Refusal(
                f"{edition or 'An edition'} could not be made: {edition.problem if edition else 'it is gone'}"
            )
    return made


def _bytes(edition: Edition) -> bytes:
    with edition.storage.open(edition.stored_name) as file:
        return file.read()


def _name(report: Report, edition: Edition) -> str:
    """Return what the file is called where it is published: its address gives the words of the challenge away too."""
    found = Publication.objects.filter(report=report).values_list("slug", flat=True).first()
    return f"{found or free_slug(report.challenge)}.{edition.form}"


def _names_for(check: IdentityCheck) -> list[str]:
    """Return the names that were typed for this check alone."""
    if not check.sealed_names:
        return []
    return vault_for_a_while().open(check.sealed_names, NAMES, check.pk).splitlines()


def look_through(
    report: Report, document: ReportDocument, files: Iterable[tuple[str, list[Text]]], besides: Iterable[str] = ()
) -> dict[Found, list[str]]:
    """Return what was found with the files it stands in. Names, posts and notes are in memory while it runs."""
    policy = policy_of(report.challenge.cycle.programme_id)
    host, team = host_people(report.challenge), team_people(report.challenge)
    host += [(name, "", "", "") for name in besides]
    smallest = policy["smallest_group"]
    ours = Search([Known(*row) for row in host], quotes=unapproved_words(report.challenge), smallest=smallest)
    theirs = Search([Known(*row) for row in team], smallest=smallest)
    named = policy["public_team"] == "names"
    places, found = Places(document), {}
    for name, texts in files:
        for text in texts:
            for one in _in_text(text, places, ours, theirs, named=named):
                if name not in found.setdefault(one, []):
                    found[one].append(name)
    return found


def _in_text(text: Text, places: Places, ours: Search, theirs: Search, *, named: bool) -> Iterable[Found]:
    """Find in one text. The list of the team may give its posts, and its names where the programme prints them."""
    for hit in ours.find(text.text):
        one = _placed(hit, text, places)
        if hit.kind == "small_group" and one.place.startswith(COUNTED):
            continue
        if one.place != TEAM_TABLE or hit.kind in NAMED or hit.kind in ("email", "phone", "quote"):
            yield one
    for hit in theirs.find(text.text):
        one = _placed(hit, text, places)
        if hit.kind in NAMED and not (named and one.place == TEAM_TABLE):
            yield one


def _placed(hit: Hit, text: Text, places: Places) -> Found:
    before, after = text.text[max(0, hit.start - AROUND) : hit.start], text.text[hit.end : hit.end + AROUND]
    spot = places.find(hit.text, before, after) if text.place == "text" else None
    if spot is None:
        carried = text.place != "text"
        kind = IdentityHit.Kind.METADATA.value if carried and hit.kind not in NAMED else hit.kind
        return Found(kind, CARRIED, hit.text[:200], _line(before + hit.text + after)[:400])
    place, said = spot
    at = said.find(hit.text)
    around = said[max(0, at - AROUND) : at + len(hit.text) + AROUND] if at >= 0 else said[: 3 * AROUND]
    return Found(hit.kind, place, _line(hit.text)[:200], _line(around)[:400])


def _line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())


@transaction.atomic
def _keep(check: IdentityCheck, found: dict[Found, list[str]], editions: list[Edition], at: datetime) -> None:
    """Keep what was found; what the lead waived in the same words stays waived."""
    report = check.report
    waivers = {row.fingerprint: row for row in report.waivers.all()}
    # A correction of published words keeps the reasons given for what it leaves as it was.
    is_correction = bool(report.signed_at) and check.tree_sha256 != report.tree_sha256
    alike = {row.likeness: row for row in report.waivers.all()} if is_correction else {}
    content = check.content_sha256
    IdentityHit.objects.filter(check_run=check).delete()
    IdentityHit.objects.bulk_create(
        IdentityHit(
            check_run=check,
            kind=one.kind,
            place=one.place[:60],
            words=one.words,
            around=one.around,
            seen_in=", ".join(names)[:200],
            likeness=one.likeness,
            fingerprint=one.fingerprint(content),
            waiver=waivers.get(one.fingerprint(content)) or alike.get(one.likeness),
        )
        for one, names in found.items()
    )
    check.editions = {f"{edition.what}.{edition.form}": edition.sha256 for edition in editions}
    check.status, check.ran_at, check.problem, check.sealed_names = IdentityCheck.Status.DONE, at, "", None
    check.save()


def open_words(report: Report, document: ReportDocument, besides: Iterable[str] = ()) -> list[str]:
    """Return the words of a corrected document that may give somebody away and were not waived before."""
    text = "\n".join(text for _, text in document.statements())
    found = look_through(report, document, [("tree", [Text("text", text)])], besides)
    waived = set(report.waivers.values_list("likeness", flat=True))
    return sorted({one.words for one in found if one.likeness not in waived})
