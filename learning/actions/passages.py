"""Keeping what may be searched of published reports and plans in step with what the register shows."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from followup.models import PlanVersion
from learning.models import Passage
from reports.document import Advice, Block, Bullets, Paragraph, ReportDocument, Section, Statement, Table, from_json
from reports.models import Publication

A_SWEEP = 100  # publications at most: the next sweep goes on


def keep_in_step() -> int:
    """Take down the passages of every report and plan the register shows anew; return how many that were.

    Safe to run twice, and to die between two of them.
    """
    taken = Q(passages__tree_sha256=F("html__tree_sha256"))
    behind = Publication.objects.public().exclude(pk__in=Publication.objects.filter(taken).values("pk"))
    waiting = list(behind.order_by("pk").values_list("pk", flat=True)[:A_SWEEP])
    for publication_id in waiting:
        take_down(publication_id=publication_id)
    plans = list(_plans_behind().order_by("pk").values_list("pk", flat=True)[:A_SWEEP])
    for version_id in plans:
        take_down_plan(version_id=version_id)
    Passage.objects.exclude(publication__withdrawn_at=None).delete()
    return len(waiting) + len(plans)


def _plans_behind() -> QuerySet[PlanVersion]:
    """Return the versions everybody reads beside a report of which nothing can be found yet."""
    published = PlanVersion.objects.exclude(published_at=None)
    later = published.filter(plan=OuterRef("plan"), number__gt=OuterRef("number"))
    taken = Passage.objects.filter(
        kind=Passage.Kind.PLAN,
        tree_sha256=OuterRef("tree_sha256"),
        publication__report__challenge=OuterRef("plan__challenge"),
    )
    on_register = published.filter(plan__challenge__report__publication__withdrawn_at=None)
    return on_register.exclude(plan__challenge__report__publication=None).filter(~Exists(later), ~Exists(taken))


@transaction.atomic
def take_down(*, publication_id: int) -> None:
    """Put the passages of what a report shows now in the place of those it had."""
    locked = Publication.objects.select_for_update(of=("self",)).select_related("html")
    publication = locked.get(pk=publication_id)
    document, sha256 = from_json(publication.html.tree), publication.html.tree_sha256
    publication.passages.exclude(kind=Passage.Kind.PLAN).delete()
    Passage.objects.bulk_create(
        Passage(publication=publication, tree_sha256=sha256, number=number, **said)
        for number, said in enumerate(_said(document))
    )


@transaction.atomic
def take_down_plan(*, version_id: int) -> None:
    """Put the passages of a published plan in the place of those of the version before."""
    version = PlanVersion.objects.select_for_update(of=("self",)).get(pk=version_id)
    publication = Publication.objects.get(report__challenge=version.plan.challenge_id)
    publication.passages.filter(kind=Passage.Kind.PLAN).delete()
    Passage.objects.bulk_create(
        Passage(publication=publication, tree_sha256=version.tree_sha256, number=number, kind=Passage.Kind.PLAN, **said)
        for number, said in enumerate(_said_in_plan(from_json(version.tree)))
    )


def _said_in_plan(document: ReportDocument) -> Iterator[dict[str, str]]:
    """Yield what a plan says itself: why something is not accepted, and each action with its facts."""
    yield {"anchor": "", "heading": "", "text": f"{document.title}: {document.subtitle}"}
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph) and "-why" in block.anchor:
                yield {"anchor": block.anchor[:120], "heading": section.heading[:300], "text": block.text}
        for action in section.sections:
            facts = [f"{row[0]}: {row[1]}" for block in action.blocks if isinstance(block, Table) for row in block.rows]
            text = "\n".join([action.heading, *facts])
            yield {"anchor": action.anchor[:120], "heading": action.heading[:300], "text": text}


def _said(document: ReportDocument) -> Iterator[dict[str, str]]:
    yield {"kind": "report", "anchor": "", "heading": "", "text": f"{document.title}: {document.subtitle}"}
    for section in document.sections:
        yield from _of_section(section)


def _of_section(section: Section) -> Iterator[dict[str, str]]:
    for block in section.blocks:
        for kind, anchor, text in _words(block):
            yield {"kind": kind, "anchor": anchor[:120], "heading": section.heading[:300], "text": text}
    for part in section.sections:
        yield from _of_section(part)


def _words(block: Block) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, anchor, text) of what is said in sentences; tables are read on their page."""
    match block:
        case Bullets(items=items):
            yield from (("report", item.anchor, item.text) for item in items)
        case Statement(anchor=anchor, text=text, so_what=so_what):
            yield "finding", anchor, "\n".join(filter(None, [text, so_what]))
        case Advice(anchor=anchor, text=text) | Paragraph(anchor=anchor, text=text):
            yield "report", anchor, text
