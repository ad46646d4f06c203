"""Forms sent after the sign-in ended: kept on their way in, shown again on their page."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, ResolverMatch, resolve, reverse

from lightbulb.core.kept import keeping
from lightbulb.core.kept.models import KeptForm
from lightbulb.core.kept.sittings import is_of_this_sitting, whose_form

Handler = Callable[[HttpRequest], HttpResponse]
SENDING = ("POST", "PUT")
NOT_KEPT = (
    "What you typed was not sent and could not be kept. Go back in your browser to copy it, "
    "then sign in."
)
NOT_DONE = "What you pressed was not carried out."


class KeptForms:
    """Looks before the page's own checks, which would only send a stranger to sign in."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method in SENDING and was_done(request, response) and is_own(request):
            forget_what_was_sent(request)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *keys: object
    ) -> HttpResponse | None:
        if request.method in SENDING:
            return keep_what_came_late(request) if hasattr(view, "kept_as") else None
        if request.user.is_authenticated:
            keeping.show_again(request, request.user)
        return None


def is_own(request: HttpRequest) -> bool:
    """Sent from a page of the sign-in it comes with, and so not kept on its way in."""
    return request.user.is_authenticated and is_of_this_sitting(request)


def was_done(request: HttpRequest, response: HttpResponse) -> bool:
    """A form that was carried out leads on to a page; what a script sends is answered."""
    if request.content_type == "application/json":
        return response.status_code == 200
    return 300 <= response.status_code < 400


def forget_what_was_sent(request: HttpRequest) -> None:
    match = request.resolver_match
    if match is None or not hasattr(match.func, "kept_as"):
        return
    how = keeping.how_kept(match)
    place = (how.page(match), how.slot(match))
    done = [
        kept
        for kept in keeping.waiting(request)
        if (kept.page, kept.slot) == place and kept.user_id == request.user.pk
    ]
    if done:
        keeping.forget(request, done)


def keep_what_came_late(request: HttpRequest) -> HttpResponse | None:
    """None when the form belongs to this sign-in, or to nobody we know: it takes its way."""
    signed_in = request.user.is_authenticated
    user = None if is_own(request) else whose_form(request)
    if user is None or (signed_in and user != request.user):
        return None
    match = request.resolver_match
    kept = keeping.keep(request, match, user) if match else None
    if kept:
        keeping.lead_to(request, kept)
    if kept and signed_in and not wants_json(request):
        return HttpResponseRedirect(kept.url)
    return signed_out(request, {"why": "elsewhere", "kept": kept})


def keep_at_the_end(request: HttpRequest) -> KeptForm | None:
    """What was being sent by the person whose session this request ends."""
    match = form_view(request)
    if request.method not in SENDING or match is None or whose_form(request) != request.user:
        return None
    return keeping.keep(request, match, request.user)


def form_view(request: HttpRequest) -> ResolverMatch | None:
    """The view whose form this is, if it is kept."""
    with suppress(Resolver404):
        match = resolve(request.path_info)
        return match if hasattr(match.func, "kept_as") else None
    return None


def signed_out(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """What happened, what was kept, and the way back; for a script the same in its own form."""
    if wants_json(request):
        body = {"type": "about:blank", "title": "Sign in to save", "status": 401}
        return JsonResponse(body, status=401, content_type="application/problem+json")
    words = {"at": None, "sign_in_url": reverse(settings.LOGIN_URL), "not_kept": not_kept(request)}
    return render(request, "core/signed_out.html", words | context, status=401)


def not_kept(request: HttpRequest) -> str:
    """What to say of something sent that is not kept."""
    if request.method not in SENDING:
        return ""
    return NOT_KEPT if form_view(request) else NOT_DONE


def wants_json(request: HttpRequest) -> bool:
    return request.content_type == "application/json"
