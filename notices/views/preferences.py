"""How one is written to: chosen on a page of one's own, or stopped by the link in a mail."""

from django.core.signing import BadSignature
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from notices.actions import preferences
from notices.forms import PreferenceForm
from notices.forms.preferences import AT_ONCE, WEEKLY
from notices.kinds import KINDS, kind_of
from notices.letters import read_stop_token
from notices.models import Preference
from notices.queries import bearer_of
from people.views.base import FormView


class PreferencesView(FormView):
    """Each reminder at once or a weekly summary, and what one would rather not get."""

    permission = "notices.own_duties"
    template_name = "notices/preferences.html"
    form_class = PreferenceForm
    done = "Saved. You are written to like this from now on."

    def load(self):
        self.person = self.request.user.person
        if self.person is None:
            raise Http404

    def form_kwargs(self):
        kept = Preference.objects.filter(person=self.by).first() or Preference()
        wanted = [kind.key for kind in KINDS.values() if kind.may_be_stopped and kind.key not in kept.stopped]
        return {"initial": {"rhythm": WEEKLY if kept.weekly else AT_ONCE, "wanted": wanted}}

    def act(self, form):
        preferences.choose(person=self.person, by=self.by, at=self.at, **form.chosen())

    def after(self):
        return reverse("notices:preferences")


@method_decorator(csrf_exempt, name="dispatch")  # mail programs post here with one click, and have no cookie
class StopView(View):
    """Stops some kinds of message for whoever has the link, signed in or not. GET asks, POST does it."""

    permission = "reports.view_register"

    def dispatch(self, request, token):
        try:
            ref, self.kinds = read_stop_token(token)
        except BadSignature:
            raise Http404 from None
        self.person = bearer_of(ref)
        if self.person is None:
            raise Http404
        return super().dispatch(request)

    def get(self, request):
        return self._page(done=False)

    def post(self, request):
        preferences.stop(person=self.person, kinds=self.kinds, at=timezone.now())
        if request.POST.get("List-Unsubscribe") == "One-Click":
            return HttpResponse("Stopped.", content_type="text/plain")
        return self._page(done=True)

    def _page(self, *, done):
        labels = [kind_of(key).label for key in self.kinds]
        page = {"labels": labels, "done": done}
        response = render(self.request, "notices/stop.html", page)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
