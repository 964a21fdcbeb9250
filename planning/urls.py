"""Addresses of this floor."""

from django.urls import path

from .views import releases, rounds, wishes

app_name = "planning"

urlpatterns = [
    path("cycles/<ref>/proposals/", rounds.Rounds.as_view(), name="rounds"),
    path("cycles/<ref>/proposals/ask/", rounds.Ask.as_view(), name="ask"),
    path("cycles/<ref>/releases/", releases.Releases.as_view(), name="releases"),
    path("cycles/<ref>/wishes/", wishes.Wishes.as_view(), name="wishes"),
    path("cycles/<ref>/members/<body>/wishes/", wishes.GiveWishes.as_view(), name="give_wishes"),
    path("rounds/<ref>/", rounds.RoundPage.as_view(), name="round"),
    path("proposals/<ref>/stop/", rounds.Stop.as_view(), name="stop"),
    path("proposals/<ref>/try-again/", rounds.TryAgain.as_view(), name="try_again"),
    path("proposals/<ref>/draft/", rounds.MakeDraft.as_view(), name="make_draft"),
    path("proposals/<ref>/relax/", rounds.Relax.as_view(), name="relax"),
    path("drafts/<ref>/release/", releases.ReleaseDraft.as_view(), name="release"),
]
