"""The page that writes notes without signal: the same for everybody, and the files it opens cold from."""

import json

from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views import View

from reviews import shell


class OpenCapture(View):
    """The page. It holds no word of anybody's: what it shows, the device keeps sealed."""

    permission = "reviews.open_capture"
    for_everybody = True

    def get(self, request):
        response = render(request, shell.TEMPLATE, {"version": shell.version(), "modules": shell.modules()})
        response.headers["Cache-Control"] = "no-cache"
        return response


class CaptureWorker(View):
    """The service worker, with the files the page needs and their version."""

    permission = "reviews.open_capture"
    for_everybody = True

    def get(self, request):
        page = reverse("reviews:open_capture")
        files = json.dumps([static(name) for name in shell.files()])
        context = {"version": shell.version(), "page": page, "files": files}
        response = render(request, "capture/worker.js", context, content_type="text/javascript")
        response.headers["Cache-Control"] = "no-cache"
        return response


class CaptureManifest(View):
    """What makes the page installable."""

    permission = "reviews.open_capture"
    for_everybody = True

    def get(self, request):
        page = reverse("reviews:open_capture")
        icons = [
            {
                "src": static(f"img/capture-{size}.png"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for size in (192, 512)
            for purpose in ("any", "maskable")
        ]
        manifest = {
            "id": page,
            "name": f"{settings.SERVICE_NAME} notes",
            "short_name": "Notes",
            "start_url": page,
            "scope": page,
            "display": "standalone",
            "background_color": "#ffffff",
            "theme_color": "#0b4a56",
            "lang": "en-GB",
            "icons": icons,
        }
        return JsonResponse(manifest, content_type="application/manifest+json")
