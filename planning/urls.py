"""Addresses of this floor."""

from django.urls import include, path

from .views import change, draft, foresight, releases, rounds, seat, sharing, wishes

app_name = "planning"

OF_DRAFT = [
    path("", draft.DraftView.as_view(), name="draft"),
    path("table/", draft.TableView.as_view(), name="draft_table"),
    path("plan.csv", draft.FileView.as_view(), name="draft_file"),
    path("steps/", draft.StepsView.as_view(), name="steps"),
    path("try/", change.TryView.as_view(), name="try_week"),
    path("undo/", change.UndoView.as_view(), name="undo"),
    path("drop/", change.DropView.as_view(), name="drop"),
    path("look-again/", change.LookAgainView.as_view(), name="look_again"),
    path("risks/", foresight.Risks.as_view(), name="risks"),
    path("release/", releases.ReleaseDraft.as_view(), name="release"),
    path("visits/<int:key>/move/", change.MoveView.as_view(), name="move"),
    path("visits/<int:key>/lock/", change.LockView.as_view(), name="lock"),
    path("visits/<int:key>/seats/<int:number>/", seat.SeatView.as_view(), name="seat"),
]

urlpatterns = [
    path("cycles/<ref>/drafts/", draft.DraftsView.as_view(), name="drafts"),
    path("cycles/<ref>/drafts/begin/", draft.BeginView.as_view(), name="begin"),
    path("cycles/<ref>/proposals/", rounds.Rounds.as_view(), name="rounds"),
    path("cycles/<ref>/proposals/ask/", rounds.Ask.as_view(), name="ask"),
    path("cycles/<ref>/releases/", releases.Releases.as_view(), name="releases"),
    path("cycles/<ref>/places/", sharing.AskedPlaces.as_view(), name="asked_places"),
    path("cycles/<ref>/places/ask/", sharing.AskPlaces.as_view(), name="ask_places"),
    path("cycles/<ref>/wishes/", wishes.Wishes.as_view(), name="wishes"),
    path("cycles/<ref>/members/<body>/wishes/", wishes.GiveWishes.as_view(), name="give_wishes"),
    path("places/", sharing.Places.as_view(), name="places"),
    path("places/<ref>/", sharing.RequestPage.as_view(), name="place_request"),
    path("places/<ref>/close/", sharing.CloseRequest.as_view(), name="close_request"),
    path("places/<ref>/offer/", sharing.OfferPlace.as_view(), name="offer_place"),
    path("places/offers/<ref>/withdraw/", sharing.WithdrawOffer.as_view(), name="withdraw_offer"),
    path("rounds/<ref>/", rounds.RoundPage.as_view(), name="round"),
    path("proposals/<ref>/stop/", rounds.Stop.as_view(), name="stop"),
    path("proposals/<ref>/try-again/", rounds.TryAgain.as_view(), name="try_again"),
    path("proposals/<ref>/draft/", rounds.MakeDraft.as_view(), name="make_draft"),
    path("proposals/<ref>/relax/", rounds.Relax.as_view(), name="relax"),
    path("drafts/<ref>/", include(OF_DRAFT)),
]
