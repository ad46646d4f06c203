"""Pages for when something cannot be done: what happened, what was kept, what next."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

SECONDS_TO_WAIT = "30"
NO_REASON = "Your role does not include this."


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    reason = "The address or the form could not be read."
    return render(request, "400.html", {"reason": reason}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """In scope but without the right: the reason, in the verb's own sentence.

    A refusal may name who can: PermissionDenied(reason, who_can).
    """
    reason, who_can = (*exception.args, None, None)[:2]
    context = {"reason": reason or NO_REASON, "who_can": who_can}
    return render(request, "403.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same page whether a record does not exist or may not be seen."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault, or an engine that is away for a moment: neither page needs any engine."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = HttpResponse(render_to_string("503.html"), status=503)
        response["Retry-After"] = SECONDS_TO_WAIT
        return response
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is older than the sign-in it belonged to."""
    return render(request, "410.html", status=403)
