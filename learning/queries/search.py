"""What somebody finds when they search: what is public, and what they may open besides.

Every source says which rows its reader may see before it is asked for words, so that nothing else is found, counted
or hinted at. Notes are never a source: they are sealed, and are searched within their own challenge.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import CharField, QuerySet, Value
from django.urls import reverse
from django.utils.safestring import SafeString

from cycles.models import Challenge
from cycles.rules import decide, remember_standings
from followup.models import Action
from learning.looking import marked, matching, with_shown, words_of
from learning.models import Passage, Practice
from people.rules import memberships_of
from reviews.models import Finding

MOST = 1_000  # results: whoever finds more asks for more


@dataclass(frozen=True)
class Hit:
    """One result: what it is, where it stands, and its words with those looked for marked."""

    kind: str
    title: str
    about: str
    url: str
    shown: SafeString


class Source(NamedTuple):
    """One table to search: the kind its rows are shown as, its fields of words, who may see which, and how."""

    kind: str
    fields: tuple[str, ...]
    rows: Callable[[Any], QuerySet]
    hits: Callable[[QuerySet, str], Iterator[tuple[int, Hit]]]


@dataclass(frozen=True)
class Found:
    """Everything found, as (source, id) in the order it is shown, and how many there are of each kind."""

    asked: str = ""
    places: tuple[tuple[int, int], ...] = ()
    is_cut: bool = False
    rows: tuple[QuerySet, ...] = ()  # what somebody may see of each source

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each kind."""
        return Counter(SOURCES[source].kind for source, _pk in self.places)

    def of_kind(self, kind: str) -> list[tuple[int, int]]:
        """Return the places of one kind, or all."""
        return [place for place in self.places if not kind or SOURCES[place[0]].kind == kind]


def _passages(kind: str) -> Callable[[Any], QuerySet]:
    return lambda _user: Passage.objects.public().filter(kind=kind)


def _passage_hits(rows: QuerySet, asked: str) -> Iterator[tuple[int, Hit]]:
    for row in rows.select_related("publication__report__challenge__host").defer("publication__report__signed_tree"):
        challenge = row.publication.report.challenge
        page = reverse("reports:published", args=[row.publication.slug])
        url = f"{page}#{row.anchor}" if row.anchor else page
        about = row.heading or "Published report"
        yield row.pk, Hit(row.get_kind_display(), str(challenge), about, url, marked(row.shown, asked))


def _plan_hits(rows: QuerySet, asked: str) -> Iterator[tuple[int, Hit]]:
    for row in rows.select_related("publication__report__challenge__host").defer("publication__report__signed_tree"):
        page = reverse("followup:read_plan", args=[row.publication.slug])
        url = f"{page}#{row.anchor}" if row.anchor else page
        challenge, about = row.publication.report.challenge, row.heading or "Published action plan"
        yield row.pk, Hit(row.get_kind_display(), str(challenge), about, url, marked(row.shown, asked))


def _read_by(user: Any, permission: str) -> list[int]:
    """Return the challenges in which somebody holds a permission now, and not in part."""
    if getattr(user, "person_id", None) is None:
        return []
    if not hasattr(user, "challenges_searched"):
        is_admin = any(held.role == "admin" for held in memberships_of(user))
        rows = Challenge.objects.taking_part(user) if is_admin else Challenge.objects.visible_to(user)
        user.challenges_searched = list(rows.with_host())
        remember_standings(user, user.challenges_searched)
    return [one.pk for one in user.challenges_searched if decide(permission, user, one) == "full"]


def _own_findings(user: Any) -> QuerySet:
    """Findings of challenges in which somebody reads them now; published ones are found in the report's own words."""
    read = _read_by(user, "reviews.read_findings")
    if not read:
        return Finding.objects.none()
    rows = Finding.objects.filter(challenge__in=read).exclude(status=Finding.Status.DROPPED)
    return rows.exclude(challenge__in=Passage.objects.public().values("publication__report__challenge"))


def _actions(user: Any) -> QuerySet:
    """Actions of plans somebody reads in full now; what is public of a plan is read beside its report."""
    read = _read_by(user, "followup.view_plan")
    return Action.objects.filter(plan__challenge__in=read) if read else Action.objects.none()


def _action_hits(rows: QuerySet, asked: str) -> Iterator[tuple[int, Hit]]:
    for row in rows.select_related("plan__challenge__host"):
        challenge = row.plan.challenge
        url = reverse("followup:action", args=[challenge.ref, row.ref])
        about = f"{row.office}, {row.get_status_display().lower()}"
        yield row.pk, Hit("Action", f"{challenge}: {row.title}", about, url, marked(row.shown, asked))


def _finding_hits(rows: QuerySet, asked: str) -> Iterator[tuple[int, Hit]]:
    for row in rows.select_related("challenge__host"):
        url = reverse("reviews:finding", args=[row.challenge.ref, row.ref])
        about = f"{row.get_kind_display()}, {row.get_status_display().lower()}, not published"
        yield row.pk, Hit("Finding", str(row.challenge), about, url, marked(row.shown, asked))


def _offered(user: Any) -> QuerySet:
    return Practice.objects.visible_to(user).offered()


def _practice_hits(rows: QuerySet, asked: str) -> Iterator[tuple[int, Hit]]:
    for row in rows.select_related("finding__theme", "finding__challenge__cycle"):
        url = reverse("learning:practice", args=[row.finding.challenge.cycle.ref])
        yield row.pk, Hit("Practice", row.finding.theme.name, "On offer to others", url, marked(row.shown, asked))


SOURCES = (
    Source("report", ("text",), _passages(Passage.Kind.REPORT), _passage_hits),
    Source("finding", ("text",), _passages(Passage.Kind.FINDING), _passage_hits),
    Source("plan", ("text",), lambda _user: Passage.objects.public_plans(), _plan_hits),
    Source("finding", ("text", "so_what"), _own_findings, _finding_hits),
    Source("action", ("title", "what", "measure"), _actions, _action_hits),
    Source("practice", ("words",), _offered, _practice_hits),
)
KINDS = {
    "report": "Reports",
    "finding": "Findings",
    "plan": "Action plans",
    "action": "Actions",
    "practice": "Practice",
}
PUBLIC_KINDS = ("report", "finding", "plan")


def find(user: Any, asked: str) -> Found:
    """Return all that somebody may see and that holds the words, the best first, by one query for all sources."""
    if not words_of(asked):
        return Found()
    open_to = tuple(source.rows(user) for source in SOURCES)
    parts = []
    for number, (source, rows) in enumerate(zip(SOURCES, open_to, strict=True)):
        if not rows.query.is_empty():
            named = matching(rows, source.fields, asked).annotate(source=Value(str(number), CharField()))
            parts.append(named.order_by().values_list("source", "pk", "rank"))
    first, *others = parts
    found = list(first.union(*others, all=True).order_by("-rank", "source", "pk")[: MOST + 1])
    places = tuple((int(source), pk) for source, pk, _rank in found[:MOST])
    return Found(asked, places, len(found) > MOST, open_to)


def shown(found: Found, places: Iterable[tuple[int, int]]) -> list[Hit]:
    """Return the results at these places, a query for each source among them."""
    places = list(places)
    hits: dict[tuple[int, int], Hit] = {}
    for number in sorted({source for source, _pk in places}):
        source = SOURCES[number]
        rows = found.rows[number].filter(pk__in=[pk for of, pk in places if of == number])
        for pk, hit in source.hits(with_shown(rows, source.fields, found.asked), found.asked):
            hits[number, pk] = hit
    return [hits[place] for place in places if place in hits]
