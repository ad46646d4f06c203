"""What happens around every page: privacy, plain refusals, one name for each request."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from lightbulb.core.keys import new_key
from lightbulb.core.record.events import AlreadyDone
from lightbulb.core.record.requests import request_named

Handler = Callable[[HttpRequest], HttpResponse]
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
SEEN_EVERY = 60  # seconds between two notes of when somebody was last here


def private_by_default(get_response: Handler) -> Handler:
    """No page is kept by a browser or a proxy, and none may use the camera and the like."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Cache-Control", "no-store")
        response.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
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


def too_big(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isdigit() and int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def everything_sent(request: HttpRequest) -> Iterable[str]:
    yield request.path_info
    yield from texts(request.GET.lists())
    if request.content_type in FORMS:
        yield from texts(request.POST.lists())


def texts(lists: Iterable[tuple[str, list[object]]]) -> Iterable[str]:
    for name, values in lists:
        yield name
        yield from (str(value) for value in values)


class RequestName:
    """Names each request, so that a button pressed twice does its work once.

    A form carries the name it was shown with; sending it again repeats that name, and
    the record refuses the second event.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with request_named(name_of(request)):
            return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponse | None:
        if not isinstance(error, AlreadyDone):
            return None
        messages.info(request, "This was saved already, so it was not done again.")
        return HttpResponseRedirect(page_before(request))


def name_of(request: HttpRequest) -> UUID:
    if request.method == "POST" and request.content_type in FORMS:
        with suppress(ValueError):
            return UUID(request.POST.get("request_id", ""))
    return new_key()


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
            seen = moment(request.session.get("seen_at"), now)
            logout(request)
            at = seen + settings.SESSION_IDLE if why == "idle" else now
            return render(
                request, "core/signed_out.html", {"at": at, "why": why}, status=401
            )
        if now.timestamp() - request.session.get("seen_at", 0) > SEEN_EVERY:
            request.session["seen_at"] = now.timestamp()
        return get_response(request)

    return middleware


def why_ended(request: HttpRequest, now: datetime) -> str | None:
    """ "idle", "absolute", or None while the session may go on."""
    if (
        now - moment(request.session.get("signed_in_at"), now)
        > settings.SESSION_ABSOLUTE
    ):
        return "absolute"
    if now - moment(request.session.get("seen_at"), now) > settings.SESSION_IDLE:
        return "idle"
    return None


def moment(stamp: float | None, default: datetime) -> datetime:
    return datetime.fromtimestamp(stamp, UTC) if stamp else default
