"""What a programme decides about plans of a whole cycle: what they may do, and how they are spaced."""

from .question import Question

# How strict a plan is: `block` never, `warn` at a price and with a mark, `ignore` as if there were no such rule.
SEVERITY = (
    ("block", "No"),
    ("warn", "Yes, but it costs and is marked for a second look"),
    ("ignore", "Yes"),
)


def may(key: str, asks: str, default: str, reason: str) -> Question:
    """Return a question of what a plan may do."""
    return Question(key, asks, default, reason, choices=SEVERITY, group="Planning a cycle")


def number(key: str, asks: str, default: int, reason: str, *, least: int, most: int, unit: str) -> Question:
    """Return a question of how much."""
    return Question(key, asks, default, reason, least=least, most=most, unit=unit, group="Planning a cycle")


ABOUT_PLANNING = (
    may(
        "plan_former_employer",
        "May a plan send somebody to a former employer?",
        "block",
        "They would look at the work of people they know. How long an employer counts is a setting of its own.",
    ),
    may(
        "plan_shared_service",
        "May a plan send people to an authority that shares a service with theirs?",
        "block",
        "They would look at their own work.",
    ),
    may(
        "plan_neighbour",
        "May a plan send people to a neighbouring authority?",
        "warn",
        "Neighbours know each other well, but sometimes nobody else is near.",
    ),
    may(
        "plan_one_per_authority",
        "May two people of one authority sit in a team?",
        "block",
        "More authorities see more, and none of them carries a visit alone.",
    ),
    may(
        "plan_swaps",
        "May two authorities challenge each other in one cycle?",
        "block",
        "It is easy to go easy on those who come to you next.",
    ),
    may(
        "plan_first_timers",
        "May a plan make a team of people who have never been on a challenge?",
        "warn",
        "Somebody in the team should have seen how a visit runs.",
    ),
    may(
        "plan_travel",
        "May a plan send somebody further than they said they travel?",
        "warn",
        "They may still agree, but they are asked before anybody counts on them.",
    ),
    may(
        "plan_school_breaks",
        "May visits fall in a school break of the host?",
        "block",
        "Many staff are away, and so are the children and families a team wants to hear.",
    ),
    may(
        "plan_polls",
        "May visits fall in a pre-election period of the host?",
        "warn",
        "Only publicity is restricted then, not interviews; but councillors have little time.",
    ),
    may(
        "plan_inspections",
        "May visits fall in an inspection window of the host?",
        "block",
        "No service prepares for both at once.",
    ),
    may(
        "plan_reviewer_breaks",
        "May people be asked to travel in the school breaks of their own authority?",
        "ignore",
        "Those whom it keeps at home enter days away; many others are free.",
    ),
    number(
        "plan_host_gap",
        "How many weeks before and after its own visit does a host lend nobody?",
        4,
        "Its people prepare for the visit, and then act on what was found.",
        least=0,
        most=26,
        unit="weeks",
    ),
    number(
        "plan_reviewer_gap",
        "How many weeks lie between two visits of one person?",
        8,
        "A quarter has room for one visit beside somebody’s own work.",
        least=0,
        most=52,
        unit="weeks",
    ),
    number(
        "plan_most_a_week",
        "How many visits may there be in one week?",
        1,
        "The region’s office goes along with each of them.",
        least=1,
        most=10,
        unit="visits",
    ),
    number(
        "plan_prep_weeks",
        "How many weeks’ notice does a new visit need?",
        8,
        "Scope, team, documents and timetable take about that long.",
        least=0,
        most=52,
        unit="weeks",
    ),
)
