"""What a host asks of the plan of a cycle."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from cycles.models import CycleMember
from people.actions.saving import save
from people.models import Person
from people.refusal import Refusal
from planning.asking.weeks import Weeks
from planning.models import Wish
from planning.models.wish import weeks_in_words

LABELS = {
    "required": "What somebody must bring",
    "desired": "What would help",
    "shape": "Shape of the visit",
    "party": "Party of the administration",
    "note": "Anything else",
}


@transaction.atomic
def give_wishes(*, member: CycleMember, facts: dict[str, Any], version: int, by: Person, at: datetime) -> Wish:
    """Keep what a host asks of a plan; nothing planned already moves by it.

    Refuses an edit begun before somebody else's: `version` is 0 when nothing had been said.
    """
    member = CycleMember.objects.select_for_update(of=("self",)).select_related("cycle", "body").get(pk=member.pk)
    if member.left_on:
        raise Refusal(f"{member.body} has left the cycle, so there is nothing to plan for it.")
    if member.cycle.ends_on < localdate(at):
        raise Refusal("This cycle is over, so there is nothing left to plan.")
    _check_weeks(member, facts)
    wish = Wish.objects.filter(member=member).first()
    if wish is None:
        wish = Wish(member=member, changed_by=by, changed_at=at)
    else:
        wish = wish.claim(version=version, typed=_typed(facts), by=by, at=at)
    for name, value in facts.items():
        setattr(wish, name, value)
    save(wish)
    return wish


def _check_weeks(member: CycleMember, facts: dict[str, Any]) -> None:
    """Refuse weeks that are none of the cycle's, or that are both the best and not."""
    weeks = Weeks.of(member.cycle.starts_on, member.cycle.ends_on)
    known = {weeks.monday(number).isoformat() for number in range(weeks.count)}
    preferred, acceptable = set(facts["preferred"]), set(facts["acceptable"])
    if strange := sorted((preferred | acceptable) - known):
        raise Refusal(f"The cycle has no week that begins on {date.fromisoformat(strange[0]):%-d %B %Y}.")
    if both := sorted(preferred & acceptable):
        raise Refusal(f"The week of {date.fromisoformat(both[0]):%-d %B %Y} is either the best or suits, not both.")


def _typed(facts: dict[str, Any]) -> dict[str, tuple[str, Any]]:
    """Return what was typed as it is compared with what stands."""
    weeks = {
        "The best weeks": ("best", weeks_in_words(facts["preferred"])),
        "The weeks that suit": ("suit", weeks_in_words(facts["acceptable"])),
    }
    return weeks | {label: (name, facts[name]) for name, label in LABELS.items()}
