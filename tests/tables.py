"""Every table of ours, and what a page of the docs decides of each."""

import re
from collections import Counter
from pathlib import Path

from django.apps import apps
from django.conf import settings

ROW = re.compile(r"^\| (?P<tables>`\w+\.\w+`(?: `\w+\.\w+`)*) \| (?P<said>[^|]+) \| [^|]+ \|$", re.MULTILINE)


def tables_there_are():
    """Return the models of every app in this house by `app.Model`; what is added is asked for by itself."""
    root = Path(settings.BASE_DIR)
    own = [config for config in apps.get_app_configs() if Path(config.path).parent == root]
    return {model._meta.label: model for config in own for model in config.get_models()}


def decided(page):
    """Return what a page of the docs decides of each table; one that stands twice has two decisions."""
    text = (Path(settings.BASE_DIR) / "docs" / page).read_text()
    found = [(table, row["said"]) for row in ROW.finditer(text) for table in re.findall(r"[\w.]+", row["tables"])]
    assert [table for table, count in Counter(table for table, _ in found).items() if count > 1] == []
    return dict(found)
