"""One's calendar: the page that gives out its secret address, and the calendar itself at that address."""

from hashlib import sha256

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views import View

from cycles.calendars import entries_for, region_entries
from cycles.plan import public_regions
from notices import feeds
from notices.calendars import MEDIA_TYPE, calendar
from people.refusal import Refusal
from people.views.base import PageView

NOBODYS = "There is no calendar at this address. Its owner may have made a new one.\n"


def as_calendar(request, content, *, cache):
    """Answer with a calendar, or with nothing when the asker has these very bytes."""
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response.headers["ETag"] = etag = f'"{sha256(content).hexdigest()[:32]}"'
    response.headers["Cache-Control"] = cache
    response.headers["Content-Disposition"] = 'inline; filename="peer-challenge.ics"'
    return get_conditional_response(request, etag=etag, response=response)


class PersonalFeed(View):
    """Somebody's calendar, for whoever has its address: no session is read and no cookie set.

    An address that was never made, one that was revoked and one of a disabled login get the same answer.
    """

    permission = "notices.read_feed"
    for_everybody = True  # see peerchallenge/shelf.py

    def get(self, request, token):
        user = feeds.reader_of(token)
        if user is None:
            response = HttpResponse(NOBODYS, status=404, content_type="text/plain; charset=utf-8")
        else:
            content = calendar(f"{settings.SERVICE_NAME}: {user.person}", entries_for(user, timezone.now()))
            response = as_calendar(request, content, cache="private, max-age=900")
        response.headers["X-Robots-Tag"] = "noindex"
        return response


class RegionCalendar(View):
    """The visits of a region's released plans, its published reports and their clock, for everybody."""

    permission = "reports.view_register"
    for_everybody = True

    def get(self, request, region):
        found = get_object_or_404(public_regions(), ref=region)
        content = calendar(f"{found}: peer challenges", region_entries(found, timezone.now()))
        return as_calendar(request, content, cache="public, max-age=900")


class MyCalendar(PageView):
    """Where somebody makes, renews and revokes the address of their calendar."""

    permission = "notices.own_duties"
    template_name = "cycles/my_calendar.html"

    def load(self):
        if self.request.user.person is None:
            raise Http404

    def context(self):
        return {"feed": self.by.feeds.open().first()}

    def post(self, request):
        if request.POST.get("do") == "revoke":
            return self.revoke()
        token = feeds.renew(person=self.by, by=self.by, at=self.at)
        # Shown in the answer itself and kept nowhere: a page to go to would have to find it again.
        return self.page(address=settings.ORIGIN + reverse("cycles:personal_feed", args=[token]))

    def revoke(self):
        try:
            feeds.revoke(person=self.by, by=self.by, at=self.at)
        except Refusal as refusal:
            messages.error(self.request, refusal.sentence)
        else:
            messages.success(self.request, "The address no longer answers.")
        return redirect("cycles:my_calendar")
