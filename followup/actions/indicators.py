"""Choosing indicators, freezing their baseline and writing down what they are later."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from cycles.history import note_event
from cycles.models import Challenge, State
from followup.models import BASELINE, Indicator, IndicatorPoint
from followup.queries.indicators import published_on
from people.models import Person
from people.refusal import Refusal
from reviews.guard import hold, refuse_stale

PERMISSION = "followup.edit_indicators"
MOST = 12
# A value belongs to a point from this long before the point is due.
EARLY = timedelta(days=31)
BEFORE_SITE = (State.SCOPING, State.PREPARING)
TOO_MANY = f"A challenge keeps {MOST} indicators at most. A handful that everybody looks at says more."


def _refuse_same_name(challenge: Challenge, name: str, but: int | None = None) -> None:
    if challenge.indicators.filter(name__iexact=name).exclude(pk=but).exists():
        raise Refusal("This challenge already has an indicator of that name.", "name")


@transaction.atomic
def choose_indicator(*, challenge: Challenge, by: Person, at: datetime, **facts: object) -> Indicator:
    """Choose one more measure for a challenge."""
    fresh = hold(challenge, PERMISSION)
    if fresh.indicators.count() >= MOST:
        raise Refusal(TOO_MANY)
    _refuse_same_name(fresh, facts["name"])
    indicator = Indicator.objects.create(challenge=fresh, changed_by=by, changed_at=at, **facts)
    note_event(challenge=fresh, what="choose_indicator", sentence=f"Indicator chosen: {indicator}", by=by, at=at)
    return indicator


@transaction.atomic
def change_indicator(*, indicator: Indicator, version: int, by: Person, at: datetime, **facts: object) -> Indicator:
    """Change what an indicator says of itself. What a frozen baseline was measured by can no longer change."""
    fresh = hold(indicator.challenge, PERMISSION)
    row = Indicator.objects.select_related("changed_by").get(pk=indicator.pk)
    refuse_stale(row, version, facts)
    _refuse_same_name(fresh, facts["name"], but=row.pk)
    if is_frozen(row) and (changed := _measure_changed(row, facts)):
        raise Refusal(
            "The baseline is frozen, so what it was measured by stays. "
            "If the sector counts differently now, supersede the baseline with a reason instead.",
            changed,
        )
    for name, value in facts.items():
        setattr(row, name, value)
    row.version, row.changed_by, row.changed_at = row.version + 1, by, at
    row.save()
    note_event(challenge=fresh, what="change_indicator", sentence=f"Indicator changed: {row}", by=by, at=at)
    return row


def _measure_changed(row: Indicator, facts: dict[str, object]) -> str:
    """Name the first of the fields a frozen baseline holds that would change."""
    return next((name for name in ("definition", "unit", "key") if facts[name] != getattr(row, name)), "")


@transaction.atomic
def drop_indicator(*, indicator: Indicator, by: Person, at: datetime) -> None:
    """Take back a choice. There is no way to drop one whose baseline is frozen."""
    fresh = hold(indicator.challenge, PERMISSION)
    row = Indicator.objects.select_for_update().filter(pk=indicator.pk).first()
    if row is None:
        raise Refusal("Somebody else has already dropped this indicator.")
    if row.points.filter(frozen=True).exists():
        raise Refusal("Values of this indicator are frozen, so it stays: what was promised to be measured is kept.")
    row.delete()
    note_event(challenge=fresh, what="drop_indicator", sentence=f"Indicator dropped: {indicator}", by=by, at=at)


def is_frozen(indicator: Indicator) -> bool:
    """Say whether the baseline in force is frozen."""
    return indicator.points.current().baselines().filter(frozen=True).exists()


@transaction.atomic
def record_value(
    *,
    indicator: Indicator,
    months: int,
    value: Decimal,
    period: str,
    source: str,
    quality: str,
    quality_note: str = "",
    attribution: str = "",
    definition: str = "",
    reason: str = "",
    by: Person,
    at: datetime,
) -> IndicatorPoint:
    """Write down the baseline (0 months) or a point from publication; what is frozen is superseded with a reason."""
    fresh = hold(indicator.challenge, PERMISSION)
    row = Indicator.objects.select_for_update().get(pk=indicator.pk)
    _refuse_too_early(fresh, row, months, localdate(at))
    if months and not attribution:
        raise Refusal("Say what else changed in that time. If you know of nothing, write so.", "attribution")
    before = _make_room(row, months, reason, by, at)
    if before and definition and definition != row.definition:
        Indicator.objects.filter(pk=row.pk).update(definition=definition, version=row.version + 1)
    point = IndicatorPoint.objects.create(
        indicator=row,
        months=months,
        value=value,
        period=period,
        source=source,
        definition=definition or row.definition,
        quality=quality,
        quality_note=quality_note,
        attribution=attribution,
        recorded_by=by,
        recorded_at=at,
        frozen=bool(months) or fresh.state not in BEFORE_SITE,
    )
    sentence = f"{point.label} of “{row}” {'superseded' if before else 'recorded'}"
    note_event(challenge=fresh, what="record_value", sentence=sentence, by=by, at=at)
    return point


def _refuse_too_early(challenge: Challenge, indicator: Indicator, months: int, today: date) -> None:
    """A point counts from publication; it is not measured before its time."""
    if months == BASELINE:
        return
    if months not in indicator.months:
        raise Refusal("This indicator is not measured at that point. Change the indicator first.", "months")
    published = published_on(challenge)
    if published is None:
        raise Refusal("Points count from the publication of the report. It is not public yet.", "months")
    due = indicator.due_days(published)[months]
    if today < due - EARLY:
        raise Refusal(f"This point is due on {due:%-d %B %Y}. It can be written down from a month before.", "months")


def _make_room(indicator: Indicator, months: int, reason: str, by: Person, at: datetime) -> bool:
    """Supersede the frozen value of a point, or take away one not frozen yet. Says whether one was superseded."""
    current = indicator.points.current().filter(months=months).first()
    if current is None:
        return False
    if not current.frozen:
        current.delete()
        return False
    if not reason:
        raise Refusal(
            f"{current.label} is {current.value:f} and frozen. Say why another value should supersede it: "
            "both will be shown.",
            "reason",
        )
    current.superseded_at, current.superseded_by, current.superseded_reason = at, by, reason
    current.save(update_fields=["superseded_at", "superseded_by", "superseded_reason"])
    return True


def freeze_baselines(challenge: Challenge) -> None:
    """Freeze every baseline of a challenge: what is done whenever preparing is over."""
    points = IndicatorPoint.objects.current().baselines()
    points.filter(indicator__challenge=challenge).update(frozen=True)
