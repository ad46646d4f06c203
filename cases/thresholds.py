"""The figures from which alerts are raised: targets that are in force from a day."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from cases.enums import AlertRule
from cases.models import Target

# The unit of each rule's figure: the column of `Target` that holds it. Other rules have none.
UNIT_OF: Mapping[AlertRule, str] = {
    AlertRule.TARGET_75: "percent",
    AlertRule.NO_ACTION: "days",
    AlertRule.SILENCE: "working_days",
    AlertRule.AGE_3: "months",
    AlertRule.AGE_6: "months",
    AlertRule.AGE_12: "months",
}
AGES = (AlertRule.AGE_3, AlertRule.AGE_6, AlertRule.AGE_12)


def rows_of_rules() -> Q:
    """Every row that is a rule's figure, in the rule's unit."""
    rows = Q(pk__in=[])
    for rule, unit in UNIT_OF.items():
        rows |= Q(code=rule, **{f"{unit}__isnull": False})
    return rows


def thresholds_on(day: date) -> dict[str, Target]:
    """What is in force on a day, by rule; a rule for which nothing is set is left out."""
    held = Target.objects.in_force(day).filter(rows_of_rules())
    return {row.code: row for row in held}


def threshold(rule: AlertRule, *, on: date) -> int | None:
    """The figure in force on a day, in the unit of the rule; None where nothing is set."""
    row = thresholds_on(on).get(rule)
    return row.figure if row else None


def before(day: date) -> dict[str, list[Target]]:
    """What held until it was changed, by rule, the last first."""
    found: dict[str, list[Target]] = {}
    rows = Target.objects.ended_before(day).filter(rows_of_rules())
    for row in rows.order_by("-starts_on"):
        found.setdefault(row.code, []).append(row)
    return found
