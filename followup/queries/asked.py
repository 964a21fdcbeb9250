"""What the team recommended, in the words that were signed, with the host's answer and the actions that follow."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F, OuterRef, Subquery

from cycles.models import Challenge
from followup.models import Action, ActionPlan, Response
from reports.document import Advice, from_json
from reports.models import Correction, Recommendation, Report


@dataclass
class Asked:
    """One recommendation as it was signed, its answer if there is one, and the actions that answer it."""

    row: Recommendation
    words: str
    who: str
    timescale: str
    by: str = ""
    actions: list[Action] = field(default_factory=list)

    @property
    def number(self) -> int:
        """Its number in the report."""
        return self.row.number

    @property
    def when(self) -> str:
        """By when, within a sentence: within six months, by 3 September 2027."""
        said = self.timescale[:1].lower() + self.timescale[1:]
        return f"{said}, by {self.by}" if self.by else said

    @property
    def response(self) -> Response | None:
        """What the host said to it."""
        return getattr(self.row, "response", None)

    @property
    def asks_for_action(self) -> bool:
        """Whether it is accepted, wholly or in part."""
        return bool(self.response and self.response.asks_for_action)

    @property
    def is_answered_by_action(self) -> bool:
        """Whether an action that one can measure answers it."""
        return any(action.is_measured and action.status != Action.Status.STOPPED for action in self.actions)


def signed_advice(challenge: Challenge) -> dict[int, Advice]:
    """Return the recommendations of the report as they are signed, or last corrected, by number (one query)."""
    last = Correction.objects.filter(report=OuterRef("pk")).exclude(published_at=None).order_by("-number")
    rows = Report.objects.filter(challenge=challenge).annotate(corrected=Subquery(last.values("tree")[:1]))
    for signed, corrected in rows.values_list("signed_tree", "corrected"):
        if tree := corrected or signed:
            sections = from_json(tree).sections
            return {block.number: block for part in sections for block in part.blocks if isinstance(block, Advice)}
    return {}


def asked_of(challenge: Challenge, actions: Iterable[Action] = ()) -> list[Asked]:
    """Return every recommendation of a challenge in order (two queries), each with those actions that answer it.

    Each of the actions is told in turn what it answers: `answers`, a list of recommendations.
    """
    signed, known = signed_advice(challenge), {action.pk: action for action in actions}
    rows = Recommendation.objects.filter(report__challenge=challenge).select_related("response")
    for action in known.values():
        action.answers = []
    found: dict[int, Asked] = {}
    for row in rows.annotate(action=F("actions")).order_by("number", "action"):
        asked = found.setdefault(row.pk, _asked(row, signed.get(row.number)))
        if action := known.get(row.action):
            asked.actions.append(action)
            action.answers.append(row)
    return list(found.values())


def _asked(row: Recommendation, said: Advice | None) -> Asked:
    if said is None:  # a tree of before recommendations stood in it: the row is frozen since the signature
        return Asked(row, row.text, row.get_actor_display(), row.get_timescale_display())
    return Asked(row, said.text, said.actor, said.timescale, said.by)


def plan_of(challenge: Challenge) -> ActionPlan | None:
    """Return the plan of a challenge, if it was begun (one query)."""
    return ActionPlan.objects.select_related("changed_by", "ready_by").filter(challenge=challenge).first()


def actions_of(plan: ActionPlan | None) -> list[Action]:
    """Return the actions of a plan with who owns them and what measures them (one query)."""
    if plan is None or plan.pk is None:
        return []
    return list(plan.actions.select_related("owner", "indicator", "closed_by").in_order())
