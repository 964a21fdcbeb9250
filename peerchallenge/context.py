"""What every page knows: the service's name and whether this is the demo."""

from django.conf import settings
from django.http import HttpRequest


def service(request: HttpRequest) -> dict:
    """Add the service's name and whether sign-in as the cast is offered."""
    return {"service_name": settings.SERVICE_NAME, "demo": settings.DEMO}
