"""Where GOV.UK Notify says what became of a mail."""

import hmac
import json

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from notices.actions import receipts

MOST = 10_000


@method_decorator(csrf_exempt, name="dispatch")  # a program posts here, with a token of its own
class NotifyReceiptView(View):
    """Takes delivery receipts that carry RECEIPT_TOKEN. Without that setting there is no such page."""

    permission = "reports.view_register"

    def get(self, request):
        return HttpResponse("post here", status=405, content_type="text/plain", headers={"Allow": "POST"})

    def post(self, request):
        if not settings.RECEIPT_TOKEN:
            raise Http404
        said = request.headers.get("Authorization", "")
        if not hmac.compare_digest(said.encode(), f"Bearer {settings.RECEIPT_TOKEN}".encode()):
            return HttpResponse("forbidden", status=403, content_type="text/plain")
        try:
            receipt = json.loads(request.read(MOST))
        except ValueError:
            receipt = None
        if not isinstance(receipt, dict):
            return HttpResponse("no receipt", status=400, content_type="text/plain")
        receipts.note_notify(said=receipt, at=timezone.now())
        return HttpResponse(status=204)  # of another installation or ours: the sender learns nothing
