"""Addresses of this floor."""

from django.urls import path

from .views import outbox, preferences, receipts

app_name = "notices"
urlpatterns = [
    path("outbox/", outbox.OutboxView.as_view(), name="outbox"),
    path("outbox/release/", outbox.ReleaseAllView.as_view(), name="release_all"),
    path("outbox/letterhead/<programme>/", outbox.LetterheadView.as_view(), name="letterhead"),
    path("outbox/<ref>/", outbox.MessageView.as_view(), name="message"),
    path("outbox/<ref>/edit/", outbox.EditView.as_view(), name="edit"),
    path("profile/messages/", preferences.PreferencesView.as_view(), name="preferences"),
    path("stop/<token>/", preferences.StopView.as_view(), name="stop"),
    path("receipts/notify/", receipts.NotifyReceiptView.as_view(), name="notify_receipt"),
]
