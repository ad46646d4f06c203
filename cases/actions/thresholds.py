"""The figure from which an alert is raised, changed from a day."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.access import why_not_set_targets
from cases.actions.targets import end
from cases.enums import AlertRule
from cases.models import Target
from cases.rules.thresholds import why_not_in_order
from cases.thresholds import AGES, UNIT_OF, rows_of_rules, thresholds_on
from cases.verbs import Verb
from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import record
from lightbulb.core.staff.models import User


@transaction.atomic
def set_threshold(*, rule: AlertRule, figure: int, source: str, by: User, on: date) -> Target:
    """Say from today from which figure a rule is met, in the unit of the rule.

    What held until yesterday is kept with its days. Raises ValidationError for ages that do
    not come one after the other, and for more than the whole of a target.
    """
    require(why_not_set_targets(by, on=on))
    held = Target.objects.select_for_update().in_force(on).filter(rows_of_rules())
    list(held.order_by("pk"))  # locked
    if reason := why_not_figure(rule, figure, on=on):
        raise ValidationError({"figure": reason})
    end(Target.objects.in_force(on).filter(code=rule), on=on)
    made = Target(code=rule.value, source=source, starts_on=on, **{UNIT_OF[rule]: figure})
    made.full_clean()
    made.save(force_insert=True)
    detail = {"rule": rule.value, "figure": figure}
    record(Verb.THRESHOLD_SET, made, by=by, on=on, detail=detail)
    return made


def why_not_figure(rule: AlertRule, figure: int, *, on: date) -> str | None:
    if UNIT_OF[rule] == "percent" and figure > 100:
        return "A target is used up at 100%."
    if rule not in AGES:
        return None
    held = {code: row.figure for code, row in thresholds_on(on).items()} | {rule.value: figure}
    return why_not_in_order([held.get(age) for age in AGES])
