"""The versions of a plan, and the one everybody reads."""

from django.db.models import F

from followup.models import ActionPlan, PlanVersion
from reports.models import Edition


def versions_of(plan: ActionPlan) -> list[PlanVersion]:
    """Return the versions of a plan without their words, each with the report's address, newest first (one query)."""
    if plan.pk is None:
        return []
    rows = plan.versions.defer("tree", "pdf__tree", "docx__tree").select_related("pdf", "docx")
    return list(rows.annotate(slug=F("plan__challenge__report__publication__slug")).order_by("-number"))


def public_version(slug: str) -> PlanVersion | None:
    """Return the plan that stands beside the published report at an address, or nothing (one query)."""
    rows = PlanVersion.objects.filter(plan__challenge__report__publication__slug=slug).exclude(published_at=None)
    rows = rows.select_related("pdf", "docx").defer("pdf__tree", "docx__tree")
    return rows.order_by("-number").first()


def public_file(slug: str, sha256: str, form: str) -> Edition | None:
    """Return the file of any published version by the hash of its bytes (one query)."""
    if form not in (Edition.Form.PDF, Edition.Form.DOCX):
        return None
    shown = PlanVersion.objects.filter(plan__challenge__report__publication__slug=slug).exclude(published_at=None)
    rows = Edition.objects.filter(sha256=sha256, form=form, pk__in=shown.values(form))
    return rows.defer("tree").first()
