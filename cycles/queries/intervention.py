"""Whether the host of a challenge is in intervention, and what the team is told of it."""

from django.db.models import QuerySet

from cycles.days import in_words
from cycles.models import Challenge, Cycle, CycleMember, Intervention


def intervention_rows(challenge: Challenge) -> QuerySet[Intervention]:
    """Return what is recorded of the host in its cycle: one row or none."""
    return Intervention.objects.filter(member__cycle=challenge.cycle_id, member__body=challenge.host_id)


def intervention_of(challenge: Challenge) -> Intervention | None:
    """Return what is recorded of the host in its cycle, or None (one query)."""
    return intervention_rows(challenge).first()


def rows_of(intervention: Intervention | None) -> list[dict[str, str]]:
    """Return who watches the host and when, as the rows of a summary; nothing for a host that is not watched."""
    if intervention is None:
        return []
    days = [
        in_words(day, day) if day else ""
        for day in (
            intervention.board_on,
            intervention.commissioner_from,
            intervention.commissioner_to,
            intervention.inspection_on,
        )
    ]
    board, first, last, inspection = days
    term = " ".join(part for part in (f"from {first}" if first else "", f"until {last}" if last else "") if part)
    said = [
        ("In intervention", "Yes"),
        ("Improvement board meets", board),
        ("Commissioner", ", ".join(part for part in (intervention.commissioner, term) if part)),
        ("Next inspection or monitoring visit", inspection),
    ]
    return [{"key": key, "value": value} for key, value in said if value]


def days_offered(cycle: Cycle) -> dict[int, int]:
    """Return how many days longer the visit of each member in intervention may be, by its body (one query)."""
    offered = Intervention.objects.filter(member__cycle=cycle, member__left_on=None, extra_days__gt=0)
    return dict(offered.order_by("member__body__name").values_list("member__body", "extra_days"))


def longer_for(member: CycleMember) -> int:
    """Return how many days longer a visit to a member is planned; its intervention is fetched with it."""
    found = getattr(member, "intervention", None)
    return found.extra_days if found else 0
