"""One indicator with its baseline, for the walk of every route."""

from decimal import Decimal

from followup.models import Indicator, IndicatorPoint
from tests.world import NOW


def put_measures(world):
    """Choose an indicator and set its baseline."""
    world.indicator = Indicator.objects.create(
        challenge=world.challenge,
        name="Plans agreed by 16",
        key="lginform.2149",
        definition="CANARYMEASURE: young people with a plan agreed by their 16th birthday, of all with one due.",
        unit="per cent",
        source="Case system",
        covers="a quarter",
        owner="Head of performance",
        changed_by=world.ben,
        changed_at=NOW,
    )
    world.baseline = IndicatorPoint.objects.create(
        indicator=world.indicator,
        months=0,
        value=Decimal(62),
        period="2026/27 Q3",
        source="Case system",
        definition=world.indicator.definition,
        recorded_by=world.ben,
        recorded_at=NOW,
        frozen=True,
    )
