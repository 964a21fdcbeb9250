"""A councillor, a parent and a reporter are led to their answer from the top of a published report."""

import hashlib

from django.core.files.base import ContentFile
from django.urls import reverse

from cycles.models import State
from reports.document import from_json
from reports.models import Edition
from reports.pdf import body_html
from reports.views.published import JUMPS
from tests.reports import scene


def test_each_is_led_to_the_table_that_answers_and_only_to_tables_that_are_there(world_at, client):
    world = scene.publish(world_at(State.DRAFTING))
    address = reverse("reports:published", args=[world.publication.slug])
    assert "Straight to" not in client.get(address).text
    body = body_html(from_json(world.report.signed_tree))
    edition = Edition(form="html", sha256=hashlib.sha256(body.encode()).hexdigest(), what="report")
    edition.storage.save(edition.stored_name, ContentFile(body.encode()))
    Edition.objects.filter(pk=world.publication.html_id).update(sha256=edition.sha256)
    page = client.get(address).text
    for anchor, words in JUMPS:
        assert f'<a class="govuk-link" href="#{anchor}">{words}</a>' in page
        # The contents lead there too, in print with the number of the page.
        assert body.count(f'href="#{anchor}"') == body.count(f'id="{anchor}"') == 1
    assert page.index("report-jumps") < page.index("edition-front") < page.index('id="at-a-glance-areas"')
