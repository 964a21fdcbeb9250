"""Surveys out of the box. Each may be changed before it is first asked.

A question is (words, kind, employer standard); kinds as in `Question.Kind`, a choice carries its answers.
"""

from dataclasses import dataclass

from .models import Survey

Kind = Survey.Kind
STANDARDS = "Employer standards for social workers"
# The eight standards that local government publishes for employers; a programme may edit the framework.
EIGHT = (
    "Practice framework",
    "Workforce planning",
    "Safe workloads",
    "Wellbeing",
    "Supervision",
    "Development",
    "Registration",
    "Partnerships",
)
MOST_GROUPS = 8

CONFIDENTIAL = (
    "Nobody can tell who answered what: no account, no name and no time is kept with an answer. Results are shown "
    "only once the survey has closed, only from {least} replies on, and numbers below {smallest} stay hidden."
)


@dataclass(frozen=True)
class ReadyMade:
    """A survey as it is offered."""

    kind: str
    title: str
    intro: str
    questions: tuple[tuple, ...]
    group_question: str = ""
    groups: tuple[str, ...] = ()


HEALTH_CHECK = ReadyMade(
    Kind.HEALTH_CHECK,
    "Staff health check",
    "How it is to work here, asked every year with the same questions, and what will be done about it.",
    (
        ("The way we work with people here is clear, and I am helped to work that way.", "agree", 1),
        ("There are enough of us, with the right skills, for the work there is.", "agree", 2),
        ("My workload lets me do safe work.", "agree", 3),
        ("I can raise concerns about workload, and something happens.", "agree", 3),
        ("I feel safe and well at work.", "agree", 4),
        ("I have regular supervision that helps me think about my work.", "agree", 5),
        ("I have the time and support to learn that I need.", "agree", 6),
        ("I am supported to keep my professional registration.", "agree", 7),
        ("Other agencies and universities work with us as partners.", "agree", 8),
        ("Something changed after the last health check.", "choice: Yes; No; I do not know", None),
        ("What works well and should stay?", "words", None),
        ("What one thing would make your work better?", "words", None),
    ),
    "Where do you work?",
    ("Front line", "Team managers", "Other roles"),
)

INTERVIEWEES = ReadyMade(
    Kind.INTERVIEWEES,
    "After you talked to the team",
    "You talked to a peer challenge team. Tell us what it was like; it takes two minutes.",
    (
        ("I was told beforehand what it was for and what happens to what I say.", "agree", None),
        ("I could say what I wanted to say.", "agree", None),
        ("I trust that nobody can tell what I said.", "agree", None),
        ("I believe that something will change.", "agree", None),
        ("What should the team have asked, and did not?", "words", None),
    ),
)

HOST = ReadyMade(
    Kind.HOST,
    "For hosts, after their challenge",
    "For everybody on the host side of a challenge in this cycle.",
    (
        ("The team had the right skills and experience for what we asked.", "agree", None),
        ("The team was open and fair.", "agree", None),
        ("A wide enough range of people was heard.", "agree", None),
        ("The time on site was enough.", "agree", None),
        ("The findings told us something we did not know.", "agree", None),
        ("What we were told is specific enough to act on.", "agree", None),
        ("We know by which measures we will see whether it helped.", "agree", None),
        ("It was worth the time it took.", "agree", None),
        ("What has changed because of it so far?", "words", None),
        ("What should be done differently next time?", "words", None),
    ),
    "What was your part?",
    ("Sponsor or director", "Organiser", "Other"),
)

REVIEWERS = ReadyMade(
    Kind.REVIEWERS,
    "For reviewers, after a challenge",
    "For everybody who sat in a team in this cycle.",
    (
        ("I was prepared for the work.", "agree", None),
        ("Documents and data came in time.", "agree", None),
        ("The team had the time to think together.", "agree", None),
        ("The host was open with us.", "agree", None),
        ("My own service gains from what I learned.", "agree", None),
        ("I would do it again.", "agree", None),
        ("What did you take home to your own authority?", "words", None),
        ("What should be done differently next time?", "words", None),
    ),
)

READY_MADE = {one.kind: one for one in (HEALTH_CHECK, INTERVIEWEES, HOST, REVIEWERS)}
# What is asked about one challenge, and what only a whole cycle has enough people for.
OF_CHALLENGE = (Kind.HEALTH_CHECK, Kind.INTERVIEWEES)
OF_CYCLE = (Kind.HOST, Kind.REVIEWERS)
