"""Composing a region's annual report: facts that are counted, the same document tree as any report.

Everything in it may be read by the sponsor group: themes and exchanges are suppressed, the clock says what the
register says, the pool is numbers. Reports that are not public are counted as challenges alone.
"""

from collections import Counter
from datetime import date

from cycles.coverage import coverage_of
from cycles.models import Challenge, Cycle, State
from cycles.policy import policy_with_logo
from learning.models import Exchange, Practice, TakenHome
from learning.queries import pool as pools
from learning.queries.themes import FEWEST_HOSTS, Themes, as_table, themes_of
from reports.compose import day_words, days_words, look_of
from reports.document import Block, Chart, Paragraph, ReportDocument, Section, Table
from reports.queries.clock import clock_of, with_clock

KIND = "Annual regional report"
STAGES = (
    ("Report published", (State.PUBLISHED, State.FOLLOW_UP, State.CLOSED)),
    ("Visited, report not public yet", (State.ON_SITE, State.DRAFTING, State.ACCURACY, State.FINAL)),
    ("Report withheld", (State.WITHHELD,)),
    ("Planned or being prepared", (State.PROPOSED, State.SCOPING, State.PREPARING)),
    ("Cancelled", (State.CANCELLED,)),
)


def compose(cycle: Cycle, today: date) -> ReportDocument:
    """Build the tree of a cycle's report as things stand on a day."""
    programme = cycle.programme
    sections = (
        _cycle(cycle),
        _coverage(cycle),
        _themes(themes_of(cycle)),
        _clock(cycle, today),
        _learning(cycle),
        _pool(cycle, today),
    )
    return ReportDocument(
        title=f"{programme.region}: {cycle.name}",
        subtitle=programme.name[:1].upper() + programme.name[1:],
        front=(
            ("Region", programme.region.name),
            ("Programme", programme.name),
            ("Cycle", days_words(cycle.starts_on, cycle.ends_on)),
            ("As things stand on", day_words(today)),
        ),
        sections=tuple(section for section in sections if section.blocks),
        draft=False,
        kind=KIND,
        look=look_of(policy_with_logo(programme)),
    )


def _words(anchor: str, *texts: str) -> tuple[Block, ...]:
    return tuple(Paragraph(f"{anchor}-{place}", text) for place, text in enumerate(texts, 1))


def _cycle(cycle: Cycle) -> Section:
    states = Counter(Challenge.objects.filter(cycle=cycle).values_list("state", flat=True))
    rows = [(label, str(sum(states[state] for state in of))) for label, of in STAGES]
    members = cycle.members.staying().count()
    said = f"{members} members take part. Each hosts one challenge in the cycle and lends people to others."
    chart = Chart("challenges", "Challenges by how far they are", ("How far", "Challenges"), tuple(rows))
    return Section("the-cycle", "The cycle", (*_words("cycle", said), chart))


def _coverage(cycle: Cycle) -> Section:
    coverage = coverage_of(cycle)
    rows = [(line.body.name, *map(str, line.counts)) for line in coverage.lines]
    said = (
        f"{coverage.total_given} days are given in all. If every member gave the same, each would give "
        f"{coverage.fair_share:g}. A day counts for each person of a team and each working day of its visit."
    )
    head = ("Member", "Hosted", "Led", "Days given", "Days received")
    table = Table("given-and-received", "Given and received", head, tuple(rows))
    return Section("coverage", "What each gave and received", (*_words("coverage", said), table) if rows else ())


def _themes(themes: Themes) -> Section:
    if not themes.names:
        said = "No report with themes has been published yet."
        return Section("themes", "Strengths and areas for development", _words("themes", said))
    columns, rows = as_table(themes)
    said = (
        "Each number counts the hosts whose published report has a strength, or an area for development, under the "
        f"theme. Numbers below {FEWEST_HOSTS} are shown as “–”, and so is what would give them away."
    )
    head = tuple(column["label"] for column in columns)
    cells = tuple(tuple(cell["text"] for cell in row) for row in rows)
    table = Table("themes-over-cycles", "Themes over the cycles", head, cells)
    return Section("themes", "Strengths and areas for development", (*_words("themes", said), table))


def _clock(cycle: Cycle, today: date) -> Section:
    """Count the steps of the publication clock: kept, late and still to come."""
    kept: dict[str, Counter] = {}
    for challenge in with_clock().filter(cycle=cycle):
        for tick in clock_of(challenge, today):
            how = "late" if tick.is_late else "kept" if tick.met_on else "ahead"
            kept.setdefault(tick.label, Counter())[how] += 1
    rows = tuple((label, str(of["kept"]), str(of["late"]), str(of["ahead"])) for label, of in kept.items())
    said = "What is to be public 3, 5, 10 and 12 months after the last day on site. The register says it of each host."
    table = Table("clock-kept", "The publication clock", ("Step", "Kept", "Late", "Not due yet"), rows)
    return Section("clock", "What was published in time", (*_words("clock", said), table) if rows else ())


def _few(number: int) -> str:
    return str(number) if number >= FEWEST_HOSTS or number == 0 else f"fewer than {FEWEST_HOSTS}"


def _learning(cycle: Cycle) -> Section:
    programme = cycle.programme_id
    offered = Practice.objects.offered().filter(finding__challenge__cycle__programme=programme).count()
    touch = Exchange.objects.standing().filter(challenge__cycle__programme=programme, agreed_at__isnull=False).count()
    home = TakenHome.objects.filter(challenge__cycle=cycle).count()
    rows = (
        ("Strengths on offer to others", _few(offered)),
        ("Hosts put in touch about one", _few(touch)),
        ("Reviewers who wrote down what they take home", _few(home)),
    )
    table = Table("learning-numbers", "What is passed on", ("What", "Number"), rows)
    return Section("learning", "What hosts and reviewers pass on", (table,))


def _pool(cycle: Cycle, today: date) -> Section:
    people = pools.people_of(cycle.programme.region, today)
    pool, ahead = pools.health(people, today), pools.forecast(pools.next_cycle(cycle), people)
    rows = tuple((measure, str(pool.total[measure])) for measure in pools.MEASURES)
    blocks: list[Block] = [Table("pool-health", "The pool", ("Reviewers", "People"), rows)]
    needs = tuple((need.what, str(need.places), str(need.people), str(need.missing)) for need in ahead.needs)
    if needs:
        caption = f"What {ahead.cycle.name} asks for" if ahead.cycle != cycle else "If every member hosts once more"
        head = ("Asked for", "Places", "People who could", "People missing")
        blocks.append(Table("demand", caption, head, needs))
    return Section("pool", "The people who challenge", tuple(blocks) if people else ())
