"""What the public pages of one report say beside its stored bytes: its versions, its files, its metadata."""

import json
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse

from cycles.models import Challenge
from reports.models import Edition
from reports.models.edition import PUBLISHED
from reports.models.publication import Shown


class File(NamedTuple):
    """One stored file of a version."""

    what: str
    form: str
    sha256: str
    size: int
    pages: int
    name: str
    address: str


class Version(NamedTuple):
    """One version of a published report, the newest first in a list."""

    number: int
    published_at: datetime
    reason: str
    files: tuple[File, ...]

    @property
    def downloads(self) -> list[File]:
        """Its files besides the web page."""
        return [file for file in self.files if file.form != Edition.Form.HTML]

    @property
    def page(self) -> str:
        """The address of its web page, which never changes."""
        return next((file.address for file in self.files if file.form == Edition.Form.HTML), "")


def versions_of(slug: str) -> list[Version]:
    """Return the published versions of a report with their files, the newest first (two queries)."""
    report = Challenge.objects.filter(report__publication__slug=slug).values_list(
        "report__pk",
        "report__tree_sha256",
        "report__publication__published_at",
        "report__corrections__number",
        "report__corrections__tree_sha256",
        "report__corrections__published_at",
        "report__corrections__reason",
    )
    rows = list(report.order_by("-report__corrections__number"))
    pk, tree, first = rows[0][:3]
    known = [tuple(row[3:]) for row in rows if row[5] is not None] + [(1, tree, first, "")]
    files = _files(slug, pk, [tree for _, tree, _, _ in known])
    return [Version(number, at, reason, files.get(tree, ())) for number, tree, at, reason in known]


def _files(slug: str, report: int, trees: list[str]) -> dict[str, tuple[File, ...]]:
    made = Edition.objects.of(PUBLISHED).filter(report=report, tree_sha256__in=trees, status=Edition.Status.READY)
    order = {pair: place for place, pair in enumerate(PUBLISHED)}
    found: dict[str, tuple[File, ...]] = {}
    for edition in sorted(made.defer("tree"), key=lambda one: order[one.what, one.form]):
        address = reverse("reports:edition", args=[slug, edition.sha256, edition.form])
        file = File(edition.what, edition.form, edition.sha256, edition.size, edition.pages, edition.name, address)
        found[edition.tree_sha256] = (*found.get(edition.tree_sha256, ()), file)
    return found


def file_at(slug: str, sha256: str, form: str) -> File | None:
    """Return the published file of a report with this hash, of whatever version; nothing that is not published."""
    published = (file for version in versions_of(slug) for file in version.files)
    return next((file for file in published if (file.sha256, file.form) == (sha256, form)), None)


def described(shown: Shown, versions: list[Version]) -> str:
    """Return the metadata of a published report by schema.org, as JSON."""
    origin = settings.ORIGIN
    latest = versions[0]
    said = {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": origin + reverse("reports:published", args=[shown.slug]),
        "url": origin + reverse("reports:published", args=[shown.slug]),
        "name": f"{shown.host}: {shown.topic}",
        "about": shown.topic,
        "inLanguage": "en-GB",
        "isAccessibleForFree": True,
        "datePublished": shown.published_at.isoformat(),
        "dateModified": (shown.corrected_at or shown.published_at).isoformat(),
        "version": latest.number,
        "publisher": {"@type": "Organization", "name": shown.region},
        "spatialCoverage": {"@type": "AdministrativeArea", "name": shown.host},
        "encoding": [
            {
                "@type": "MediaObject",
                "contentUrl": origin + file.address,
                "encodingFormat": file.form,
                "contentSize": str(file.size),
                "sha256": file.sha256,
            }
            for file in latest.downloads
        ],
    }
    return json.dumps(said, ensure_ascii=False)
