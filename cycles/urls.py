"""Addresses of this floor."""

from django.urls import path

from .views import board, calendar, coverage, cycle, programme, register

app_name = "cycles"

# The programme's side: settings, cycles, calendars, the plan.
PROGRAMME = [
    path("calendar/", register.PublicCalendarView.as_view(), name="public_calendar"),
    path("programmes/<ref>/", programme.ProgrammeView.as_view(), name="programme"),
    path("programmes/<ref>/settings/", programme.SettingsView.as_view(), name="settings"),
    path("programmes/<ref>/settings/<key>/", programme.AnswerView.as_view(), name="answer"),
    path("programmes/<ref>/settings/<key>/reset/", programme.ResetView.as_view(), name="reset"),
    path("programmes/<ref>/shapes/", programme.ShapesView.as_view(), name="shapes"),
    path("programmes/<ref>/shapes/add/", programme.AddShapeView.as_view(), name="add_shape"),
    path("programmes/<ref>/shapes/<shape>/", programme.EditShapeView.as_view(), name="edit_shape"),
    path("programmes/<ref>/shapes/<shape>/remove/", programme.RemoveShapeView.as_view(), name="remove_shape"),
    path("programmes/<ref>/frameworks/", programme.FrameworksView.as_view(), name="frameworks"),
    path("programmes/<ref>/frameworks/add/", programme.AddFrameworkView.as_view(), name="add_framework"),
    path("programmes/<ref>/frameworks/<framework>/", programme.RenameFrameworkView.as_view(), name="rename_framework"),
    path(
        "programmes/<ref>/frameworks/<framework>/remove/",
        programme.RemoveFrameworkView.as_view(),
        name="remove_framework",
    ),
    path("programmes/<ref>/frameworks/<framework>/add/", programme.AddThemeView.as_view(), name="add_theme"),
    path(
        "programmes/<ref>/frameworks/<framework>/themes/<theme>/",
        programme.EditThemeView.as_view(),
        name="edit_theme",
    ),
    path(
        "programmes/<ref>/frameworks/<framework>/themes/<theme>/remove/",
        programme.RemoveThemeView.as_view(),
        name="remove_theme",
    ),
    path("programmes/<ref>/closed-days/", calendar.ClosedDaysView.as_view(), name="closed_days"),
    path("programmes/<ref>/closed-days/add/", calendar.AddPeriodView.as_view(), name="add_period"),
    path("programmes/<ref>/closed-days/poll/", calendar.AddPollView.as_view(), name="add_poll"),
    path(
        "programmes/<ref>/closed-days/bank-holidays/",
        calendar.LoadBankHolidaysView.as_view(),
        name="load_bank_holidays",
    ),
    path("programmes/<ref>/closed-days/<period>/", calendar.EditPeriodView.as_view(), name="edit_period"),
    path("programmes/<ref>/closed-days/<period>/remove/", calendar.RemovePeriodView.as_view(), name="remove_period"),
    path("programmes/<ref>/cycles/add/", cycle.AddCycleView.as_view(), name="add_cycle"),
    path("cycles/", cycle.CyclesView.as_view(), name="cycles"),
    path("cycles/<ref>/", board.TimelineView.as_view(), name="cycle"),
    path("cycles/<ref>/table/", board.TableView.as_view(), name="cycle_table"),
    path("cycles/<ref>/coverage/", coverage.CoverageView.as_view(), name="coverage"),
    path("cycles/<ref>/coverage.csv", coverage.CoverageFileView.as_view(), name="coverage_file"),
    path("cycles/<ref>/edit/", cycle.EditCycleView.as_view(), name="edit_cycle"),
    path("cycles/<ref>/members/", cycle.MembersView.as_view(), name="members"),
    path("cycles/<ref>/members/add/", cycle.JoinView.as_view(), name="join"),
    path("cycles/<ref>/members/<body>/leave/", cycle.LeaveView.as_view(), name="leave"),
    path("cycles/<ref>/members/<body>/record/", cycle.RecordAgreementView.as_view(), name="record_agreement"),
    path("cycles/<ref>/members/<body>/sign/", cycle.SignAgreementView.as_view(), name="sign_agreement"),
    path("cycles/<ref>/release/", cycle.ReleaseView.as_view(), name="release"),
    path("cycles/<ref>/challenges/add/", cycle.ProposeView.as_view(), name="propose"),
    path("challenges/<ref>/move-visit/", cycle.MoveVisitView.as_view(), name="move_visit"),
]

# One challenge: everything under challenges/<ref>/.
CHALLENGE = []

urlpatterns = [*PROGRAMME, *CHALLENGE]
