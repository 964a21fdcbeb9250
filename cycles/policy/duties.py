"""What a programme decides about duties: on which day each is due, and when its people are reminded."""

from .question import Question

GROUP = "Duties and reminders"


def weeks(key: str, asks: str, default: int, reason: str) -> Question:
    """Return a question of how many weeks before or after its anchor something is due."""
    return Question(f"duty_{key}", asks, default, reason, least=0, most=104, unit="weeks", group=GROUP)


def days(key: str, asks: str, default: int, reason: str) -> Question:
    """Return a question of how many working days before or after something happens."""
    return Question(f"duty_{key}", asks, default, reason, least=0, most=60, unit="working days", group=GROUP)


ABOUT_DUTIES = (
    days("remind", "How many working days before its day is somebody reminded of a duty?", 5, "A week to do it in."),
    days("escalate", "How many working days late does a duty go to the next role?", 5, "A week to put it right."),
    weeks(
        "signature",
        "How many weeks before a cycle starts has every member signed?",
        4,
        "Nobody is planned for before they have promised to receive and to give.",
    ),
    weeks(
        "wishes",
        "How many weeks before a cycle starts are the hosts’ wishes in?",
        12,
        "The plan is made from them, and released a month later.",
    ),
    weeks(
        "release",
        "How many weeks before a cycle starts is its plan released?",
        8,
        "Directors lend people more readily with two months’ notice.",
    ),
    weeks(
        "start_scoping",
        "How many weeks before the first day on site does scoping begin?",
        20,
        "Two weeks to find a day for the scoping meeting.",
    ),
    weeks(
        "scoping_meeting",
        "How many weeks before the first day is the scoping meeting held?",
        18,
        "Four to six months before is the sector’s habit.",
    ),
    weeks(
        "scope",
        "How many weeks before the first day are scope and lines of enquiry agreed?",
        15,
        "A team is chosen, and papers are asked for, by what it will look at.",
    ),
    days(
        "invitation",
        "Within how many working days is an invitation to a team answered?",
        10,
        "Time to ask one’s director, and not so long that the place is lost.",
    ),
    weeks(
        "team",
        "How many weeks before the first day is the team complete?",
        10,
        "The host sees the names, and everybody can keep the days free.",
    ),
    days(
        "interests",
        "Within how many working days of joining a team are interests declared?",
        10,
        "Documents open only then.",
    ),
    weeks(
        "request",
        "How many weeks before the first day has the team asked for documents?",
        8,
        "The host has a month to find them.",
    ),
    weeks(
        "case_audit",
        "How many weeks before the first day are cases audited?",
        6,
        "What the cases say shapes what the team asks on site.",
    ),
    weeks(
        "baseline",
        "How many weeks before the first day do the indicators have their baseline?",
        4,
        "What is not measured before the visit cannot be compared after it.",
    ),
    weeks(
        "self_assessment",
        "How many weeks before the first day is the self-assessment in?",
        6,
        "It is the team’s brief.",
    ),
    weeks("data_pack", "How many weeks before the first day is the data pack in?", 6, "An analyst needs time with it."),
    weeks("documents", "How many weeks before the first day are all documents in?", 4, "Nobody reads 300 in a week."),
    weeks(
        "receipt",
        "How many weeks before the first day has the team the documents?",
        3,
        "Two to three weeks of reading is the sector’s habit.",
    ),
    weeks(
        "health_survey",
        "How many weeks before the first day of a staff health check is its survey open?",
        4,
        "Two weeks for answers, and two to read them before anybody is asked in person.",
    ),
    weeks(
        "timetable",
        "How many weeks before the first day is the timetable agreed?",
        2,
        "Staff need notice to be free.",
    ),
    weeks(
        "team_call",
        "How many weeks before the first day does the team talk?",
        2,
        "First impressions are compared while there is time to ask for more.",
    ),
    weeks(
        "briefing",
        "How many weeks before the first day is the briefing sent to those taking part?",
        1,
        "People talk freely when they know what it is for and what happens to their words.",
    ),
    weeks(
        "readiness",
        "How many weeks before the first day is everything the region promised recorded?",
        1,
        "A week is left to put right what is missing.",
    ),
    weeks(
        "draft",
        "Within how many weeks of the last day does the host get the draft?",
        3,
        "What was said on the last day is still fresh.",
    ),
    weeks("final", "Within how many weeks of the last day is the report final?", 6, "Five to nine weeks are common."),
    days(
        "agreement",
        "Within how many working days of the final report do the hosts agree to publish?",
        10,
        "A director asks the leader and the chief executive.",
    ),
    weeks(
        "follow_up",
        "How many weeks after the last day does follow-up begin?",
        26,
        "Half a year on, there is something to see.",
    ),
    weeks(
        "responses",
        "Within how many weeks of publication does the host answer each recommendation?",
        6,
        "A cabinet member and the partners are asked first.",
    ),
    weeks(
        "plan_ready",
        "Within how many weeks of publication is the action plan ready?",
        10,
        "It can then stand before a committee, and be public in time.",
    ),
)
