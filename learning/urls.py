"""Addresses of this floor."""

from django.urls import path

from .views import annual, learnt, pool, practice, search

app_name = "learning"

urlpatterns = [
    path("search/", search.Search.as_view(), name="search"),
    path("cycles/<ref>/themes/", learnt.Themes.as_view(), name="themes"),
    path("cycles/<ref>/taken-home/", learnt.TakenHomePage.as_view(), name="taken_home"),
    path("cycles/<ref>/pool/", pool.PoolHealth.as_view(), name="pool"),
    path("cycles/<ref>/annual-reports/", annual.AnnualReports.as_view(), name="annual_reports"),
    path("cycles/<ref>/annual-reports/make/", annual.MakeAnnualReport.as_view(), name="make_annual_report"),
    path("cycles/<ref>/annual-reports/<edition>/", annual.AnnualFile.as_view(), name="annual_file"),
    path("challenges/<ref>/take-home/", learnt.TakeHome.as_view(), name="take_home"),
    path("cycles/<ref>/practice/", practice.PracticePage.as_view(), name="practice"),
    path("cycles/<ref>/practice/<step>/<thing>/", practice.AnswerPractice.as_view(), name="answer_practice"),
    path("challenges/<ref>/practice/<finding>/", practice.OfferPractice.as_view(), name="offer_practice"),
]
