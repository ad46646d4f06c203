"""The site map, walked: every address with its name, its route and its view."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from rest_framework.permissions import IsAuthenticated


@dataclass(frozen=True)
class Address:
    route: str
    name: str | None
    view: Callable[..., Any]

    @property
    def is_public(self) -> bool:
        """Whether a stranger gets in: DRF asks its permissions, everything else Django's mark."""
        if api := getattr(self.view, "cls", None):
            return IsAuthenticated not in api.permission_classes
        return not getattr(self.view, "login_required", True)


def all_addresses() -> list[Address]:
    return list(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, route: str, space: str) -> Iterator[Address]:
    for each in resolver.url_patterns:
        here = route + str(each.pattern)
        if isinstance(each, URLPattern):
            yield Address(here, f"{space}{each.name}" if each.name else None, each.callback)
        else:
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from _walk(each, here, inner)
