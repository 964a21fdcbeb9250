"""Addresses of this floor."""

from django.urls import include, path

from .views import (
    board,
    calendar,
    challenge,
    coverage,
    cycle,
    declaration,
    duty,
    feed,
    finding,
    invitation,
    meeting,
    move,
    places,
    postponement,
    programme,
    readiness,
    register,
    team,
)

app_name = "cycles"

# The programme's side: settings, cycles, calendars, the plan.
PROGRAMME = [
    path("calendar/", register.PublicCalendarView.as_view(), name="public_calendar"),
    path("calendar/<slug:region>.ics", feed.RegionCalendar.as_view(), name="region_calendar"),
    path("answer/<str:link>/", finding.AnswerPoll.as_view(), name="answer_poll"),
    path("my-calendar/", feed.MyCalendar.as_view(), name="my_calendar"),
    path("my-calendar/<slug:token>.ics", feed.PersonalFeed.as_view(), name="personal_feed"),
    path("programmes/<ref>/", programme.ProgrammeView.as_view(), name="programme"),
    path("programmes/<ref>/settings/", programme.SettingsView.as_view(), name="settings"),
    path("programmes/<ref>/settings/<key>/", programme.AnswerView.as_view(), name="answer"),
    path("programmes/<ref>/settings/<key>/reset/", programme.ResetView.as_view(), name="reset"),
    path("programmes/<ref>/shapes/", programme.ShapesView.as_view(), name="shapes"),
    path("programmes/<ref>/shapes/add/", programme.AddShapeView.as_view(), name="add_shape"),
    path("programmes/<ref>/shapes/<shape>/", programme.EditShapeView.as_view(), name="edit_shape"),
    path("programmes/<ref>/shapes/<shape>/remove/", programme.RemoveShapeView.as_view(), name="remove_shape"),
    path("programmes/<ref>/shapes/<shape>/places/", places.PlacesView.as_view(), name="places"),
    path("programmes/<ref>/shapes/<shape>/places/add/", places.AddPlaceView.as_view(), name="add_place"),
    path("programmes/<ref>/shapes/<shape>/places/reset/", places.ResetPlacesView.as_view(), name="reset_places"),
    path("programmes/<ref>/shapes/<shape>/places/<place>/", places.EditPlaceView.as_view(), name="edit_place"),
    path(
        "programmes/<ref>/shapes/<shape>/places/<place>/remove/", places.RemovePlaceView.as_view(), name="remove_place"
    ),
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
    path("programmes/<ref>/closed-days/import/", calendar.ImportPeriodsView.as_view(), name="import_periods"),
    path("programmes/<ref>/closed-days/export/", calendar.ExportPeriodsView.as_view(), name="export_periods"),
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
OF_CHALLENGE = [
    path("", challenge.Overview.as_view(), name="challenge"),
    path("timeline/", challenge.Timeline.as_view(), name="timeline"),
    path("team/", team.Team.as_view(), name="team"),
    path("team/invite/", team.Candidates.as_view(), name="candidates"),
    path("team/invite/<str:person>/", team.Invite.as_view(), name="invite"),
    path("team/<str:seat>/withdraw/", team.Withdraw.as_view(), name="withdraw"),
    path("team/<str:seat>/object/", team.ObjectToTeam.as_view(), name="object_to_team"),
    path("team/<str:seat>/declare/", declaration.Declare.as_view(), name="declare"),
    path("team/<str:seat>/interests/", declaration.Interests.as_view(), name="interests"),
    path("team/<str:seat>/clear-interests/", declaration.ClearInterests.as_view(), name="clear_interests"),
    path("objections/<str:body>/answer/", team.AnswerObjection.as_view(), name="answer_objection"),
    path("invitation/", invitation.AnswerInvitation.as_view(), name="answer_invitation"),
    path("meetings/", meeting.Meetings.as_view(), name="meetings"),
    path("meetings/schedule/", meeting.ScheduleMeeting.as_view(), name="schedule_meeting"),
    path("meetings/find/", finding.FindMeeting.as_view(), name="find_meeting"),
    path("meetings/find/<str:finder>/", finding.ChooseTime.as_view(), name="choose_time"),
    path("meetings/<str:meeting>/", meeting.Meeting.as_view(), name="meeting"),
    path("meetings/<str:meeting>/change/", meeting.ChangeMeeting.as_view(), name="change_meeting"),
    path("meetings/<str:meeting>/cancel/", meeting.CancelMeeting.as_view(), name="cancel_meeting"),
    path("meetings/<str:meeting>/minutes/", meeting.MinuteMeeting.as_view(), name="minute_meeting"),
    path("meetings/<str:meeting>/actions/", meeting.AddMeetingAction.as_view(), name="add_action"),
    path("meetings/<str:meeting>/actions/<str:action>/", meeting.FinishMeetingAction.as_view(), name="finish_action"),
    path("readiness/", readiness.Readiness.as_view(), name="readiness"),
    path("readiness/<slug:key>/record/", readiness.RecordComponent.as_view(), name="record_component"),
    path("readiness/<slug:key>/undo/", readiness.UndoComponent.as_view(), name="undo_component"),
    path("start-scoping/", move.StartScoping.as_view(), name="start_scoping"),
    path("start-preparing/", move.StartPreparing.as_view(), name="start_preparing"),
    path("go-on-site/", move.GoOnSite.as_view(), name="go_on_site"),
    path("leave-site/", move.LeaveSite.as_view(), name="leave_site"),
    path("begin-follow-up/", move.BeginFollowUp.as_view(), name="begin_follow_up"),
    path("close/", move.Close.as_view(), name="close"),
    path("cancel/", move.Cancel.as_view(), name="cancel"),
    path("postpone/", postponement.Postpone.as_view(), name="postpone"),
    path("resume/", postponement.Resume.as_view(), name="resume"),
]
CHALLENGE = [
    path("challenges/", challenge.Challenges.as_view(), name="challenges"),
    path("challenges/<str:ref>/", include(OF_CHALLENGE)),
]

DUTIES = [
    path("duties/", duty.Duties.as_view(), name="duties"),
    path("duties/<str:ref>/", duty.DutyPage.as_view(), name="duty"),
    path("duties/<str:ref>/<slug:step>/", duty.ChangeDuty.as_view(), name="change_duty"),
]

urlpatterns = [*PROGRAMME, *CHALLENGE, *DUTIES]
