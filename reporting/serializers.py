"""What the API says of figures and reports: the same figures, in the same words, as the pages."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from lightbulb.core.time.clock import Unit
from reporting.enums import Better, Cohort, FileKind, Kind
from reporting.figures import Figure
from reporting.models import ReportFile, ReportRun
from reporting.packs import snapshot
from reporting.places import NOWHERE, Place
from reporting.tables import Table


class TargetOut(serializers.Serializer):
    """`example`: nobody has decided it, it shows how a target works."""

    value = serializers.DecimalField(max_digits=12, decimal_places=1)
    starts_on = serializers.DateField()
    source = serializers.CharField()
    example = serializers.BooleanField()


class IndicatorOut(serializers.Serializer):
    code = serializers.CharField()
    number = serializers.IntegerField()
    title = serializers.CharField()
    wording = serializers.CharField()
    numerator = serializers.CharField()
    denominator = serializers.CharField()
    kind = serializers.ChoiceField([(each.value, each.name) for each in Kind])
    better = serializers.ChoiceField([str(each) for each in Better])
    unit = serializers.ChoiceField([str(each) for each in Unit], allow_null=True)
    cohorts = serializers.DictField(child=serializers.CharField())
    targets = TargetOut(many=True)
    notes = serializers.ListField(child=serializers.CharField())


class IndicatorListOut(serializers.Serializer):
    """All of them on one page, in the form that lists have."""

    next = serializers.URLField(allow_null=True, default=None)
    previous = serializers.URLField(allow_null=True, default=None)
    results = IndicatorOut(many=True)


class CountOut(serializers.Serializer):
    """A count; null where it is too small to be told, with the words for that."""

    value = serializers.IntegerField(allow_null=True)
    words = serializers.CharField()


class FigureOut(serializers.Serializer):
    """One figure: what it is, out of what, and against what. Durations are in days."""

    indicator = serializers.CharField(source="definition.code")
    scope = serializers.CharField(source="place.key")
    period = serializers.CharField(source="period.key")
    cohort = serializers.ChoiceField(Cohort.values)
    value = serializers.DecimalField(max_digits=12, decimal_places=1, allow_null=True)
    words = serializers.CharField()
    number = CountOut(source="now.number")
    base = CountOut(source="now.base")
    base_words = serializers.CharField()
    measured = CountOut(source="now.measured")
    middle = serializers.DecimalField(
        source="now.middle", max_digits=12, decimal_places=1, allow_null=True
    )
    nine_in_ten = serializers.DecimalField(
        source="now.nine_in_ten", max_digits=12, decimal_places=1, allow_null=True
    )
    change_words = serializers.CharField()
    target = TargetOut(allow_null=True)
    meets_target = serializers.BooleanField(allow_null=True)
    cases = serializers.SerializerMethodField()

    def get_cases(self, figure: Figure) -> str | None:
        """The address of the cases behind it; null where it has no locality."""
        return address_of_cases(figure)


class IndicatorFiguresOut(IndicatorOut):
    figures = FigureOut(many=True)


class CaseBehindOut(serializers.Serializer):
    """A case or referral that is part of a figure. `value`: days, or how many."""

    id = serializers.UUIDField(source="pk")
    record = serializers.CharField(source="_meta.model_name")
    reference = serializers.CharField()
    locality = serializers.CharField(source="locality.code", allow_null=True, default=None)
    day = serializers.DateField(source="fact_day")
    value = serializers.IntegerField(source="fact_value", allow_null=True)


class ReportFileOut(serializers.ModelSerializer):
    kind = serializers.ChoiceField(FileKind.choices, read_only=True)

    class Meta:
        model = ReportFile
        fields = ("kind", "size", "digest")
        read_only_fields = fields


class ReportRunOut(serializers.ModelSerializer):
    files = ReportFileOut(many=True, read_only=True)

    class Meta:
        model = ReportRun
        fields: tuple[str, ...] = (
            *("id", "definition", "period", "scope", "version", "state", "asked_on"),
            *("finished_at", "digest", "files"),
        )
        read_only_fields = fields


class ReportRunDetailOut(ReportRunOut):
    """`snapshot` is what was counted, in the spelling that `digest` is of."""

    snapshot = serializers.JSONField(read_only=True)
    figures = serializers.SerializerMethodField()

    class Meta(ReportRunOut.Meta):
        fields = (*ReportRunOut.Meta.fields, "snapshot", "figures")
        read_only_fields = fields

    @extend_schema_field(FigureOut(many=True))
    def get_figures(self, run: ReportRun) -> Any:
        return FigureOut(figures_of(run), many=True).data


def address_of_cases(figure: Figure) -> str | None:
    if figure.place.key == NOWHERE.key:
        return None
    chosen = {
        "period": figure.period.key,
        "cohort": str(figure.cohort),
        "scope": figure.place.key,
    }
    address = reverse("api:indicator_cases", args=[figure.definition.code])
    return f"{address}?{urlencode(chosen)}"


def figures_of(run: ReportRun) -> Iterator[Figure]:
    """What a report prints: of the county every place, of a locality its own line."""
    if run.snapshot is None:
        return
    pack = snapshot.read(run.snapshot)
    for table in pack.tables:
        yield from figures_in(table, pack.scope)


def figures_in(table: Table, scope: Place) -> list[Figure]:
    return [table.whole, *table.rows] if scope.is_county else [table.of(scope)]
