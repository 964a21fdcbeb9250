"""The five documents the product was born from: what each demands, row by row, on the pages of the demo region.

Each row names the demand, who reads which page, and words that must stand there. `of` says whose challenge it is; a
page of a cycle or of the whole installation has none.
"""

import html
import re
from typing import NamedTuple

from django.urls import reverse


class Row(NamedTuple):
    """One demand of a document, and where it is met."""

    demand: str
    who: str
    page: str
    of: str
    words: tuple[str, ...]


WEST_MIDLANDS = [
    Row("baselines chosen at scoping", "tom", "followup:indicators", "calderdale", ("chosen at scoping", "baseline")),
    Row("a schedule after publication", "", "reports:clock", "", ("Progress review held", "Action plan public")),
    Row("the progress review", "tom", "followup:progress_review", "calderdale", ("ten months after the visit",)),
    Row("findings opened again", "petra", "followup:progress_review", "progress_review", ("3 of 9", "No longer true")),
    Row("a deep dive's letter", "rana", "cycles:challenge", "deep_dive", ("Deep dive", "Draft")),
    Row("an impact page for the host", "tom", "followup:impact", "calderdale", ("what was done", "one led to another")),
    Row(
        "an impact page for the region", "rana", "followup:region_impact", "cycle", ("fewer than 5 hosts", "what moved")
    ),
    Row("two surveys", "rana", "voices:cycle_surveys", "cycle", ("For hosts, after", "For reviewers, after")),
    Row("groups without a session", "tom", "reviews:timetable", "kirklees", ("to look at",)),
    Row("a log of access the host reads", "ben", "reviews:promise", "kirklees", ("Who may read", "since", "destroyed")),
]
TOWER_HAMLETS = [
    Row("a method plan", "ben", "voices:surveys", "health_check", ("Method plan", "Why now", "What could it do")),
    Row("the owner is named", "ben", "voices:surveys", "health_check", ("Who owns it", "Principal social worker")),
    Row(
        "asked again each year", "ben", "voices:survey", "health_check", ("This year", "Last year", "Change in points")
    ),
    Row(
        "eight employer standards",
        "ben",
        "voices:survey",
        "health_check",
        ("By standard", "Safe workloads", "Supervision"),
    ),
    Row("standards are edited", "rana", "cycles:frameworks", "programme", ("Employer standards for social workers",)),
    Row("what was promised", "ben", "voices:commitments", "health_check", ("quiet time to write", "Done", "Not done")),
    Row("a staff survey", "ben", "voices:make_survey", "kirklees", ("Staff health check",)),
    Row("answers by a code", "", "voices:enter_code", "", ("code",)),
    Row("commitments", "ben", "voices:commitments", "kirklees", ("What staff said", "by when", "whether you did")),
]
SOUTH_EAST = [
    Row(
        "a triad planner", "rana", "cycles:rotation", "between", ("Should lead", "Should observe", "Now: Tom Ashworth")
    ),
    Row("fairness", "rana", "cycles:rotation", "between", ("Hosted, led and observed", "owes 1 day of leading")),
    Row("asks, offers, next steps", "tom", "reviews:outcomes", "triad", ("Next steps", "duty desk", "Late")),
    Row("flags on a theory", "olu", "reviews:hypotheses", "kirklees", ("Flag",)),
    Row("theories for and against", "tom", "reviews:hypotheses", "kirklees", ("For", "Against", "3 kinds, 3 groups")),
    Row("tracks side by side", "tom", "reviews:timetable", "kirklees", ("Track 1", "Track 2")),
    Row("case reviews are sessions", "tom", "reviews:people_met", "kirklees", ("case records review",)),
    Row("the mix of a team", "tom", "cycles:team", "kirklees", ("The mix of the team", "Seniority", "First challenge")),
    Row("partners review", "tom", "cycles:team", "kirklees", ("partner agency", "NHS")),
    Row("a note in a minute", "petra", "reviews:write_note", "kirklees", ("One point, no names", "without signal")),
    Row("the evening by line", "petra", "reviews:end_of_day", "kirklees", ("each line has, and still lacks",)),
]
NEED_TO_KNOW = [
    Row(
        "boards host too", "rana", "cycles:challenge", "board", ("Safeguarding Adults Board", "South Yorkshire Police")
    ),
    Row("a chair leads", "rana", "cycles:team", "board", ("Rosalind Acaster", "York Safeguarding Adults Board")),
    Row(
        "one questionnaire", "rana", "reviews:questionnaire", "many_hosts", ("12 of 12", "Desk analysis", "single list")
    ),
    Row("local plans", "rana", "reviews:outcomes", "many_hosts", ("One list for all agencies", "Whose", "By")),
    Row("the agreement", "rana", "cycles:members", "cycle", ("signed the agreement",)),
    Row("coverage", "rana", "cycles:coverage", "cycle", ("Hosted", "Led", "Days given", "Days received")),
    Row("plans with reasons", "rana", "planning:rounds", "cycle", ("proposes weeks and whole teams",)),
    Row("training", "rana", "people:pool", "", ("Training", "Runs out within 90 days")),
    Row("components", "rana", "cycles:readiness", "hull", ("no team goes on site", "Host's data analysed")),
    Row("a narrow focus", "tom", "reviews:scope", "kirklees", ("tests 2 to 4 questions", "Out of scope, and why")),
    Row("evidence without names", "petra", "reviews:write_note", "kirklees", ("no names", "Front-line staff")),
    Row("a leaflet", "", "reviews:leaflet", "kirklees", ("What you say is confidential", "fewer than 5 people")),
    Row("a public register", "", "reports:register", "", ("3 reports", "Calderdale")),
]
NFER = [
    Row("its purpose", "ben", "reviews:scope", "kirklees", ("Purpose", "An outside view")),
    Row("what speaks against weeks", "rana", "cycles:move_visit", "hull", ("nothing speaks against", "schools")),
    Row("feedback by audience", "ben", "reviews:scope", "kirklees", ("who hears what", "Staff who took part")),
    Row("partners, planned and met", "tom", "reviews:people_met", "kirklees", ("Police", "fewer than planned")),
    Row("why each fits", "carys", "cycles:team", "kirklees", ("Why they fit", "nor shares a service")),
    Row("time for each line", "tom", "reviews:timetable", "kirklees", ("Time for each line", "too little")),
    Row("readiness", "rana", "cycles:readiness", "hull", ("0 of 5 done",)),
    Row("feedback is booked", "rana", "cycles:readiness", "hull", ("Feedback meeting booked",)),
    Row("what was done", "tom", "followup:plan", "calderdale", ("Recommendations and responses",)),
    Row("in intervention", "rana", "cycles:members", "cycle", ("In intervention",)),
    Row(
        "board, commissioner, inspection",
        "rana",
        "reviews:scope",
        "bradford",
        ("Improvement board meets", "commissioner"),
    ),
    Row("a longer visit", "rana", "cycles:propose", "cycle", ("Give it the longer visit", "Bradford, 1 more")),
    Row("beside, never because", "tom", "followup:impact", "calderdale", ("nothing here says that one led",)),
]


def address(stage, row):
    return reverse(row.page, args=[_ref(stage, row)] if row.of else [])


def _ref(stage, row):
    if row.page == "voices:survey":
        return stage.shaped[row.of].surveys.get().ref
    cycles = {"cycle": stage.cycle, "between": stage.shaped["triad"].cycle, "programme": stage.cycle.programme}
    challenges = {scene.key: scene.challenge for scene in stage.scenes}
    return {**challenges, **stage.shaped, **cycles}[row.of].ref


def words_of(page):
    """What a reader reads of the main part: no markup, one blank between words."""
    main = page.text[page.text.index("<main") : page.text.index("</main>")]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", main)))


DOCUMENTS = {
    "West Midlands adults, 2024": WEST_MIDLANDS,
    "Tower Hamlets health check, 2014": TOWER_HAMLETS,
    "South East triads, 2024": SOUTH_EAST,
    "Yorkshire and the Humber, need to know": NEED_TO_KNOW,
    "NFER, 2012": NFER,
}
