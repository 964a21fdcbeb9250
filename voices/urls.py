"""Addresses of this floor. What is for everybody carries its own secret; see `peerchallenge/logs.py`."""

from django.urls import path

from .views import answers, commitments, points, surveys

app_name = "voices"

SURVEYS = [
    path("challenges/<ref>/surveys/", surveys.Surveys.as_view(), name="surveys"),
    path("challenges/<ref>/surveys/make/", surveys.MakeSurvey.as_view(), name="make_survey"),
    path("cycles/<ref>/surveys/", surveys.CycleSurveys.as_view(), name="cycle_surveys"),
    path("surveys/<survey>/", surveys.SurveyResults.as_view(), name="survey"),
    path("surveys/<survey>/edit/", surveys.EditSurvey.as_view(), name="edit_survey"),
    path("surveys/<survey>/open/", surveys.OpenRound.as_view(), name="open_round"),
    path("surveys/<survey>/codes/", surveys.Codes.as_view(), name="codes"),
    path("surveys/<survey>/close/", surveys.CloseRound.as_view(), name="close_round"),
    path("surveys/<survey>/words/", surveys.SaidWords.as_view(), name="words"),
]
ANSWERS = [
    path("say/", answers.EnterCode.as_view(), name="enter_code"),
    path("say/<str:link>/", answers.AnswerSurvey.as_view(), name="answer_survey"),
]
POINTS = [
    path("challenges/<ref>/leaflet/point/", points.HandInPoint.as_view(), name="hand_in_point"),
    path("challenges/<ref>/points/", points.Points.as_view(), name="points"),
    path("challenges/<ref>/points/<point>/decide/", points.DecidePoint.as_view(), name="decide_point"),
    path("challenges/<ref>/points/answers/<answer>/take-off/", points.TakeOffAnswer.as_view(), name="take_off_answer"),
]
COMMITMENTS = [
    path("challenges/<ref>/method-plan/", commitments.PlanMethod.as_view(), name="plan_method"),
    path("challenges/<ref>/commitments/", commitments.Commitments.as_view(), name="commitments"),
    path("challenges/<ref>/commitments/make/", commitments.MakeCommitment.as_view(), name="make_commitment"),
    path(
        "challenges/<ref>/commitments/<commitment>/edit/",
        commitments.EditCommitment.as_view(),
        name="edit_commitment",
    ),
    path("you-said/<str:link>/", commitments.ReadCommitments.as_view(), name="read_commitments"),
]

urlpatterns = [*SURVEYS, *ANSWERS, *POINTS, *COMMITMENTS]
