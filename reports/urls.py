"""Addresses of this floor."""

from django.urls import path

from .views import register

app_name = "reports"
urlpatterns = [
    path("reports/", register.Register.as_view(), name="register"),
    path("reports/feed/", register.RegisterFeed.as_view(), name="feed"),
    path("reports/<slug:slug>/", register.PublishedReport.as_view(), name="published"),
    path("reports/<slug:slug>/report.pdf", register.DownloadReport.as_view(), name="download"),
]
