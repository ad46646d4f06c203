"""Figures and reports, as other systems read them: the same figures as on the pages."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import GenericAPIView, ListAPIView, RetrieveAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import APIView

from lightbulb.core.access.refusal import require
from lightbulb.core.web.showing import ShowsPeople
from reporting.access import why_not_read_reports, why_not_see_figures
from reporting.behind import Behind
from reporting.enums import Cohort
from reporting.forms import FigureForm
from reporting.indicators.indicator import Indicator
from reporting.indicators.registry import INDICATORS, indicator_named
from reporting.models import ReportRun
from reporting.places import COUNTY_KEY, Place, localities_of, place_named
from reporting.serializers import (
    CaseBehindOut,
    FigureOut,
    IndicatorFiguresOut,
    IndicatorListOut,
    IndicatorOut,
    ReportRunDetailOut,
    ReportRunOut,
    figures_in,
)
from reporting.tables import Table, count_table

OF_PAGES = frozenset({"cursor", "page_size"})
MOST_NAMED, LONGEST_NAME = 5, 40
CHOICES = [
    OpenApiParameter("period", str, description="Such as 2026-10; last month unless named"),
    OpenApiParameter("cohort", str, enum=Cohort.values, description="ended unless named"),
    OpenApiParameter("scope", str, description="county or the code of a locality"),
]


@dataclass(frozen=True)
class Asked:
    """Which indicator, and what the address chooses."""

    indicator: Indicator
    chosen: Mapping[str, Any]
    localities: list[Place]
    scope: Place

    @property
    def behind(self) -> Behind:
        period, cohort = self.chosen["period"], self.chosen["cohort"]
        return Behind(self.indicator, period, cohort, self.scope)

    @property
    def table(self) -> Table:
        period, cohort = self.chosen["period"], self.chosen["cohort"]
        return count_table(self.indicator, period, cohort, self.localities)


def asked_of(request: Request, code: str, *, also: frozenset[str] = frozenset()) -> Asked:
    """Raises Http404 for another indicator, ValidationError for what cannot be counted."""
    require(why_not_see_figures(request.user, on=timezone.localdate()))
    try:
        indicator = indicator_named(code)
    except LookupError as unknown:
        raise Http404 from unknown
    refuse_others(request, {each.name for each in CHOICES} | also)
    form = FigureForm(request.query_params, on=timezone.localdate())
    if not form.is_valid():
        raise serializers.ValidationError(form.errors)
    localities = localities_of(form.cleaned_data["period"])
    scope = scope_named(request.query_params.get("scope", COUNTY_KEY), localities)
    return Asked(indicator, form.cleaned_data, localities, scope)


def refuse_others(request: Request, known: Set[str]) -> None:
    """A misspelt choice would otherwise answer with another figure than was meant."""
    if unknown := sorted(request.query_params.keys() - known)[:MOST_NAMED]:
        raise serializers.ValidationError(
            {name[:LONGEST_NAME]: ["There is no such choice here."] for name in unknown}
        )


def scope_named(key: str, localities: list[Place]) -> Place:
    try:
        return place_named(key, localities)
    except LookupError as unknown:
        raise serializers.ValidationError({"scope": [str(unknown)]}) from unknown


class IndicatorList(APIView):
    """Every figure there is, with its words and what it is held against."""

    @extend_schema(responses=IndicatorListOut, operation_id="indicators_list")
    def get(self, request: Request) -> Response:
        require(why_not_see_figures(request.user, on=timezone.localdate()))
        refuse_others(request, OF_PAGES)
        page = {"next": None, "previous": None, "results": [each.definition for each in INDICATORS]}
        return Response(IndicatorListOut(page).data)


class IndicatorDetail(APIView):
    """One indicator, counted for a period: the county and each locality, or one place."""

    @extend_schema(responses=IndicatorFiguresOut, parameters=CHOICES)
    def get(self, request: Request, code: str) -> Response:
        asked = asked_of(request, code)
        figures = figures_in(asked.table, asked.scope)
        told = IndicatorOut(asked.indicator.definition).data
        return Response({**told, "figures": FigureOut(figures, many=True).data})


class NewestDayFirst(api_settings.DEFAULT_PAGINATION_CLASS):
    ordering = ("-fact_day", "-id")


class IndicatorCases(ShowsPeople, ListAPIView):
    """The cases behind a figure that the caller may see, the newest day first."""

    serializer_class = CaseBehindOut
    pagination_class = NewestDayFirst
    filter_backends = ()
    queryset = ReportRun.objects.none()

    def get_queryset(self) -> QuerySet[Any]:
        asked = asked_of(self.request, self.kwargs["code"], also=OF_PAGES)
        return asked.behind.visible_to(self.request.user, on=timezone.localdate())

    @extend_schema(parameters=CHOICES)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class ReportRuns(GenericAPIView):
    """Refused, with the reason, to whoever may not read reports."""

    queryset = ReportRun.objects.none()

    def get_queryset(self) -> QuerySet[ReportRun]:
        on = timezone.localdate()
        require(why_not_read_reports(self.request.user, on=on))
        return ReportRun.objects.visible_to(self.request.user, on=on).prefetch_related("files")


class ReportRunList(ReportRuns, ListAPIView):
    """Reports that were asked for, newest first, each with its digest and files."""

    serializer_class = ReportRunOut

    def get_queryset(self) -> QuerySet[ReportRun]:
        return super().get_queryset().defer("snapshot")


class ReportRunDetail(ReportRuns, RetrieveAPIView):
    """One report: what was counted, word for word as it is kept, and its figures."""

    serializer_class = ReportRunDetailOut
