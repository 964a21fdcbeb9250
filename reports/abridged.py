"""Shorter editions drawn from a report's tree: a one-page summary, a plain one for staff, a sheet for each finding.

Each is a document of its own made of the report's own words: nothing is written anew, so nothing can differ.
"""

from collections.abc import Iterator
from dataclasses import replace

from .document import Advice, Block, Bullets, Paragraph, ReportDocument, Section, Statement, Table
from .glance import counted, themes_of

Themes = dict[str, tuple[str, list[Statement]]]

FULL = "The full report says more about each of these, and what the team read, heard and saw."
# (characters of the summary, recommendations, areas): the first that fits on one page is printed.
STEPS = ((2400, 12, 6), (1200, 10, 0), (700, 8, 0), (450, 5, 0), (200, 3, 0), (0, 1, 0))


def _part(document: ReportDocument, anchor: str) -> Section:
    """Return a section of the report, or an empty one."""
    found = (section for section in document.sections if section.anchor == anchor)
    return next(found, Section(anchor, ""))


def _advice(document: ReportDocument) -> list[Advice]:
    return [block for block in _part(document, "recommendations").blocks if isinstance(block, Advice)]


def _other(document: ReportDocument, kind: str, sections: list[Section]) -> ReportDocument:
    kept = tuple(section for section in sections if section.blocks or section.sections)
    return replace(document, kind=kind, sections=kept)


def summary_of(document: ReportDocument) -> ReportDocument:
    """Return what the summary is drawn from: the report itself, because how much fits is seen only in print."""
    return document


def shortened(document: ReportDocument) -> Iterator[ReportDocument]:
    """Yield one-page summaries that say less and less."""
    for characters, recommendations, areas in STEPS:
        sections = [
            Section("summary", "Summary", _first(_part(document, "summary").blocks, characters)),
            Section("areas", "What needs work", _areas(themes_of(_part(document, "findings")), areas)),
            Section("asked", "What the team recommends", _asked(_advice(document), recommendations)),
        ]
        front = tuple(fact for fact in document.front if fact[0] not in ("Host", "Topic"))  # the title says both
        yield replace(_other(document, "One-page summary", sections), front=front)


def _first(blocks: tuple[Block, ...], characters: int) -> tuple[Block, ...]:
    """Keep what comes first, up to a number of characters: whole blocks, then whole sentences."""
    kept: list[Block] = []
    for block in blocks:
        items = block.items if isinstance(block, Bullets) else (block,)
        long = sum(len(getattr(item, "text", "")) for item in items)
        if long > characters:
            begun = _sentences(block.text, characters) if isinstance(block, Paragraph) else ""
            kept += [replace(block, text=begun)] if begun else []
            return (*kept, Paragraph("summary-more", "The report’s summary says more.")) if kept else ()
        characters -= long
        kept.append(block)
    return tuple(kept)


def _sentences(text: str, characters: int) -> str:
    """Return the whole sentences that fit."""
    end = text.rfind(". ", 0, characters)
    return text[: end + 1] if end > 0 else ""


def _areas(themes: Themes, most: int) -> tuple[Block, ...]:
    """List what needs work where it is short enough, else say how many areas each theme has."""
    areas = [finding for _, said in themes.values() for finding in said if finding.kind == "development"]
    if not areas:
        return ()
    if len(areas) <= most:
        return (Bullets(tuple(Paragraph(f"areas-{finding.number}", finding.text) for finding in areas)),)
    found = {name: sum(finding.kind == "development" for finding in said) for name, (_, said) in themes.items()}
    said = "; ".join(f"{name} ({number})" for name, number in found.items() if number)
    total = counted(len(areas), "place", "places")
    return (Paragraph("areas-themes", f"The team found {total} that need work, by theme: {said}."),)


def _asked(advice: list[Advice], most: int) -> tuple[Block, ...]:
    if not advice:
        return ()
    rows = tuple((f"{item.number}. {item.text}", item.actor, item.when) for item in advice[:most])
    table = Table("asked-table", "Who can act, and by when", ("Recommendation", "Who can act", "By when"), rows)
    left = len(advice) - most
    if left <= 0:
        return (table,)
    more = counted(left, "more recommendation", "more recommendations")
    return (table, Paragraph("asked-more", f"The report makes {more}."))


def staff_of(document: ReportDocument) -> ReportDocument:
    """Return the summary for those who work there, and took part: what is well, what is not, what comes next."""
    themes = themes_of(_part(document, "findings"))
    promise = [block for block in _part(document, "background").blocks if _anchor(block) == "background-promise"]
    sections = [
        Section("what-happened", "What happened", _part(document, "what-we-did").blocks[:1]),
        Section("goes-well", "What goes well", _listed(themes, "strength")),
        Section("needs-work", "What needs work", _listed(themes, "development")),
        Section("asked", "What the team recommends", _asked(_advice(document), 99)),
        Section("next_steps", "What happens next", _part(document, "next_steps").blocks),
        Section("promise", "What you said stays between us", (*promise, Paragraph("promise-full", FULL))),
    ]
    return _other(document, "Summary for staff", sections)


def _anchor(block: Block) -> str:
    return getattr(block, "anchor", "")


def _listed(themes: Themes, kind: str) -> tuple[Block, ...]:
    """List the findings of a kind, a theme after the other."""
    blocks: list[Block] = []
    for place, (name, (_, said)) in enumerate(themes.items(), 1):
        points = tuple(Paragraph(f"{kind}-{finding.number}", finding.text) for finding in said if finding.kind == kind)
        if points:
            blocks += [Paragraph(f"{kind}-theme-{place}", f"{name}:"), Bullets(points)]
    return tuple(blocks)


TO_FILL_IN = (
    ("Our response (accepted, in part, not, and why)", ""),
    ("What we will do", ""),
    ("Who owns it", ""),
    ("By when", ""),
    ("How we will know (measure, where it stands now, where it should be)", ""),
    ("Which body watches over it", ""),
)


def sheets_of(document: ReportDocument) -> ReportDocument:
    """Return a sheet for each area for development: what was found, what is asked for, and room for the plan."""
    advice = _advice(document)
    sheets = []
    for name, (_, said) in themes_of(_part(document, "findings")).items():
        for finding in said:
            if finding.kind == "development":
                sheets.append(_sheet(name, finding, [item for item in advice if finding.number in item.rests_on]))
    return _other(document, "Action sheets", sheets)


def _sheet(theme: str, finding: Statement, advice: list[Advice]) -> Section:
    anchor = f"sheet-{finding.number}"
    blocks: list[Block] = [Paragraph(f"{anchor}-theme", f"Theme: {theme}"), finding]
    if advice:
        blocks += [replace(item, rests_on=()) for item in advice]
    else:
        blocks.append(Paragraph(f"{anchor}-none", "No recommendation rests on this finding alone."))
    blocks.append(Table(f"{anchor}-plan", "Our plan", ("Question", "Answer"), TO_FILL_IN))
    return Section(anchor, f"Finding {finding.number}", tuple(blocks))
