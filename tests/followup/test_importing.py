"""Values from spreadsheets: each fault by row and column, and nothing imported when one is wrong."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from followup.importing import points, published
from followup.models import IndicatorPoint, PublishedValue
from people import sheets
from people.models import Body
from tests.followup.test_indicators import choose, publish
from tests.world import NOW

POINTS = ["Indicator", "Point", "Value", "Period", "What else changed"]
DFE = [
    "time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code",
    "region_name", "old_la_code", "new_la_code", "la_name", "sex", "cin_rate", "cin_number",
]  # fmt: skip
LATER = NOW + timedelta(days=95)


def table(headings, *rows):
    return sheets.Table(list(headings), [(number, list(row)) for number, row in enumerate(rows, 2)])


def faults(plan):
    return [(fault.row, fault.column, fault.sentence) for fault in plan.faults]


@pytest.mark.breaks_rules
def test_points_are_checked_then_imported_whole_or_not_at_all(world, signed_in):
    choose(world)
    publish(world)
    facts = {"challenge": world.challenge, "by": world.ben, "at": LATER}
    wrong = table(
        POINTS,
        ["Assessments on time", "baseline", "62", "2026/27 Q3", ""],
        ["Assessments on time", "3", "71", "2027/28 Q1", ""],
        ["Assessments on time", "baseline", "62,5 x", "2026/27 Q3", ""],
        ["Visits", "four", "1.2345", "", ""],
        ["Assessments on time", "12", "80", "2027/28", "Nothing"],
    )
    assert faults(points.check(table=wrong, **facts)) == [
        (3, "E What else changed", "Say what else changed in that time. If you know of nothing, write so."),
        (4, "C Value", "“62,5 x” is no number. Write it like 62 or 71.5."),
        (5, "B Point", "“four” is no point. There are: baseline, 3, 6, 12, 18 (months)."),
        (5, "C Value", "“1.2345” has more than 3 decimal places."),
        (5, "D Period", "This cell must not be empty."),
        (5, "A Indicator", "This challenge has no indicator “Visits”. There are: “Assessments on time”."),
        (6, "B Point", "This point is due on 10 February 2028. It can be written down from a month before."),
    ]
    assert not IndicatorPoint.objects.exists()
    right = table(
        POINTS,
        ["Assessments on time", "baseline", "62", "2026/27 Q3", ""],
        ["assessments on time", "3 months", "71", "2027/28 Q1", "A new system from June."],
    )
    assert points.check(table=right, **facts).sentence == "2 new, 0 changed, 0 as they were"
    assert not IndicatorPoint.objects.exists()
    address = reverse("followup:import_points", args=[world.challenge.ref])
    client = signed_in(world.ben)
    file = SimpleUploadedFile(
        "values.xlsx", sheets.write_xlsx(right.headings, [[*row[:2], "62", "Q", ""] for _, row in right.rows[:1]])
    )
    checked = client.post(address, {"file": file})
    assert "1 new, 0 changed, 0 as they were" in checked.content.decode()
    sealed = checked.context["confirm"]["file"].value()
    assert client.post(address, {"file": sealed}).status_code == 302
    assert client.post(address, {"file": sealed}).status_code == 302  # again: as it was
    assert client.post(address, {"file": "forged"}).status_code == 409
    assert list(IndicatorPoint.objects.values_list("value", "months", "period")) == [(62, 0, "Q")]
    changed = points.check(table=right, **facts)
    assert faults(changed)[0][:2] == (2, "–")
    empty = client.get(reverse("followup:points_template", args=[world.challenge.ref])).content.decode()
    assert "Assessments on time,12" in empty


def test_published_values_come_from_a_table_or_a_statistics_file(world, signed_in):
    for place, code in (("York", "816"), ("Leeds", "383")):
        Body.objects.filter(name=place).update(code=code)
    choose(world, key="dfe.cin_rate")
    bodies, keys = Body.objects.all(), ["dfe.cin_rate"]
    own = ["Authority", "Key", "Period", "Value", "Source"]
    wrong = table(own, ["Atlantis", "dfe.cin_rate", "2025", "1", "DfE"], ["York", "A B", "2025", "x", "DfE"])
    assert faults(published.check(table=wrong, bodies=bodies, keys=keys)) == [
        (2, "A Authority", "No body you keep has the name or code “Atlantis”."),
        (3, "B Key", "Write the key in small letters, figures, dots, hyphens and underscores, such as lginform.2149."),
        (3, "D Value", "“x” is no number. Write it like 62 or 71.5."),
    ]

    def row(code, sex, rate, level="Local authority", period="202526"):
        return [period, "Financial year", level, "E92", "England", "E12", "Y", code, "E08", "", sex, rate, "9"]

    file = table(
        DFE,
        row("816", "Total", "310.5"), row("816", "Female", "1"), row("383", "Total", "c"), row("999", "Total", "5"),
        row("", "Total", "300", level="National"),
    )  # fmt: skip
    assert published.check(table=file, bodies=bodies, keys=keys).sentence == "1 new, 0 changed, 0 as they were"
    twice = table(DFE, row("816", "Total", "1"), row("816", "Total", "2"), row("383", "Total", "3", period="25"))
    assert faults(published.check(table=twice, bodies=bodies, keys=keys)) == [
        (3, "A time_period", "This authority’s value for that key and period is in row 2 already."),
        (4, "A time_period", "“25” is no period of such a file. There are: 2023 and 202223."),
    ]
    assert (
        "The columns are: sex, cin_rate, cin_number"
        in faults(published.check(table=file, bodies=bodies, keys=[]))[0][2]
    )
    published.bring_in(table=file, bodies=bodies, keys=keys, by=world.rana, at=NOW)
    said = table(own, ["York", "dfe.cin_rate", "2025/26", "311", "Statistics, revised"])
    assert published.bring_in(table=said, bodies=bodies, keys=keys, by=world.rana, at=NOW).sentence == (
        "0 new, 1 changed, 0 as they were"
    )
    assert list(PublishedValue.objects.values_list("body__name", "period", "value")) == [
        ("York", "2025/26", Decimal(311))
    ]
    client = signed_in(world.rana)
    upload = SimpleUploadedFile("dfe.csv", sheets.write_csv(DFE, [cells for _, cells in file.rows]))
    checked = client.post(reverse("followup:import_published_values"), {"file": upload}).content.decode()
    assert "0 new, 1 changed" in checked
    assert "2025/26" in client.get(reverse("followup:published_values")).content.decode()
