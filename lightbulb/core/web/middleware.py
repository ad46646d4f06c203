"""What happens around every page: privacy, plain refusals, one name for each request."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from lightbulb.core.kept.keeping import lead_to
from lightbulb.core.kept.middleware import keep_at_the_end, signed_out
from lightbulb.core.keys import new_key
from lightbulb.core.record.actors import Actor, System
from lightbulb.core.record.events import AlreadyDone, record
from lightbulb.core.record.models import Event
from lightbulb.core.record.requests import request_named
from lightbulb.core.verbs import Verb
from lightbulb.core.web.uploads import too_big

Handler = Callable[[HttpRequest], HttpResponse]
SESSION_LIMITS = System("session-limits")
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
PRESSED_WITHIN = timedelta(days=1)
SEEN_EVERY = 60  # seconds between two notes of when somebody was last here


def private_by_default(get_response: Handler) -> Handler:
    """No page is kept by a browser or a proxy, and none may use the camera and the like."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Cache-Control", "no-store")
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response

    return middleware


def in_words(get_response: Handler) -> Handler:
    """A refusal that Django answers with an empty page gets a page that says what to do."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            reason = "This address does not take what was sent to it."
            page = render(request, "405.html", {"reason": reason}, status=405)
            page["Allow"] = response["Allow"]
            return page
        return response

    return middleware


def unreadable_input(get_response: Handler) -> Handler:
    """Refuse what no form can hold: a body that is too big, or text with NUL bytes in it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if too_big(request):
            return render(request, "413.html", status=413)
        if any("\x00" in text for text in everything_sent(request)):
            reason = "What was sent holds a character that cannot be kept (NUL)."
            return render(request, "400.html", {"reason": reason}, status=400)
        return get_response(request)

    return middleware


def everything_sent(request: HttpRequest) -> Iterable[str]:
    yield request.path_info
    yield from request.COOKIES.values()
    yield from texts(request.GET.lists())
    if request.content_type in FORMS:
        yield from texts(request.POST.lists())


def texts(lists: Iterable[tuple[str, list[object]]]) -> Iterable[str]:
    for name, values in lists:
        yield name
        yield from (str(value) for value in values)


class RequestName:
    """Names each request, so that a button pressed twice does its work once.

    A form carries the name it was shown with; sending it again repeats that name. The
    later press is told before it reaches the page, or, when both come at once, by the
    record, which refuses the second event.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with request_named(name_in_form(request) or new_key()):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        name = name_in_form(request)
        if name is None or not request.user.is_authenticated:
            return None
        return already_done(request) if done_before(name, request.user) else None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return already_done(request) if isinstance(error, AlreadyDone) else None


def name_in_form(request: HttpRequest) -> UUID | None:
    if request.method == "POST" and request.content_type in FORMS:
        with suppress(ValueError):
            return UUID(request.POST.get("request_id", ""))
    return None


def done_before(request_id: UUID, user: Actor) -> bool:
    """Asked of recent months alone: a page does not stay open for longer than a day."""
    recent = Event.objects.filter(recorded_at__gte=timezone.now() - PRESSED_WITHIN)
    return recent.filter(request_id=request_id, actor_id=user.actor_id).exists()


def already_done(request: HttpRequest) -> HttpResponse:
    messages.info(request, "This was saved already, so it was not done again.")
    return HttpResponseRedirect(page_before(request))


def page_before(request: HttpRequest) -> str:
    before = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(before, allowed_hosts={request.get_host()}):
        return before
    return "/"


def session_limits(get_response: Handler) -> Handler:
    """End a session that nobody used for a while, or that has lasted a working day."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return get_response(request)
        now = timezone.now()
        if why := why_ended(request, now):
            return ended(request, now, why)
        if now.timestamp() - request.session.get("seen_at", 0) > SEEN_EVERY:
            request.session["seen_at"] = now.timestamp()
        return get_response(request)

    return middleware


def why_ended(request: HttpRequest, now: datetime) -> str | None:
    """ "idle", "absolute", or None while the session may go on."""
    if now - moment(request.session.get("signed_in_at"), now) > settings.SESSION_ABSOLUTE:
        return "absolute"
    if now - moment(request.session.get("seen_at"), now) > settings.SESSION_IDLE:
        return "idle"
    return None


def moment(stamp: float | None, default: datetime) -> datetime:
    return datetime.fromtimestamp(stamp, UTC) if stamp else default


def ended(request: HttpRequest, now: datetime, why: str) -> HttpResponse:
    """Sign out, put that on record, and show the way back to where the person was."""
    seen = moment(request.session.get("seen_at"), now)
    with transaction.atomic():
        record(Verb.SIGNED_OUT, request.user, by=SESSION_LIMITS, on=timezone.localdate())
        kept = keep_at_the_end(request)
    logout(request)
    if kept:
        lead_to(request, kept)
    context = {
        "at": seen + settings.SESSION_IDLE if why == "idle" else now,
        "why": why,
        "kept": kept,
        "sign_in_url": way_back(request),
    }
    return signed_out(request, context)


def way_back(request: HttpRequest) -> str:
    """Sign-in that leads on to this page; what was being sent has no page to go back to."""
    sign_in = reverse(settings.LOGIN_URL)
    if request.method not in ("GET", "HEAD"):
        return sign_in
    return f"{sign_in}?{urlencode({'next': request.get_full_path()})}"
