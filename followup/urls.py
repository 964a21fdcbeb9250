"""Addresses of this floor."""

from django.urls import path

from .views import actions, impact, importing, indicators, plan, publishing, reviewing, tables

app_name = "followup"

urlpatterns = [
    path("challenges/<str:ref>/indicators/", indicators.Indicators.as_view(), name="indicators"),
    path("challenges/<str:ref>/indicators/choose/", indicators.ChooseIndicator.as_view(), name="choose_indicator"),
    path(
        "challenges/<str:ref>/indicators/<str:indicator>/change/",
        indicators.ChangeIndicator.as_view(),
        name="change_indicator",
    ),
    path(
        "challenges/<str:ref>/indicators/<str:indicator>/drop/",
        indicators.DropIndicator.as_view(),
        name="drop_indicator",
    ),
    path(
        "challenges/<str:ref>/indicators/<str:indicator>/record/",
        indicators.RecordValue.as_view(),
        name="record_value",
    ),
    path("challenges/<str:ref>/indicators/import/", importing.ImportPoints.as_view(), name="import_points"),
    path(
        "challenges/<str:ref>/indicators/import/values.csv", importing.PointsTemplate.as_view(), name="points_template"
    ),
    path("challenges/<str:ref>/impact/", impact.Impact.as_view(), name="impact"),
    path("cycles/<str:ref>/impact/", impact.RegionImpact.as_view(), name="region_impact"),
    path("challenges/<str:ref>/progress-review/", reviewing.Progress.as_view(), name="progress_review"),
    path("challenges/<str:ref>/progress-review/plan/", reviewing.PlanReview.as_view(), name="plan_review"),
    path(
        "challenges/<str:ref>/progress-review/findings/<str:finding>/",
        reviewing.Reopen.as_view(),
        name="reopen_finding",
    ),
    path("published-values/", importing.PublishedValues.as_view(), name="published_values"),
    path("published-values/import/", importing.ImportPublishedValues.as_view(), name="import_published_values"),
    path("challenges/<str:ref>/plan/", plan.Plan.as_view(), name="plan"),
    path("reports/<slug:slug>/plan/", publishing.ReadPlan.as_view(), name="read_plan"),
    path("reports/<slug:slug>/plan/<slug:digest>.<slug:form>", publishing.PlanEdition.as_view(), name="plan_edition"),
    path("challenges/<str:ref>/plan/ready/", publishing.MarkReady.as_view(), name="mark_ready"),
    path("challenges/<str:ref>/plan/publish/", publishing.PublishPlan.as_view(), name="publish_plan"),
    path("challenges/<str:ref>/plan/files/<str:edition>/", publishing.PlanFile.as_view(), name="plan_file"),
    path("challenges/<str:ref>/plan/edit/", plan.EditPlan.as_view(), name="edit_plan"),
    path("challenges/<str:ref>/plan/comment/", plan.CommentPlan.as_view(), name="comment_plan"),
    path("challenges/<str:ref>/plan/respond/<str:recommendation>/", plan.Respond.as_view(), name="respond"),
    path("challenges/<str:ref>/plan/actions/add/", actions.AddAction.as_view(), name="add_action"),
    path("challenges/<str:ref>/plan/actions/import/", tables.ImportActions.as_view(), name="import_actions"),
    path("challenges/<str:ref>/plan/actions.<slug:format>", tables.ExportActions.as_view(), name="export_actions"),
    path("challenges/<str:ref>/plan/actions/<str:action>/", actions.ShowAction.as_view(), name="action"),
    path(
        "challenges/<str:ref>/plan/actions/<str:action>/change/", actions.ChangeAction.as_view(), name="change_action"
    ),
    path(
        "challenges/<str:ref>/plan/actions/<str:action>/update/", actions.UpdateAction.as_view(), name="update_action"
    ),
    path(
        "challenges/<str:ref>/plan/actions/<str:action>/confirm/",
        actions.ConfirmAction.as_view(),
        name="confirm_action",
    ),
]
