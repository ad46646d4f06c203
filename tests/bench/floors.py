"""What a page is held against, in the same run, so that a slow machine slows both.

`floor` is the same signed-in page with its rows already in memory: the template the page
chose, with the values the page gave it. `bare` is the same middleware around a ready-made
string of the same size. A ratio to them travels between machines; a time does not.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


@dataclass(frozen=True)
class Rendered:
    """How a page was written: its template and the values it was given."""

    template: str
    context: Mapping[str, Any]


FLOORS: list[Rendered] = []
BARE: list[bytes] = []


def floor(request: HttpRequest, number: int) -> HttpResponse:
    rendered = FLOORS[number]
    return render(request, rendered.template, {**rendered.context})


def bare(request: HttpRequest, number: int) -> HttpResponse:
    return HttpResponse(BARE[number])


def add_floor(rendered: Rendered) -> str:
    """The address of the floor of a page."""
    FLOORS.append(rendered)
    return f"/bench/floor/{len(FLOORS) - 1}/"


def add_bare(content: bytes) -> str:
    BARE.append(content)
    return f"/bench/bare/{len(BARE) - 1}/"


urlpatterns = [
    path("bench/floor/<int:number>/", floor),
    path("bench/bare/<int:number>/", bare),
]


@contextmanager
def seen_rendering(module: str) -> Iterator[list[Rendered]]:
    """What a module of views renders meanwhile."""
    seen: list[Rendered] = []

    def remember(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        seen.append(Rendered(template, dict(context)))
        return render(request, template, context)

    with mock.patch(f"{module}.render", remember):
        yield seen
