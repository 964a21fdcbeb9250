"""Addresses of this floor."""

from django.urls import path

from .views import (
    accuracy,
    clock,
    correcting,
    holdings,
    identity,
    presentation,
    published,
    publishing,
    register,
    report,
)

app_name = "reports"
urlpatterns = [
    path("reports/", register.Register.as_view(), name="register"),
    path("reports/feed/", register.RegisterFeed.as_view(), name="feed"),
    path("reports/register.<slug:form>", register.RegisterFile.as_view(), name="register_file"),
    path("reports/clock/", clock.Clock.as_view(), name="clock"),
    path("reports/clock.ics", clock.ClockCalendar.as_view(), name="clock_calendar"),
    path("sitemap.xml", register.Sitemap.as_view(), name="sitemap"),
    path("reports/<slug:slug>/", published.PublishedReport.as_view(), name="published"),
    path("reports/<slug:slug>/report.pdf", published.DownloadReport.as_view(), name="download"),
    path("reports/<slug:slug>/<slug:digest>.<slug:form>", published.PublishedEdition.as_view(), name="edition"),
    path("challenges/<ref>/presentation/draft/", presentation.DraftPresentation.as_view(), name="draft_presentation"),
    path(
        "challenges/<ref>/presentation/freeze/", presentation.FreezePresentation.as_view(), name="freeze_presentation"
    ),
    path("challenges/<ref>/presentation/", presentation.ViewPresentation.as_view(), name="view_presentation"),
    path("challenges/<ref>/report/", report.ReportPage.as_view(), name="report"),
    path("challenges/<ref>/report/read/", report.ReadDraft.as_view(), name="read_draft"),
    path("challenges/<ref>/report/section/<key>/", report.WriteSection.as_view(), name="write_section"),
    path("challenges/<ref>/report/recommend/", report.Recommend.as_view(), name="recommend"),
    path(
        "challenges/<ref>/report/recommendations/<recommendation>/change/",
        report.ChangeRecommendation.as_view(),
        name="change_recommendation",
    ),
    path(
        "challenges/<ref>/report/recommendations/<recommendation>/remove/",
        report.RemoveRecommendation.as_view(),
        name="remove_recommendation",
    ),
    path("challenges/<ref>/report/make-pdf/", report.MakeDraftPdf.as_view(), name="make_draft_pdf"),
    path("challenges/<ref>/report/editions/<edition>/", report.DraftPdf.as_view(), name="draft_pdf"),
    path("challenges/<ref>/send-to-host/", accuracy.SendToHost.as_view(), name="send_to_host"),
    path("challenges/<ref>/return-to-drafting/", accuracy.ReturnToDrafting.as_view(), name="return_to_drafting"),
    path("challenges/<ref>/report/comments/", accuracy.Comments.as_view(), name="comments"),
    path("challenges/<ref>/report/rounds/<int:number>/", accuracy.Round.as_view(), name="accuracy_round"),
    path("challenges/<ref>/report/extend-round/", accuracy.ExtendRound.as_view(), name="extend_round"),
    path("challenges/<ref>/report/finish-checking/", accuracy.FinishChecking.as_view(), name="finish_checking"),
    path("challenges/<ref>/report/comments/<comment>/proof/", accuracy.Proof.as_view(), name="proof"),
    path("challenges/<ref>/report/comment/<slug:anchor>/", accuracy.Comment.as_view(), name="comment"),
    path("challenges/<ref>/report/comments/<comment>/decide/", accuracy.DecideComment.as_view(), name="decide_comment"),
    path("challenges/<ref>/report/identity/", identity.Identity.as_view(), name="identity"),
    path("challenges/<ref>/report/identity/check/", identity.CheckIdentity.as_view(), name="check_identity"),
    path("challenges/<ref>/report/identity/<hit>/waive/", identity.WaiveHit.as_view(), name="waive_hit"),
    path("challenges/<ref>/sign/", publishing.Sign.as_view(), name="sign"),
    path("challenges/<ref>/agree-to-publish/", publishing.AgreeToPublish.as_view(), name="agree_to_publish"),
    path("challenges/<ref>/publish/", publishing.Publish.as_view(), name="publish"),
    path("challenges/<ref>/correct-report/", correcting.CorrectReport.as_view(), name="correct_report"),
    path("challenges/<ref>/publish-correction/", correcting.PublishCorrection.as_view(), name="publish_correction"),
    path("challenges/<ref>/holdings/", holdings.Holdings.as_view(), name="holdings"),
    path("challenges/<ref>/clock/", clock.StateClock.as_view(), name="keep_clock"),
    path("challenges/<ref>/withhold/", publishing.Withhold.as_view(), name="withhold"),
    path(
        "challenges/<ref>/withdraw-publication/",
        publishing.WithdrawPublication.as_view(),
        name="withdraw_publication",
    ),
]
