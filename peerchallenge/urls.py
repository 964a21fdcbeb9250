"""Addresses. Each floor names its own; the roof adds home and sign-in."""

from django.urls import include, path

from .views.home import HomeView

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("accounts/", include("allauth.urls")),
    path("", include("people.urls")),
    path("", include("cycles.urls")),
    path("", include("reviews.urls")),
    path("", include("reports.urls")),
]
