"""The rows a figure is counted from.

A fact is a case (or a referral) with five things beside it: where it belongs, whose it
is, the day that puts it into a period, how many days it took, and whether it is one of
those counted. Every figure, every list behind a figure and every export starts here.
"""

from typing import Any

from django.db.models import (
    BooleanField,
    Exists,
    F,
    FilteredRelation,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.sql.compiler import SQLCompiler

from cases.enums import MilestoneKind
from cases.models import Milestone
from lightbulb.core.time.working_days import known_calendar

NOT_MEASURED = Value(None, output_field=IntegerField())
BY_DURATION = Value(None, output_field=BooleanField())  # the definition's limit decides


class DaysBetween(Func):
    """Calendar days after the first day, up to and including the second."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = IntegerField()

    def __init__(self, start: str, end: str) -> None:
        super().__init__(F(end), F(start))


class WorkingDaysBetween(Func):
    """Working days after the first day, up to and including the second.

    The same calendar as everywhere: how many working days lie before each known day is
    handed to the database as a list. A day outside the years known gives no number.
    """

    output_field = IntegerField()

    def __init__(self, start: str, end: str) -> None:
        super().__init__(F(start), F(end))

    def as_sql(  # type: ignore[override]  # parameters are lists and dates too
        self, compiler: SQLCompiler, connection: Any, **extra: Any
    ) -> tuple[str, list[Any]]:
        known = known_calendar()
        position = "(%s::int[])[{} - %s + 1]"
        counts, first = list(known.counts), known.first
        sides = [compiler.compile(side) for side in self.get_source_expressions()]
        (start, start_params), (end, end_params) = sides
        sql = f"({position.format(end)} - {position.format(start)})"
        return sql, [counts, *end_params, first, counts, *start_params, first]


def with_first(cases: QuerySet[Any], name: str, kind: MilestoneKind) -> QuerySet[Any]:
    """Cases with the day of the first of their milestones of a kind that stands, as `name_on`.

    One that has none stays, without a day. A corrected milestone does not count.
    """
    joined = FilteredRelation(
        "milestones", condition=Q(milestones__kind=kind, milestones__superseded_by=None)
    )
    # Named once, so that whatever asks for the day asks for that of the same milestone.
    day, key = f"{name}_on", f"{name}_id"
    known = cases.alias(**{name: joined}).alias(
        **{day: F(f"{name}__happened_on"), key: F(f"{name}__id")}
    )
    standing = Milestone.objects.filter(case=OuterRef("pk"), kind=kind, superseded_by=None)
    earlier = standing.filter(
        Q(happened_on__lt=OuterRef(day)) | Q(happened_on=OuterRef(day), id__lt=OuterRef(key))
    )
    first: QuerySet[Any] = known.filter(~Exists(earlier))
    return first


def as_facts(
    rows: QuerySet[Any], *, day: Any, value: Any = NOT_MEASURED, counted: Any = BY_DURATION
) -> QuerySet[Any]:
    """Rows with what the counting reads of them."""
    facts: QuerySet[Any] = rows.annotate(
        fact_place=F("locality_id"),
        fact_person=F("person_id"),
        fact_day=day,
        fact_value=value,
        fact_counted=counted,
    )
    return facts
