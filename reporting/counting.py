"""The one place where facts become numbers: a single question to the database an indicator.

It answers for all localities, for the county, and for as many periods as are asked, at
once, so that a page asks as often for seven localities and twelve months as for one.
"""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from lightbulb.core.time.periods import Period
from reporting.amounts import Amounts, Count
from reporting.definitions import Definition
from reporting.enums import Kind

FACT = ("fact_place", "fact_person", "fact_day", "fact_value", "fact_counted")
TENTH = Decimal("0.1")
# Durations are taken as 0 where two days stand the wrong way round, as on every clock.
# Two records of one person are one person: the few that were merged are found by index.
QUESTION = """
WITH fact AS (
    SELECT CASE WHEN fact_place = ANY(%s::uuid[]) THEN fact_place END AS place,
           COALESCE(merged.merged_into_id, fact_person) AS person,
           fact_day AS day,
           CASE WHEN fact_value::int < 0 THEN 0 ELSE fact_value::int END AS days,
           COALESCE(fact_counted::boolean, fact_value::int <= %s, FALSE) AS counted,
           fact_value::int AS amount
      FROM ({facts}) AS found
      LEFT JOIN cases_person AS merged
        ON merged.id = fact_person AND merged.merged_into_id IS NOT NULL
)
SELECT span.number,
       GROUPING(fact.place) = 1,
       fact.place,
       count(*),
       count(DISTINCT fact.person),
       count(*) FILTER (WHERE fact.counted),
       count(fact.days),
       sum(fact.amount),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY fact.days),
       avg(fact.days),
       percentile_disc(0.9) WITHIN GROUP (ORDER BY fact.days),
       max(fact.days)
  FROM unnest(%s::date[], %s::date[]) WITH ORDINALITY AS span(first, last, number)
  JOIN fact ON fact.day BETWEEN span.first AND span.last
 GROUP BY GROUPING SETS ((span.number), (span.number, fact.place))
"""
Line = tuple[Period, bool, UUID | None, Amounts]


def count(
    facts: QuerySet[Any],
    definition: Definition,
    periods: Sequence[Period],
    localities: Sequence[UUID],
) -> Iterator[Line]:
    """Numbers by period and place: the period, whether it is the county, the locality.

    Nothing comes back for a place without facts. A locality not asked for is counted
    under no locality, so that the lines add up to the county.
    """
    sql, params = facts.order_by().values(*FACT).query.sql_with_params()
    ends = [period.first for period in periods], [period.last for period in periods]
    with connection.cursor() as cursor:
        cursor.execute(
            QUESTION.format(facts=sql), [list(localities), definition.within, *params, *ends]
        )
        for number, county, place, *numbers in cursor.fetchall():
            yield periods[number - 1], county, place, amounts(definition.kind, numbers)


def amounts(kind: Kind, numbers: Sequence[Any]) -> Amounts:
    """The base and the number of an indicator's kind, with how long it took."""
    rows, people, counted, measured, total, *spread = numbers
    base = people if kind == Kind.RATIO else rows
    number = {Kind.RATIO: total or 0, Kind.COUNT: rows}.get(kind, counted)
    if kind == Kind.DAYS:
        number = measured
    if kind == Kind.RATIO:
        measured, spread = 0, [None] * len(spread)
    middle, mean, nine_in_ten, longest = (to_a_tenth(each) for each in spread)
    return Amounts(
        base=Count(base),
        number=Count(number),
        measured=Count(measured),
        middle=middle,
        mean=mean,
        nine_in_ten=nine_in_ten,
        longest=longest,
    )


def to_a_tenth(number: Any) -> Decimal | None:
    if number is None:
        return None
    return Decimal(str(number)).quantize(TENTH, ROUND_HALF_UP)
