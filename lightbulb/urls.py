"""The site map."""

from allauth.account import views as account
from django.urls import include, path

handler400 = "lightbulb.core.web.errors.bad_request"
handler403 = "lightbulb.core.web.errors.forbidden"
handler404 = "lightbulb.core.web.errors.not_found"
handler500 = "lightbulb.core.web.errors.server_error"

# Of allauth only what staff use: nobody signs up or changes an address here.
sign_in = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/forgotten/", account.password_reset, name="account_reset_password"),
    path(
        "password/sent/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "password/choose/<str:uidb36>-<path:key>/",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/chosen/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]

urlpatterns = [
    *sign_in,
    path("", include("lightbulb.core.urls")),
    path("", include("cases.urls")),
    path("referrals/", include("triage.urls")),
    path("reports/", include("reporting.urls")),
]
