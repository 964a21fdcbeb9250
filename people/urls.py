"""Addresses of this floor."""

from django.urls import path

from .views import bodies, importing, logins, memberships, pool, profile, regions, signin, training

app_name = "people"
urlpatterns = [
    path("accounts/invitation/<str:token>/", signin.AcceptInvitationView.as_view(), name="accept_invitation"),
    path("profile/", profile.ProfileView.as_view(), name="profile"),
    path("profile/edit/", profile.EditProfileView.as_view(), name="edit_profile"),
    path("profile/training/add/", training.AddOwnTrainingView.as_view(), name="add_own_training"),
    path(
        "profile/training/<str:training>/correct/",
        training.CorrectOwnTrainingView.as_view(),
        name="correct_own_training",
    ),
    path(
        "profile/training/<str:training>/remove/",
        training.RemoveOwnTrainingView.as_view(),
        name="remove_own_training",
    ),
    path("profile/interests/add/", profile.AddInterestView.as_view(), name="add_interest"),
    path("profile/interests/<str:ref>/correct/", profile.CorrectInterestView.as_view(), name="correct_interest"),
    path("profile/interests/<str:ref>/end/", profile.EndInterestView.as_view(), name="end_interest"),
    path("profile/absences/add/", profile.AddAbsenceView.as_view(), name="add_absence"),
    path("profile/absences/<str:ref>/correct/", profile.CorrectAbsenceView.as_view(), name="correct_absence"),
    path("profile/absences/<str:ref>/remove/", profile.RemoveAbsenceView.as_view(), name="remove_absence"),
    path("people/", pool.PoolView.as_view(), name="pool"),
    path("people/import/", importing.CheckPoolView.as_view(), name="import_pool"),
    path("people/import/confirm/", importing.ConfirmPoolView.as_view(), name="confirm_pool"),
    path("people/import/template.<str:format>", importing.PoolTemplateView.as_view(), name="pool_template"),
    path("people/export.<str:format>", importing.ExportPoolView.as_view(), name="export_pool"),
    path("people/add/", pool.AddPersonView.as_view(), name="add_person"),
    path("people/logins/", logins.LoginsView.as_view(), name="logins"),
    path("people/logins/invite/", logins.InviteNewView.as_view(), name="invite_new"),
    path("people/roles/<str:ref>/end/", memberships.EndRoleView.as_view(), name="end_role"),
    path("people/<str:ref>/", pool.PersonView.as_view(), name="person"),
    path("people/<str:ref>/edit/", pool.EditPersonView.as_view(), name="edit_person"),
    path("people/<str:ref>/training/add/", training.AddTrainingView.as_view(), name="add_training"),
    path(
        "people/<str:ref>/training/<str:training>/correct/",
        training.CorrectTrainingView.as_view(),
        name="correct_training",
    ),
    path(
        "people/<str:ref>/training/<str:training>/remove/",
        training.RemoveTrainingView.as_view(),
        name="remove_training",
    ),
    path("people/<str:ref>/login/", logins.LoginView.as_view(), name="login"),
    path("people/<str:ref>/login/invite/", logins.InviteView.as_view(), name="invite"),
    path("people/<str:ref>/login/disable/", logins.DisableView.as_view(), name="disable"),
    path("people/<str:ref>/login/enable/", logins.EnableView.as_view(), name="enable"),
    path("people/<str:ref>/login/address/", logins.ChangeAddressView.as_view(), name="change_address"),
    path("people/<str:ref>/roles/give/", memberships.GiveRoleView.as_view(), name="give_role"),
    path("bodies/", bodies.BodiesView.as_view(), name="bodies"),
    path("bodies/import/", importing.CheckBodiesView.as_view(), name="import_bodies"),
    path("bodies/import/confirm/", importing.ConfirmBodiesView.as_view(), name="confirm_bodies"),
    path("bodies/import/template.<str:format>", importing.BodiesTemplateView.as_view(), name="bodies_template"),
    path("bodies/export.<str:format>", importing.ExportBodiesView.as_view(), name="export_bodies"),
    path("bodies/add/", bodies.AddBodyView.as_view(), name="add_body"),
    path("bodies/<str:ref>/", bodies.BodyView.as_view(), name="body"),
    path("bodies/<str:ref>/edit/", bodies.EditBodyView.as_view(), name="edit_body"),
    path("regions/", regions.RegionsView.as_view(), name="regions"),
    path("regions/add/", regions.AddRegionView.as_view(), name="add_region"),
    path("regions/<str:ref>/rename/", regions.RenameRegionView.as_view(), name="rename_region"),
    path("regions/<str:ref>/programmes/add/", regions.AddProgrammeView.as_view(), name="add_programme"),
]
