"""The rules of a seat, each named once: what forbids it, and what only deserves a second look.

A rule takes a person and the place they are meant for, and says in one sentence why not, or
nothing. `Place.of` fetches what the rules need of a challenge and `with_facts` what they need of
people, so that judging thirty people costs the queries of judging one.
"""

from people.models import Person

from .fitness import absence, double_booking, out_of_pool, untrained
from .place import COUNTED, Place, Rule, kin_of, overlap, with_facts
from .second_looks import booked_in_quarter, days_used_up, employer_not_asked, no_sign_in
from .team import already_seated, second_lead, second_shadow, stood_down, team_full
from .ties import OFFICES, host_role, interest, office, own_authority, swapped_leads

__all__ = [
    "COUNTED",
    "HARD",
    "OFFICES",
    "SOFT",
    "Place",
    "Rule",
    "kin_of",
    "overlap",
    "reasons_against",
    "second_looks_at",
    "with_facts",
]

HARD: tuple[Rule, ...] = (
    already_seated,
    stood_down,
    own_authority,
    host_role,
    office,
    out_of_pool,
    untrained,
    interest,
    double_booking,
    absence,
    swapped_leads,
    second_lead,
    second_shadow,
    team_full,
)

SOFT: tuple[Rule, ...] = (booked_in_quarter, days_used_up, employer_not_asked, no_sign_in)


def reasons_against(person: Person, place: Place, *, leave_out: tuple[Rule, ...] = ()) -> list[str]:
    """Return why somebody cannot take a place, a sentence each; an empty list says they can."""
    return [sentence for rule in HARD if rule not in leave_out and (sentence := rule(person, place))]


def second_looks_at(person: Person, place: Place) -> list[str]:
    """Return what to look at twice before asking somebody who can."""
    return [sentence for rule in SOFT if (sentence := rule(person, place))]
