"""What each role may do, and in which states: the one table the whole product decides by.

`docs/access.md` says the same for people, written by hand; a test compares the two. Each cell:

- `-` never; `*` always; `3-6,W` the states by their codes (0 proposed … 9 closed, W withheld,
  X cancelled); `o` own things only; `r` a redacted view; `:o` and `:c` after states: own only,
  and not with case data off.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

EVERY_STATE = "0123456789WX"


class Role(StrEnum):
    """A part somebody plays towards one challenge or programme."""

    PUBLIC = "PU"
    STRANGER = "ST"
    REVIEWER = "RV"
    OBSERVER = "OB"
    SHADOW = "SH"
    MANAGER = "CM"
    LEAD = "LD"
    HOST_ORGANISER = "HO"
    HOST_SPONSOR = "HS"
    COORDINATOR = "CO"
    GOVERNANCE = "GV"
    INFORMATION_OFFICER = "IO"
    ADMIN = "AD"


TABLE = """
permission                        PU  ST  RV      OB      SH      CM      LD      HO      HS      CO      GV  IO  AD
reports.view_register             *   *   *       *       *       *       *       *       *       *       *   *   *
reviews.view_leaflet              *   *   *       *       *       *       *       *       *       *       *   *   *
reviews.open_capture              *   *   *       *       *       *       *       *       *       *       *   *   *
cycles.edit_programme             -   -   -       -       -       -       -       -       -       *       -   -   -
cycles.sign_agreement             -   -   -       -       -       -       -       -       *       -       o   -   -
people.keep_pool                  -   -   -       -       -       -       -       -       -       *       -   -   -
people.edit_own_profile           -   o   o       o       o       o       o       o       o       o       o   o   o
cycles.view_plan                  -   *   *       *       *       *       *       *       *       *       *   *   -
cycles.plan                       -   -   -       -       -       -       -       -       -       *       -   -   -
planning.give_wishes              -   -   -       -       -       -       -       *       *       *       -   -   -
planning.offer_places             -   -   -       -       -       -       -       -       -       *       -   -   -
cycles.manage_challenge           -   -   -       -       -       -       -       -       -       0-6     -   -   -
cycles.start                      -   -   -       -       -       -       -       -       -       0-1     -   -   -
cycles.go_on_site                 -   -   -       -       -       2       2       -       -       2       -   -   -
cycles.leave_site                 -   -   -       -       -       3       3       -       -       -       -   -   -
reports.send_to_host              -   -   -       -       -       4-5     4-5     -       -       -       -   -   -
cycles.conclude                   -   -   -       -       -       -       4       -       -       4       -   -   -
cycles.follow_up                  -   -   -       -       -       -       -       -       -       7-8     -   -   -
cycles.view_header                -   r   *       *       *       *       *       *       *       *       r   *   r
cycles.list_challenges            -   *   *       *       *       *       *       *       *       *       *   *   *
cycles.view_timeline              -   -   1-9     1-9     1-9     1-9     1-9,W   1-9,W   1-9,W   *       -   *   -
cycles.view_team                  -   -   1-9     1-9     1-9     1-9     1-9,W   1-9,W   1-9,W   *       7-9 *   -
cycles.view_match                 -   -   -       -       -       1-9     1-9,W   1-9,W   1-9,W   *       -   -   -
cycles.edit_team                  -   -   -       -       -       -       -       -       -       0-3     -   -   -
cycles.answer_invitation          -   o   o       o       o       o       o       -       -       -       -   -   -
cycles.view_interests             -   -   o       o       o       o       1-6     -       -       *       -   *   -
cycles.view_clearance             -   -   -       -       -       1-6     1-6     -       1-6     *       -   *   -
cycles.clear_interests            -   -   -       -       -       -       -       -       -       0-6     -   -   -
cycles.object_to_team             -   -   -       -       -       -       -       -       1-2     -       -   -   -
cycles.view_objections            -   -   -       -       -       -       1-6     -       1-6     *       -   *   -
reviews.edit_scope                -   -   -       -       -       1-2     1-2     1-2     1-2     1-2     -   -   -
reviews.plan_feedback             -   -   -       -       -       1-8     1-8     1-8     1-8     1-8     -   -   -
reviews.view_scope                -   -   1-9     1-9     1-9     1-9     1-9,W   1-9,W   1-9,W   1-9,W   7-9 *   -
cycles.record_components          -   -   -       -       -       1-4     1-4     1-2     1-2     1-4     -   -   -
cycles.view_components            -   -   1-9     1-9     1-9     1-9     1-9,W   1-9,W   1-9,W   *       -   *   -
cycles.edit_meetings              -   -   -       -       -       1-8     1-8     1-8     1-8     1-8     -   -   -
cycles.view_meetings              -   -   1-9     1-9     1-9     1-9     1-9     1-9     1-9     1-9     -   *   -
reviews.request_documents         -   -   -       -       -       1-3     1-3     -       -       1-3     -   -   -
reviews.upload_document           -   -   -       -       -       -       -       1-3     1-3     -       -   -   -
reviews.read_document             -   -   2-6     2-6     2-6     2-6     2-6,W   *       *       -       -   -   -
reviews.edit_timetable            -   -   -       -       -       2-3     2-3     2-3     2-3     2-3     -   -   -
reviews.view_timetable            -   -   2-6     2-6     2-6     2-6     2-6     2-9     2-9     2-6     -   -   -
reviews.record_people_met         -   -   3-4     3-4     -       3-4     3-4     -       -       -       -   -   -
reviews.protect_names             -   -   -       -       -       -       -       2-6     2-6     -       -   -   -
reviews.write_note                -   -   2-4     2-4     2-4:o   2-4     2-4     -       -       -       -   -   -
reviews.hand_in_late_note         -   -   5-6     5-6     5-6     5-6     5-6     -       -       -       -   -   -
reviews.sync_notes                -   -   2-6:o   2-6:o   2-6:o   2-6:o   2-6:o   -       -       -       -   -   -
reviews.see_devices               -   -   -       -       -       2-6     2-6     -       -       -       -   -   -
reviews.see_late_notes            -   -   4-6:o   4-6:o   4-6:o   4-6:o   4-6     -       -       -       -   -   -
reviews.decide_late_note          -   -   -       -       -       -       4-6     -       -       -       -   -   -
reviews.read_notes                -   -   2-6     2-6     2-6:o   2-6     2-6,W   -       -       -       -   -   -
reviews.star_note                 -   -   2-4     -       -       2-4     2-4     -       -       -       -   -   -
reviews.see_note_author           -   -   o       o       o       2-6     2-6     -       -       -       -   -   -
reviews.export_notes              -   -   -       -       -       -       -       -       -       -       -   -   -
reviews.export_holdings           -   -   -       -       -       -       -       -       -       -       -   *   -
reviews.destroy_notes             -   -   -       -       -       -       7-9,W,X -       -       7-9,W,X -   -   -
reviews.hold_notes                -   -   -       -       -       -       -       -       -       -       -   *   -
reviews.view_promise              -   -   1-9     1-9     1-9     1-9     1-9,W   1-9,W   1-9,W   *       -   *   -
reviews.view_destruction          -   -   7-9,W,X 7-9,W,X 7-9,W,X 7-9,W,X 7-9,W,X 7-9,W,X 7-9,W,X 7-9,W,X 7-9 *   -
reviews.view_destruction_record   -   -   -       -       -       -       7-9,W,X -       -       -       -   *   -
reviews.case_audit                -   -   2-6:c   -       -       2-6     2-6     -       -       -       -   -   -
reviews.argue_hypothesis          -   -   2-4     -       -       2-4     2-4     -       -       -       -   -   -
reviews.read_hypotheses           -   -   2-6     2-6     -       2-6     2-6     -       -       -       -   -   -
reviews.flag                      -   -   3-4     3-5     -       3-5     3-5     -       -       -       -   -   -
reviews.answer_flag               -   -   3-4     -       -       3-5     3-5     -       -       -       -   -   -
reviews.write_view                -   -   3-4     -       -       3-4     3-4     -       -       -       -   -   -
reviews.compare_views             -   -   3-6     3-6     -       3-6     3-6     -       -       -       -   -   -
reviews.draft_finding             -   -   3-4     -       -       3-5     3-5     -       -       -       -   -   -
reviews.agree_finding             -   -   -       -       -       -       3-5     -       -       -       -   -   -
reviews.read_findings             -   -   3-9     3-9     3-9     3-9     3-9,W   -       -       -       -   -   -
reviews.view_outcomes             -   -   3-9     3-9     3-9     3-9     3-9     3-9     3-9     3-9     -   *   -
reviews.keep_outcomes             -   -   -       -       -       3-8     3-8     3-8     3-8     3-8     -   -   -
reviews.view_questionnaire        -   -   2-6     2-6     2-6     2-6     2-6     2-9     2-9     2-9     -   *   -
reviews.answer_questionnaire      -   -   -       -       -       -       -       2       2       -       -   -   -
reviews.edit_questionnaire        -   -   -       -       -       2-4     2-4     -       -       2-4     -   -   -
reviews.raise_concern             -   -   2-6     2-6     2-6     2-6     2-6     -       -       -       -   -   -
reviews.handle_concern            -   -   o       o       o       o       2-9,W   -       2-9,W   -       -   *   -
reviews.acknowledge_concern       -   -   -       -       -       -       -       -       2-9,W   -       -   -   -
reviews.close_concern             -   -   -       -       -       -       2-9,W   -       2-9,W   -       -   -   -
reports.draft_presentation        -   -   3-4     -       -       3-4     3-4     -       -       -       -   -   -
reports.freeze_presentation       -   -   -       -       -       -       3-4     -       -       -       -   -   -
reports.view_presentation         -   -   3-9     3-9     3-9     3-9     3-9,W   3-9,W   3-9,W   4-9,W   -   *   -
reports.draft_report              -   -   4       -       -       4-5     4-5     -       -       -       -   -   -
reports.read_draft                -   -   4-6,W   4-6,W   4-6,W   4-6,W   4-6,W   5-6,W   5-6,W   5-6,W   -   *   -
reports.comment                   -   -   -       -       -       -       -       5       5       -       -   -   -
reports.view_comments             -   -   5-9     5-9     -       5-9     5-9,W   5-9,W   5-9,W   6       -   *   -
reports.decide_comment            -   -   -       -       -       5       5       -       -       -       -   -   -
reports.check_identity            -   -   -       4-6,W   -       4-6,W   4-6,W   -       -       -       -   -   -
reports.waive_hit                 -   -   -       -       -       -       4-6,W   -       -       -       -   -   -
reports.answer_intruder_checklist -   -   -       -       -       -       -       -       -       5-6     -   5-6 -
reports.explain_change            -   -   -       -       -       -       4-5     -       -       -       -   -   -
reports.sign                      -   -   -       -       -       -       5       -       -       -       -   -   -
reports.agree_to_publish          -   -   -       -       -       -       -       -       6,W     -       -   -   -
reports.publish                   -   -   -       -       -       -       -       -       -       6,W     -   -   -
reports.withdraw_publication      -   -   -       -       -       -       -       -       -       7-9     -   -   -
reports.correct_report            -   -   -       -       -       -       7-9     -       -       -       -   -   -
reports.publish_correction        -   -   -       -       -       -       -       -       -       7-9     -   -   -
reports.keep_clock                -   -   -       -       -       -       -       -       -       4-9,W   -   -   -
reports.take_editions             -   -   7-9     7-9     7-9     7-9     7-9     7-9     7-9     7-9     7-9 7-9 -
reports.read_published            7-9 7-9 7-9     7-9     7-9     7-9     7-9     7-9     7-9     7-9     7-9 7-9 7-9
followup.edit_plan                -   -   -       -       -       -       -       7-8,W   7-8,W   -       -   -   -
followup.update_action            -   o   o       o       o       o       o       o       o       o       o   -   -
followup.confirm_action           -   -   -       -       -       -       7-8,W   -       -       -       -   -   -
followup.publish_plan             -   -   -       -       -       -       -       -       7-8     -       -   -   -
followup.view_plan                -   -   7-9     7-9     7-9     7-9     7-9,W   7-9,W   7-9,W   7-9,W   7-9 *   -
followup.read_plan                7-9 7-9 7-9     7-9     7-9     7-9     7-9     7-9     7-9     7-9     7-9 7-9 7-9
followup.edit_indicators          -   -   -       -       -       1-8     1-8     1-8,W   1-8,W   1-8,W   -   -   -
followup.view_indicators          -   -   1-9     1-9     1-9     1-9     1-9,W   1-9,W   1-9,W   1-9,W   7-9 *   -
followup.view_region_impact       -   *   *       *       *       *       *       *       *       *       *   *   -
followup.keep_published_values    -   -   -       -       -       -       -       -       -       *       -   -   -
voices.hand_in_point              1-3 1-3 1-3     1-3     1-3     1-3     1-3     1-3     1-3     1-3     1-3 1-3 1-3
voices.make_survey                -   -   -       -       -       -       -       1-9     1-9     *       -   -   -
voices.answer_survey              *   *   *       *       *       *       *       *       *       *       *   *   *
voices.view_survey_results        -   -   2-6     2-6     -       2-6     2-6     *       *       *       -   -   -
voices.survey_cycle               -   -   -       -       -       -       -       -       -       *       -   -   -
voices.release_words              -   -   -       -       -       2-6     2-6     -       -       *       -   -   -
voices.read_points                -   -   -       -       -       1-6     1-6,W   -       -       -       -   -   -
voices.answer_points              -   -   -       -       -       -       1-4     -       -       -       -   -   -
voices.plan_method                -   -   -       -       -       -       -       1-3     1-3     *       -   -   -
voices.keep_commitments           -   -   -       -       -       -       -       1-9     1-9     -       -   -   -
voices.read_commitments           *   *   *       *       *       *       *       *       *       *       *   *   *
learning.view_themes              -   *   *       *       *       *       *       *       *       *       *   *   -
learning.search                   *   *   *       *       *       *       *       *       *       *       *   *   *
learning.exchange_practice        -   -   -       -       -       -       -       -       *       *       -   -   -
learning.offer_practice           -   -   -       -       -       -       -       -       7-9     -       -   -   -
learning.take_home                -   -   7-9:o   7-9:o   7-9:o   7-9:o   7-9:o   -       -       -       -   -   -
learning.read_taken_home          -   -   -       -       -       -       -       -       *       *       -   -   -
learning.make_annual_report       -   -   -       -       -       -       -       -       -       *       -   -   -
learning.read_annual_report       -   -   -       -       -       -       -       *       *       *       *   *   -
notices.manage_outbox             -   -   -       -       -       -       -       -       -       *       -   -   -
notices.own_duties                -   o   o       o       o       o       o       o       o       o       o   o   o
notices.read_feed                 *   *   *       *       *       *       *       *       *       *       *   *   *
cycles.answer_poll                *   *   *       *       *       *       *       *       *       *       *   *   *
people.invite                     -   -   -       -       -       -       -       -       -       *       -   -   *
people.accept_invitation          *   *   *       *       *       *       *       *       *       *       *   *   *
people.give_role                  -   -   -       -       -       -       -       -       -       *       -   -   *
people.set_up                     -   -   -       -       -       -       -       -       -       -       -   -   *
people.own_sessions               -   o   o       o       o       o       o       o       o       o       o   o   o
"""


@dataclass(frozen=True)
class Cell:
    """One cell: the state codes it allows, and what narrows it."""

    states: frozenset[str]
    own: bool = False
    redacted: bool = False
    case_data: bool = False


def _states(text: str) -> frozenset[str]:
    """Read `3-6,W` as the codes 3, 4, 5, 6 and W."""
    found: set[str] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        found.update(EVERY_STATE[EVERY_STATE.index(first) : EVERY_STATE.index(last or first) + 1])
    return frozenset(found)


def read_cell(text: str) -> Cell:
    """Read a cell as it is written in the table.

    Raises ValueError when it names a state that does not exist.
    """
    if text == "-":
        return Cell(frozenset())
    if text in ("*", "o", "r"):
        return Cell(frozenset(EVERY_STATE), own=text == "o", redacted=text == "r")
    states, _, mark = text.partition(":")
    return Cell(_states(states), own=mark == "o", case_data=mark == "c")


@cache
def table() -> dict[str, dict[Role, Cell]]:
    """Return the table as permission → role → cell."""
    header, *rows = TABLE.strip().splitlines()
    roles = [Role(code) for code in header.split()[1:]]
    read = {}
    for row in rows:
        permission, *cells = row.split()
        read[permission] = dict(zip(roles, map(read_cell, cells), strict=True))
    return read


def decide(
    permission: str,
    roles: frozenset[Role],
    *,
    state: str | None = None,
    own: bool = False,
    case_data: bool = True,
) -> str | None:
    """Decide what somebody with these roles gets: "full", "redacted" or None.

    `state` is a code of EVERY_STATE; None asks about a programme or the installation, where
    states do not matter. A permission missing from the table raises KeyError.
    """
    best = None
    for role in roles:
        cell = table()[permission][role]
        if not cell.states or (state is not None and state not in cell.states):
            continue
        if (cell.own and not own) or (cell.case_data and not case_data):
            continue
        if not cell.redacted:
            return "full"
        best = "redacted"
    return best
