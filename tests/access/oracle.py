"""What the table says a request must get."""

from cycles.models.state import CODES
from people import roles
from people.roles import Role
from tests.world import ROLE_OF_CAST

# A permission that asks another row of the table about a programme instead of a challenge.
ROW_OF = {"cycles.create_challenge": "cycles.manage_challenge"}
CASE_DATA_OFF = {"joan"}
# Programme roles that hold for every challenge of the programme, and everywhere for an admin.
NO_CHALLENGE = (
    "people.",
    "notices.",
    "cycles.edit_programme",
    "cycles.sign_agreement",
    "cycles.view_plan",
    "cycles.plan",
    "planning.",
    "reviews.open_capture",
    "followup.keep_published_values",
    "followup.view_region_impact",
    "voices.survey_cycle",
    "cycles.create_challenge",
    "learning.view_themes",
    "learning.search",
    "learning.exchange_practice",
    "learning.read_taken_home",
    "learning.make_annual_report",
    "learning.read_annual_report",
)


def row(permission):
    """Return the table's row for a permission."""
    return ROW_OF.get(permission, permission)


def of_programme(permission):
    """Say whether the row is about people and programmes, and so about no challenge."""
    return permission.startswith(NO_CHALLENGE)


def decided(permission, key, state, *, own=None):
    """Decide for one of the cast (None: not signed in) as the table says.

    Returns "full", "redacted" or None.
    """
    about_challenge = not of_programme(permission)
    if key is None:
        held = {Role.PUBLIC}
    elif about_challenge:
        held = {Role(ROLE_OF_CAST[key])}
    else:
        held = {Role(ROLE_OF_CAST[key])}
        if ROLE_OF_CAST[key] in ("LD", "CM", "RV", "OB", "SH"):
            held = {Role.STRANGER}
    return roles.decide(
        row(permission),
        frozenset(held),
        state=CODES[state] if about_challenge else None,
        own=own is None or own == key,
        case_data=key not in CASE_DATA_OFF,
    )


def refusals(key, permission):
    """Return the statuses of a refusal: sign in first, not found for a stranger, forbidden for a member.

    Where no challenge is asked about nobody is a stranger: a page of the programme is forbidden, and a
    person or body one may not see is not found.
    """
    if key is None:
        return {302}
    if of_programme(permission):
        return {403, 404}
    return {404} if key == "sam" else {403}


def depends_on_case_data(permission):
    """Say whether the row has a cell that case data narrows."""
    return any(cell.case_data for cell in roles.table()[row(permission)].values())
