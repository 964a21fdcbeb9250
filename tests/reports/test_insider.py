"""A host's insider knows who sat in which room when, and reads all the host may read. From that a finding can be placed
with the session it came from no better than the timetable and the published words allow by themselves.

The team drafts its findings as the sessions pass, which is the worst case. The insider learns from one half of the
challenges, where the truth is known, which trace of a finding tells its time best, and uses it on the other half.
"""

import random
from statistics import StatisticsError, correlation

import pytest

from cycles.models import State
from reports import pdf
from reports.actions.presentation import slides_of
from reports.compose import compose
from reports.models import Presentation, Report
from reviews.actions.findings import draft_finding
from reviews.models import Finding
from tests.soak import times
from tests.world import NOW

# Findings are agreed without evidence here.
pytestmark = [pytest.mark.fault, pytest.mark.breaks_rules, pytest.mark.either]
GROUPS = ("Carers", "Social workers", "Team managers", "Schools", "Health staff", "Councillors")
SESSIONS, FINDINGS = 24, 12
CHALLENGES = times(16, 200)
LUCK = 4  # standard deviations above what guessing gives
SAYINGS = (
    "letters come late",
    "plans are shared early",
    "the wait is too long",
    "meetings start with the young person",
)


def one_visit(world, dice, *, keeps_order):
    """Hold sessions and draft findings as they pass. Returns [(session, group named or None, traces)] of each."""
    challenge = world.challenge
    Finding.objects.filter(challenge=challenge).delete()
    sessions = [dice.choice(GROUPS) for _ in range(SESSIONS)]
    truth = sorted(dice.randrange(SESSIONS) for _ in range(FINDINGS))
    theme = challenge.cycle.framework.themes.first()
    told = {}
    for session in truth:
        named = sessions[session] if dice.random() < 0.5 else None
        who, number = named or "People", len(told)
        finding = draft_finding(
            challenge=challenge,
            kind=dice.choice(Finding.Kind.values),
            text=f"{who} said that {dice.choice(SAYINGS)} in place {dice.randrange(1000)}.",
            so_what="",
            line=None,
            theme=theme,
            by=world.petra,
            at=NOW,
        )
        told[finding.ref] = (session, named)
        if keeps_order:
            Finding.objects.filter(pk=finding.pk).update(order=number)
    Finding.objects.filter(challenge=challenge).update(status=Finding.Status.AGREED, thin_reason="Plain to see.")
    seen = traces(challenge)
    return sessions, [(*told[ref], seen[ref]) for ref in told]


def traces(challenge):
    """Return ref → everything the host can see of a finding that might tell its time, but its words."""
    tree = compose(Report.objects.get(challenge=challenge))
    parts = next(section for section in tree.sections if section.anchor == "findings").sections
    page = pdf.body_html(tree)
    slides = [[line["ref"] for line in slide["lines"]] for slide in slides_of(challenge, Presentation())]
    anchors = [said.anchor for part in parts for said in part.blocks]
    found = {}
    for part in parts:
        for place, said in enumerate(part.blocks):
            ref = said.anchor.removeprefix("finding-")
            shown = next(slide for slide in slides if ref in slide)
            found[ref] = (
                place / len(part.blocks),
                said.number,
                sorted(anchors).index(said.anchor),
                page.index(said.anchor) / len(page),
                shown.index(ref) / len(shown),
                len(said.text),
            )
    return found


def how_well(trace, known):
    """Return how a trace goes with time."""
    try:
        return correlation([seen[trace] for _, _, seen in known], [session for session, *_ in known])
    except StatisticsError:  # it is the same for all
        return 0.0


def placed(visits):
    """Return how many findings of the second half the insider places, and (mean, variance) of what guessing places."""
    learnt = [row for _, rows in visits[::2] for row in rows]
    best = max(range(len(learnt[0][2])), key=lambda trace: abs(how_well(trace, learnt)))
    along = [seen[best] for *_, seen in learnt]
    low, high, turned = min(along), max(along), how_well(best, learnt) < 0
    right, mean, variance = 0, 0.0, 0.0
    for sessions, rows in visits[1::2]:
        for session, named, seen in rows:
            may = [number for number, group in enumerate(sessions) if named in {None, group}]
            share = (seen[best] - low) / ((high - low) or 1)
            guess = (1 - share if turned else share) * SESSIONS
            right += min(may, key=lambda number: abs(number - guess)) == session
            mean += 1 / len(may)
            variance += (1 - 1 / len(may)) / len(may)
    return right, mean, variance**0.5


@pytest.fixture
def world(world_at):
    made = world_at(State.DRAFTING)
    Report.objects.get_or_create(challenge=made.challenge)
    return made


def visits_of(world, *, keeps_order):
    return [one_visit(world, random.Random(number), keeps_order=keeps_order) for number in range(CHALLENGES)]


def test_an_insider_places_no_finding_better_than_words_and_timetable_do(world, record_property):
    right, mean, spread = placed(visits_of(world, keeps_order=False))
    record_property("sum", f"Insider: {right} findings placed of {CHALLENGES} challenges; guessing gives {mean:.1f}.")
    assert right <= mean + LUCK * spread


def test_the_insider_would_find_the_order_of_writing(world):
    right, mean, spread = placed(visits_of(world, keeps_order=True))
    assert right > mean + LUCK * spread
