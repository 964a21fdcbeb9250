"""Addresses under `accounts/`: allauth's, without those that have no place here.

Nobody signs up, adds addresses or connects accounts of other services by hand: an address is
changed by the coordinator, and a council's account is matched by its verified address.
"""

from allauth.account.views import login
from allauth.mfa.base.views import authenticate
from allauth.mfa.webauthn.views import login_webauthn
from allauth.socialaccount.providers.openid_connect import views as council
from django.urls import include, path

from people.views.kept import carrying
from people.views.signin import answering, closed

urlpatterns = [
    path("signup/", closed),
    path("email/", closed),
    path("3rdparty/", closed),
    path("3rdparty/signup/", closed),
    path("social/signup/", closed),
    path("social/connections/", closed),
    path("login/", carrying(login)),
    path("2fa/authenticate/", carrying(authenticate)),
    path("2fa/webauthn/login/", carrying(login_webauthn)),
    path("oidc/<str:provider_id>/login/", answering(council.login)),
    path("oidc/<str:provider_id>/login/callback/", answering(council.callback)),
    path("", include("allauth.urls")),
]
