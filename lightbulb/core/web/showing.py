"""Pages that show people say whom, and the record has it before the page is sent.

A view is marked with `@shows_people(kind)` and calls `say_shown(request, people)`, with nobody
in it when nobody was found. What leads on to another page or refuses shows nobody.
"""

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.decorators import method_decorator

from lightbulb.core.record.reads.models import Showing
from lightbulb.core.record.reads.writing import Shown, record_read

View = Callable[..., HttpResponse]
CSV = "text/csv; charset=utf-8"
IN_MEMORY = 1024 * 1024  # bytes of a file before it goes on in a file of the system's


def shows_people(kind: Showing) -> Callable[[View], View]:
    """Mark a view that shows people. When its record cannot be written, nothing is sent."""

    def marking(view: View) -> View:
        @wraps(view)
        def recording(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response = view(request, *args, **kwargs)
            if not 300 <= response.status_code < 400:
                keep(request, response, kind)
            return response

        recording.shows_people = kind
        return recording

    return marking


def keep(request: HttpRequest, response: HttpResponse, kind: Showing) -> None:
    page = request.resolver_match.view_name
    said: Shown | None = getattr(request, "shown_people", None)
    if said is not None:
        by = getattr(request, "outsider", None) or request.user
        record_read(said, by=by, kind=kind, page=page, on=timezone.localdate())
    elif response.status_code < 300:
        raise RuntimeError(
            f"{page} shows people and did not say whom: call say_shown() in its view"
        )


def say_shown(request: HttpRequest, people: Iterable[UUID], *, case_id: UUID | None = None) -> None:
    """Say whom this response shows, by the keys of people; several calls add up."""
    said_of(request).add(people, case_id)


def said_of(request: HttpRequest) -> Shown:
    plain = getattr(request, "_request", request)  # the API wraps Django's request
    if not hasattr(plain, "shown_people"):
        plain.shown_people = Shown()
    said: Shown = plain.shown_people
    return said


def file_of_people(
    request: HttpRequest, lines: Iterable[str], *, name: str, asked: Mapping[str, Any]
) -> FileResponse:
    """A CSV file of people, its first line the headings.

    It is written whole before its first byte is sent: the record keeps its digest, by which
    a copy that turns up can be told. `asked` is the filter, in codes.
    """
    digest, count = hashlib.sha256(), 0
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  (closed with the response)
    for line in lines:
        written = line.encode()
        digest.update(written)
        file.write(written)
        count += 1
    file.seek(0)
    said = said_of(request)
    said.asked, said.rows, said.digest = asked, max(count - 1, 0), digest.hexdigest()
    return FileResponse(file, as_attachment=True, filename=name, content_type=CSV)


class ShowsPeople:
    """For views of the API whose records are of a person: what they answer with is said."""

    @method_decorator(shows_people(Showing.API))
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_object(self) -> Any:
        found = super().get_object()
        say_shown(self.request, [found.person_id])
        return found

    def paginate_queryset(self, queryset: Any) -> Any:
        page = super().paginate_queryset(queryset)
        say_shown(self.request, (each.person_id for each in page))
        return page
