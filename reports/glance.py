"""The first page a reader sees: what was found, what needs work, who acts and by when.

Three readers should find their answer here in under a minute: a councillor (what needs work, who acts), a
parent (what was said about our service), a reporter (what is to be done, by when). All of it is drawn from
the findings and recommendations of the same tree, so it can say nothing else than they do.
"""

from .document import Advice, Block, Chart, Paragraph, Section, Statement, Table

# More areas for development than this are shown by theme alone, or only where a recommendation rests on them.
MOST_AREAS = 20


def at_a_glance(findings: Section, recommendations: Section, label: str) -> Section:
    """Draw the overview from the two sections. `label` is what areas for development are called here."""
    advice = [block for block in recommendations.blocks if isinstance(block, Advice)]
    themes = themes_of(findings)
    if not themes:
        return Section("at-a-glance", "At a glance")
    blocks: list[Block] = [Paragraph("at-a-glance-said", _said(themes, advice, label)), _by_theme(themes, label)]
    areas = _areas(themes, advice, label)
    blocks += [areas] if areas else []
    blocks += [_asked(advice)] if advice else []
    return Section("at-a-glance", "At a glance", tuple(blocks))


def themes_of(findings: Section) -> dict[str, tuple[str, list[Statement]]]:
    """Return the findings of each theme with the anchor where they begin, in reading order."""
    themes: dict[str, tuple[str, list[Statement]]] = {}
    for part in findings.sections:
        name = part.heading.rsplit(": ", 1)[0]
        _, said = themes.setdefault(name, (part.anchor, []))
        said += [block for block in part.blocks if isinstance(block, Statement)]
    return themes


def _count(themes: dict[str, tuple[str, list[Statement]]], kind: str) -> int:
    return sum(finding.kind == kind for _, said in themes.values() for finding in said)


def counted(number: int, one: str, many: str) -> str:
    """Write a number with its noun."""
    return f"{number} {one if number == 1 else many}"


def _said(themes: dict[str, tuple[str, list[Statement]]], advice: list[Advice], label: str) -> str:
    many = label.lower()
    one = many.replace("areas", "area", 1) if many.startswith("areas") else many.removesuffix("s")
    strengths = counted(_count(themes, "strength"), "strength", "strengths")
    areas = counted(_count(themes, "development"), one, many)
    asked = counted(len(advice), "recommendation", "recommendations")
    return f"The team found {strengths} and {areas}, and makes {asked}."


def _areas(themes: dict[str, tuple[str, list[Statement]]], advice: list[Advice], label: str) -> Table | None:
    """List what needs work with who can act and the recommendation that takes it up, where they are few enough."""
    rows, links = [], []
    for finding in (finding for _, said in themes.values() for finding in said if finding.kind == "development"):
        taken_up = [item for item in advice if finding.number in item.rests_on]
        actors = ", ".join(dict.fromkeys(item.actor for item in taken_up))
        rows.append((finding.text, actors or "Not said", ", ".join(str(item.number) for item in taken_up) or "None"))
        links.append(f"finding-{finding.number}")
    if len(rows) > MOST_AREAS:
        kept = [(row, link) for row, link in zip(rows, links, strict=True) if row[2] != "None"]
        rows, links = [row for row, _ in kept], [link for _, link in kept]
    if not rows or len(rows) > MOST_AREAS:
        return None
    head = (label, "Who can act", "Recommendation")
    return Table("at-a-glance-areas", "What needs work, and who can act", head, tuple(rows), links=tuple(links))


def _asked(advice: list[Advice]) -> Table:
    rows = tuple((f"{item.number}. {item.text}", item.actor, item.when) for item in advice)
    links = tuple(f"recommendation-{item.number}" for item in advice)
    return Table(
        "at-a-glance-asked",
        "What the team recommends, who can act and by when",
        ("Recommendation", "Who can act", "By when"),
        rows,
        links=links,
    )


def _by_theme(themes: dict[str, tuple[str, list[Statement]]], label: str) -> Chart:
    """Say how much was found about each theme: where a reader goes for their own service."""
    rows = []
    for name, (_, said) in themes.items():
        strengths = sum(finding.kind == "strength" for finding in said)
        rows.append((name, str(strengths), str(len(said) - strengths)))
    return Chart(
        "at-a-glance-themes",
        "What was found about each theme",
        ("Theme", "Strengths", label),
        tuple(rows),
        links=tuple(anchor for anchor, _ in themes.values()),
    )
