"""Home: what waits for me, or what this is for those not signed in."""

from django.shortcuts import render
from django.views import View


class HomeView(View):
    """For everybody: the public sees what peer challenge is, a person what waits for them."""

    permission = "reports.view_register"

    def get(self, request):
        return render(request, "home.html")
