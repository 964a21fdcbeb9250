"""Addresses of this floor."""

from django.urls import path

from .views import logins, signin

app_name = "people"
urlpatterns = [
    path("accounts/invitation/<str:token>/", signin.AcceptInvitationView.as_view(), name="accept_invitation"),
    path("people/logins/", logins.LoginsView.as_view(), name="logins"),
    path("people/logins/invite/", logins.InviteNewView.as_view(), name="invite_new"),
    path("people/<str:ref>/login/", logins.LoginView.as_view(), name="login"),
    path("people/<str:ref>/login/invite/", logins.InviteView.as_view(), name="invite"),
    path("people/<str:ref>/login/disable/", logins.DisableView.as_view(), name="disable"),
    path("people/<str:ref>/login/enable/", logins.EnableView.as_view(), name="enable"),
]
