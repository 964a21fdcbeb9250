"""Searching across what one may see."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views import View

from learning.forms.search import SearchForm
from learning.queries import search as queries

PAGE = 20


class Search(View):
    """For everybody: published reports; whoever is signed in finds what else is open to them."""

    permission = "learning.search"

    def get(self, request):
        form = SearchForm(request.GET, is_signed_in=request.user.is_authenticated)
        asked, kind = "", ""
        if form.is_valid():
            asked, kind = form.cleaned_data["q"].strip(), form.cleaned_data["kind"]
        found = queries.find(request.user, asked)
        page = Paginator(found.of_kind(kind), PAGE).get_page(request.GET.get("page"))
        query = request.GET.copy()
        query.pop("page", None)
        context = {
            "form": form,
            "asked": asked,
            "page": page,
            "hits": queries.shown(found, page.object_list),
            "counts": [(queries.KINDS[key], count) for key, count in sorted(found.counts.items())],
            "is_cut": found.is_cut,
            "query": f"{query.urlencode()}&" if query else "",
        }
        response = render(request, "learning/search.html", context)
        response.headers["Cache-Control"] = "no-store"
        return response
