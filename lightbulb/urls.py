"""The site map."""

from allauth.account import views as account
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, re_path
from django.views.decorators.http import require_GET

from lightbulb.journeys import start

handler400 = "lightbulb.core.web.errors.bad_request"
handler403 = "lightbulb.core.web.errors.forbidden"
handler404 = "lightbulb.core.web.errors.not_found"
handler500 = "lightbulb.core.web.errors.server_error"


@require_GET
def choose_by_mail(request: HttpRequest) -> HttpResponse:
    return redirect("account_reset_password")


# Of allauth only what staff use: nobody signs up or changes an address here.
sign_in = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    # Somebody without a password asks for the mail that lets them choose one.
    path("password/first/", choose_by_mail, name="account_set_password"),
    path("password/forgotten/", account.password_reset, name="account_reset_password"),
    path(
        "password/sent/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/choose/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
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
    path("", start, name="start"),
    path("", include("lightbulb.core.urls")),
    path("", include("cases.urls")),
    path("api/v1/", include("lightbulb.api.urls")),
    path("referrals/", include("triage.urls")),
    path("help/", include("triage.public.urls")),
    path("reports/", include("reporting.urls")),
]
