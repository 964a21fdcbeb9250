"""Source groups: who or what a note comes from, as a tree of two levels.

A group of people smaller than the programme's smallest group is never kept: the note is saved
under the broader group, so everything after counts the broader one.
"""

from django.db import models


class Source(models.TextChoices):
    """A group of people, or a thing, that evidence comes from. Never a person."""

    FRONT_LINE = "front_line", "Front-line staff"
    TEAM_MANAGERS = "team_managers", "Team managers"
    SENIOR_MANAGERS = "senior_managers", "Senior managers"
    COUNCILLORS = "councillors", "Councillors"
    STAFF = "staff", "Staff and councillors"
    PARTNER_POLICE = "partner_police", "Police"
    PARTNER_HEALTH = "partner_health", "Health"
    PARTNER_SCHOOLS = "partner_schools", "Schools and colleges"
    PARTNER_VOLUNTARY = "partner_voluntary", "Voluntary and community groups"
    PROVIDERS = "providers", "Providers"
    PARTNERS = "partners", "Partners"
    LIVED_EXPERIENCE = "lived_experience", "People with lived experience"
    CARERS = "carers", "Parents and carers"
    PEOPLE_WHO_USE_SERVICES = "people_who_use_services", "People who use services"
    DOCUMENTS = "documents", "Documents"
    DATA = "data", "Data"
    CASES = "cases", "Cases"


BROADER = {
    Source.FRONT_LINE: Source.STAFF,
    Source.TEAM_MANAGERS: Source.STAFF,
    Source.SENIOR_MANAGERS: Source.STAFF,
    Source.COUNCILLORS: Source.STAFF,
    Source.PARTNER_POLICE: Source.PARTNERS,
    Source.PARTNER_HEALTH: Source.PARTNERS,
    Source.PARTNER_SCHOOLS: Source.PARTNERS,
    Source.PARTNER_VOLUNTARY: Source.PARTNERS,
    Source.PROVIDERS: Source.PARTNERS,
    Source.LIVED_EXPERIENCE: Source.PEOPLE_WHO_USE_SERVICES,
    Source.CARERS: Source.PEOPLE_WHO_USE_SERVICES,
}
# Things have no size: nobody can be recognised in "a document".
THINGS = frozenset({Source.DOCUMENTS, Source.DATA, Source.CASES})


def safe_source(source: str, sizes: dict[str, int], smallest: int) -> str:
    """Return the group a note may be kept under.

    `sizes` is the host's number of people by group. A group whose size is unknown counts as small.
    """
    if source in BROADER and sizes.get(source, 0) < smallest:
        return BROADER[Source(source)].value
    return source
