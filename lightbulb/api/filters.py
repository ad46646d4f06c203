"""Filters in the address. A word that no list knows is refused, not left aside:
a misspelt filter would otherwise answer with everybody."""

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

# DRF reads its settings, and so this, before it has that module.
if TYPE_CHECKING:
    from rest_framework.views import APIView

OF_PAGES = frozenset({"cursor", "page_size"})
MOST_NAMED, LONGEST_NAME = 5, 40


class KnownFilters(DjangoFilterBackend):
    """django-filter, for the filters a list has and no others."""

    def filter_queryset(
        self, request: Request, queryset: QuerySet[Any], view: "APIView"
    ) -> QuerySet[Any]:
        filters = self.get_filterset_class(view, queryset)
        known = OF_PAGES | (filters.base_filters.keys() if filters else set())
        unknown = sorted(request.query_params.keys() - known)[:MOST_NAMED]
        if unknown:
            raise ValidationError(
                {name[:LONGEST_NAME]: ["There is no such filter here."] for name in unknown}
            )
        found: QuerySet[Any] = super().filter_queryset(request, queryset, view)
        return found
