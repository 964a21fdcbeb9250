"""The plan in words: the tree from which its page and its files are drawn. It names offices and no person."""

from collections.abc import Iterable
from datetime import date

from cycles.models import Challenge
from cycles.policy import policy_of
from reports.compose import day_words, look_of
from reports.document import Advice, Block, Paragraph, ReportDocument, Section, Table, blocks_of

from .models import Action, ActionPlan
from .queries.asked import Asked

KIND = "Action plan"
WHAT_IT_IS = (
    "{host} answers here each recommendation of the peer challenge, with its partners, and says what will be done. "
    "The recommendations stand in the team’s own words."
)
EFFECT = "An action counts by what it changes for people, not by what was done. What is shown so far stands beside it."


def document_of_plan(
    plan: ActionPlan, asked: Iterable[Asked], actions: Iterable[Action], *, number: int, on: date
) -> ReportDocument:
    """Build the tree of a plan as it stands on a day."""
    challenge, actions = plan.challenge, list(actions)
    said = (Paragraph("plan-effect", EFFECT),)
    sections = (
        Section("plan-about", "About this plan", (Paragraph("plan-about-1", WHAT_IT_IS.format(host=challenge.host)),)),
        Section("plan-responses", "Recommendations and responses", _responses(asked)),
        Section("plan-overview", "Actions at a glance", (_overview(actions, on),) if actions else ()),
        Section("plan-actions", "Actions", said, tuple(_action(one, on) for one in actions)),
    )
    return ReportDocument(
        title=f"Action plan of {challenge.host}",
        subtitle=challenge.topic,
        front=_front(challenge, plan, number, on),
        sections=tuple(section for section in sections if section.blocks),
        draft=False,
        kind=KIND,
        look=look_of(policy_of(challenge.cycle.programme_id)),
    )


def _front(challenge: Challenge, plan: ActionPlan, number: int, on: date) -> tuple[tuple[str, str], ...]:
    front = [
        ("Host", str(challenge.host)),
        ("Topic", challenge.topic),
        ("Watched over by", plan.governance_body),
        ("As it stood on", day_words(on)),
    ]
    if plan.committee_on:
        front.insert(3, ("Committee", day_words(plan.committee_on)))
    if number > 1:
        front.append(("Version", str(number)))
    return tuple(front)


def _responses(asked: Iterable[Asked]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for item in asked:
        anchor = f"response-{item.number}"
        blocks.append(
            Advice(f"recommendation-{item.number}", item.number, item.words, item.who, item.timescale, by=item.by)
        )
        said = f"Response: {item.response.get_answer_display().lower()}." if item.response else "No response yet."
        reason = item.response.reason if item.response else ""
        blocks += [Paragraph(anchor, said), *blocks_of(reason, f"{anchor}-why")]
        if item.actions:
            numbers = ", ".join(str(action.number) for action in item.actions)
            said = f"Action {numbers} answers it." if len(item.actions) == 1 else f"Actions {numbers} answer it."
            blocks.append(Paragraph(f"{anchor}-actions", said))
    return tuple(blocks)


def _overview(actions: list[Action], on: date) -> Table:
    head = ("Action", "Who answers for it", "Done by", "How far")
    rows = tuple((f"{one}", one.office, day_words(one.due_on), _how_far(one, on)) for one in actions)
    links = tuple(f"action-{one.number}" for one in actions)
    return Table("plan-overview-table", "Actions and how far they are", head, rows, links=links)


def _how_far(action: Action, on: date) -> str:
    closed = ", closed" if action.closed_at else ""
    late = ", late" if action.is_late(on) else ""
    return f"{action.get_status_display()}{closed}{late}"


def _action(action: Action, on: date) -> Section:
    answered = ", ".join(str(row.number) for row in action.answers)
    measured = action.measure
    if action.indicator:
        measured = f"{measured} Indicator: {action.indicator.name}." if measured else action.indicator.name
    facts = (
        ("What will be done", action.what),
        ("Answers recommendation", answered),
        ("Who answers for it", action.office),
        ("From", day_words(action.starts_on)),
        ("Done by", day_words(action.due_on)),
        ("Measure of success", measured),
        ("Target", action.target),
        ("What it needs", action.resources),
        ("How far", _how_far(action, on)),
        ("Evidence of effect", action.evidence),
    )
    rows = tuple((label, words) for label, words in facts if words)
    table = Table(
        f"action-{action.number}-facts", f"Action {action.number}", ("About the action", "What the plan says"), rows
    )
    return Section(f"action-{action.number}", str(action), (table,))
