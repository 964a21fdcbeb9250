"""Addresses. Each floor names its own; the roof adds home and sign-in."""

from django.urls import include, path

from .views.about import AccessibilityView, IconView, PrivacyView
from .views.cast import CastView
from .views.gallery import CaptureGalleryView, GalleryView
from .views.home import HomeView
from .views.liveness import HealthView, MetricsView, ReadyView

urlpatterns = [
    path("", include("reports.urls")),  # first: what is public is asked for most
    path("", HomeView.as_view(), name="home"),
    path("accounts/", include("people.accounts")),
    path("accessibility/", AccessibilityView.as_view(), name="accessibility"),
    path("privacy/", PrivacyView.as_view(), name="privacy"),
    path("favicon.ico", IconView.as_view(), name="icon"),
    path("healthz", HealthView.as_view(), name="healthz"),
    path("readyz", ReadyView.as_view(), name="readyz"),
    path("metrics", MetricsView.as_view(), name="metrics"),
    path("demo/", CastView.as_view(), name="demo"),
    path("gallery/", GalleryView.as_view(), name="gallery"),
    path("gallery/capture/", CaptureGalleryView.as_view(), name="gallery_capture"),
    path("", include("people.urls")),
    path("", include("notices.urls")),
    path("", include("cycles.urls")),
    path("", include("planning.urls")),
    path("", include("reviews.urls")),
    path("", include("followup.urls")),
    path("", include("voices.urls")),
    path("", include("learning.urls")),
]

handler400 = "peerchallenge.views.errors.bad_request"
handler403 = "peerchallenge.views.errors.permission_denied"
handler404 = "peerchallenge.views.errors.not_found"
handler500 = "peerchallenge.views.errors.server_error"
