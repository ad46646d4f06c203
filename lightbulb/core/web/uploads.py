"""How much an address takes: two megabytes, unless its view says that it takes files."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

View = TypeVar("View", bound=Callable[..., HttpResponse])
MARK = "takes_up_to"
AROUND = 64 * 1024  # bytes of a form besides its file


def takes_up_to(most: int) -> Callable[[View], View]:
    """Mark a view that takes files of up to so many bytes."""

    def marked(view: View) -> View:
        setattr(view, MARK, most + AROUND)
        return view

    return marked


def too_big(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    usual = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return length.isdigit() and int(length) > usual and int(length) > most_taken(request, usual)


def most_taken(request: HttpRequest, usual: int) -> int:
    with suppress(Resolver404):
        most: int = getattr(resolve(request.path_info).func, MARK, usual)
        return most
    return usual
