"""Why a visit cannot take some days of a host, or should not."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from cycles.days import in_words
from cycles.models import ClosedPeriod, Cycle
from cycles.policy import Policy

# Which programme setting says how much a closed period weighs; what no setting names is closed.
SETTING_OF = {
    ClosedPeriod.Kind.SCHOOL_BREAK: "plan_school_breaks",
    ClosedPeriod.Kind.POLL: "plan_polls",
    ClosedPeriod.Kind.INSPECTION: "plan_inspections",
}


def against(
    cycle: Cycle,
    policy: Policy,
    periods: Iterable[ClosedPeriod],
    today: date,
    days: tuple[date, date],
    *,
    stays: bool = False,
) -> Iterator[tuple[str, str]]:
    """Yield why days are closed or doubtful for a host, each with "block" or "warn".

    `periods` are the host's own and its region's; a visit that `stays` where it is needs no time to prepare.
    """
    first, last = days
    if first < cycle.starts_on or last > cycle.ends_on:
        yield "outside the cycle", "block"
    if first <= today:
        yield "over", "block"
    elif first < today + timedelta(weeks=policy["plan_prep_weeks"]) and not stays:
        yield f"less than {policy['plan_prep_weeks']} weeks to prepare", "block"
    for period in periods:
        if period.kind == ClosedPeriod.Kind.BANK_HOLIDAY or period.starts_on > last or period.ends_on < first:
            continue
        setting = SETTING_OF.get(period.kind)
        weight = policy[setting] if setting else "block"
        if weight != "ignore":
            yield f"{period.label}, {in_words(period.starts_on, period.ends_on)}", weight
