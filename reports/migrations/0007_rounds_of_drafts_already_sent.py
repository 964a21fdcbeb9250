"""Drafts sent before rounds kept them: what is known of such a round is its days and the lines commented on."""

import hashlib
import json
from datetime import datetime, time, timedelta

from django.db import migrations
from django.utils import timezone


def make_rounds(apps, schema_editor):
    Report = apps.get_model("reports", "Report")
    AccuracyRound = apps.get_model("reports", "AccuracyRound")
    for report in Report.objects.exclude(sent_at=None).select_related("challenge"):
        tree = _lines_of(report)
        text = json.dumps(tree, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        due = report.comments_due_on or timezone.localdate(report.sent_at)
        over = due < timezone.localdate() or report.challenge.state != "accuracy"
        midnight = timezone.make_aware(datetime.combine(due + timedelta(days=1), time()))
        made = AccuracyRound.objects.create(
            report=report,
            number=1,
            opened_at=report.sent_at,
            due_on=due,
            ended="ran_out" if over else "",
            closed_at=midnight if over else None,
            tree=tree,
            tree_sha256=hashlib.sha256(text.encode()).hexdigest(),
        )
        report.comments.update(round=made)
    # Comments whose draft was never said to be sent cannot be told from mistakes.
    apps.get_model("reports", "AccuracyComment").objects.filter(round=None).delete()


def _lines_of(report):
    quoted = dict(report.comments.order_by("pk").values_list("anchor", "quoted"))
    blocks = [{"anchor": anchor, "text": text, "type": "paragraph"} for anchor, text in quoted.items()]
    section = {"anchor": "lines", "heading": "The lines that were commented on", "blocks": blocks, "sections": []}
    return {
        "title": "The draft as it was sent was not kept",
        "subtitle": report.challenge.topic,
        "front": [],
        "sections": [section],
        "draft": True,
        "language": "en-GB",
        "version": 1,
    }


class Migration(migrations.Migration):
    dependencies = [("reports", "0006_rounds_and_proof")]

    operations = [migrations.RunPython(make_rounds, migrations.RunPython.noop)]
