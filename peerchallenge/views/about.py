"""Two pages every public service owes: how accessible it is, and what it does with what it knows."""

from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views import View


class AboutView(View):
    """A page of words for everybody."""

    permission = "reports.view_register"
    template_name: str

    def get(self, request):
        return render(request, self.template_name)


class AccessibilityView(AboutView):
    """The accessibility statement."""

    template_name = "about/accessibility.html"


class PrivacyView(AboutView):
    """What is kept, for how long, and who sees it."""

    template_name = "about/privacy.html"


class IconView(View):
    """Where browsers, feed readers and bookmarks look for a site's icon without reading a page."""

    permission = "reports.view_register"

    def get(self, request):
        return redirect(static("img/favicon.ico"))
