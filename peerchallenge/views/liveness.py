"""What a load balancer and a monitor ask. Nothing here tells of anybody."""

import hmac

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.views import View

from peerchallenge import liveness


class HealthView(View):
    """Whether this process answers at all."""

    permission = "reports.view_register"
    for_everybody = True

    def get(self, request):
        return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


class ReadyView(View):
    """Whether pages can be served (else 503), and what else limps."""

    permission = "reports.view_register"
    for_everybody = True

    def get(self, request):
        found = liveness.parts(timezone.now())
        ready = liveness.can_serve(found)
        limps = any(state != liveness.OK for state in found.values())
        said = {"status": ("limping" if limps else "ready") if ready else "not ready", **found}
        return JsonResponse(said, status=200 if ready else 503, headers={"Cache-Control": "no-store"})


class MetricsView(View):
    """Numbers for Prometheus, for whoever carries METRICS_TOKEN. Without that setting there is no such page."""

    permission = "reports.view_register"

    def get(self, request):
        wanted = f"Bearer {settings.METRICS_TOKEN}".encode()
        given = request.headers.get("Authorization", "").encode()
        if not settings.METRICS_TOKEN or not hmac.compare_digest(given, wanted):
            raise Http404
        text = liveness.metrics(timezone.now())
        return HttpResponse(text, content_type="text/plain; version=0.0.4", headers={"Cache-Control": "no-store"})
