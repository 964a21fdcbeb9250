"""What staff read of commitments."""

from voices.models import CommitmentsPage


def page_by(link: str) -> CommitmentsPage | None:
    """Return the page for staff with that address, or None; the address is what opens it."""
    return CommitmentsPage.objects.select_related("challenge__host").filter(link=link).first()
