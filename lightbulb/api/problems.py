"""Every error of the API as a problem in JSON (RFC 9457)."""

from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from rest_framework import exceptions
from rest_framework.fields import get_error_detail
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler

from lightbulb.core.record.events import AlreadyDone
from lightbulb.core.record.revisions import EditConflict
from lightbulb.core.service_accounts.idempotency import KeyUsedBefore
from lightbulb.core.web.errors import NO_REASON
from lightbulb.core.workflow import NotAllowed

Handler = Callable[[HttpRequest], HttpResponse]
ADDRESS = "/api/v1/"
MEDIA_TYPE = "application/problem+json"
DOES_NOT_FIT = "What was sent does not fit: see errors."
NOT_FOUND = "There is no such record, or it is not yours to see."
KEPT_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate")
# Where a page says it in a page of its own, the API says it in a sentence.
SENTENCES = {
    400: "The address or what was sent could not be read. Text may not hold NUL bytes.",
    401: "The session has ended. Sign in again.",
    404: NOT_FOUND,
    413: "That is too large to send.",
    503: "Part of the service is away for a moment. Nothing was done. Try again soon.",
}


class Conflict(exceptions.APIException):
    status_code = HTTPStatus.CONFLICT
    default_detail = "This does not go with what is recorded already."


def problem(status: int, detail: str, errors: object = None) -> dict[str, Any]:
    """The members of RFC 9457, and `errors`: what is wrong with which field."""
    return {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
        "errors": list(found_in(errors)),
    }


def found_in(errors: object, path: str = "") -> Iterator[dict[str, str]]:
    """One by one: {"field": "person.phone", "detail": "…"}."""
    if isinstance(errors, Mapping):
        for name, inner in errors.items():
            is_whole = name == api_settings.NON_FIELD_ERRORS_KEY
            yield from found_in(inner, path if is_whole else f"{path}.{name}".lstrip("."))
    elif isinstance(errors, list):
        for inner in errors:
            yield from found_in(inner, path)
    elif errors is not None:
        yield {"field": path, "detail": str(errors)}


def as_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """What a view raised, in DRF's words or in those of a verb; None for a fault of ours."""
    known = as_api_error(error)
    answer = exception_handler(known, context)
    if answer is None or not isinstance(known, exceptions.APIException):
        return None
    wrong_fields = isinstance(known, exceptions.ValidationError)
    detail = DOES_NOT_FIT if wrong_fields else str(known.detail)
    answer.data = problem(answer.status_code, detail, known.detail if wrong_fields else None)
    answer.content_type = MEDIA_TYPE
    return answer


def as_api_error(error: Exception) -> Exception:
    known: Exception = error
    match error:
        case Http404():
            known = exceptions.NotFound(NOT_FOUND)
        case NotAllowed():
            known = Conflict(str(error))
        case PermissionDenied():
            known = exceptions.PermissionDenied(str(next(iter(error.args), NO_REASON)))
        case ValidationError():
            known = exceptions.ValidationError(get_error_detail(error))
        case KeyUsedBefore():
            known = Conflict("This key was used before, for something else. Use a new one.")
        case AlreadyDone() | EditConflict():
            known = Conflict()
    return known


def problems_in_json(get_response: Handler) -> Handler:
    """Errors from around the views, which are pages elsewhere: too large, no such address,
    session ended, a fault."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path_info.startswith(ADDRESS) and is_page_of_error(response):
            return in_json(response)
        return response

    return middleware


def is_page_of_error(response: HttpResponse) -> bool:
    is_error = response.status_code >= HTTPStatus.BAD_REQUEST
    return is_error and response.get("Content-Type", "").startswith("text/html")


def in_json(page: HttpResponse) -> HttpResponse:
    status = page.status_code
    detail = SENTENCES.get(status, HTTPStatus(status).description)
    answer = JsonResponse(problem(status, detail), status=status, content_type=MEDIA_TYPE)
    answer.cookies = page.cookies
    for name in KEPT_HEADERS:
        if name in page:
            answer[name] = page[name]
    return answer
