"""How a class's target is shared out among the stages of its cases."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.access import why_not_set_targets
from cases.models import Target
from cases.rules.stage_targets import why_not_add_up
from cases.verbs import Verb
from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import record
from lightbulb.core.staff.models import User
from lightbulb.core.time.dated import DatedQuerySet

BETWEEN = "."  # a stage's target is coded as "urgent_simple.assessed"


@transaction.atomic
def set_stage_targets(
    *, of_class: str, days: Mapping[str, int], source: str, by: User, on: date
) -> list[Target]:
    """Say from today how many working days each stage of a class may take.

    `days` maps stages to working days; empty, it takes them away. What held until yesterday
    is kept with its days. Raises ValidationError when they do not make the class's target.
    """
    require(why_not_set_targets(by, on=on))
    classes = Target.objects.select_for_update().in_force(on).filter(code=of_class)
    whole = classes.values_list("working_days", flat=True).first()
    if reason := why_not_add_up(days, whole):
        raise ValidationError(reason)
    end_what_held(of_class, on=on)
    made = [
        Target(code=f"{of_class}{BETWEEN}{stage}", working_days=number, source=source, starts_on=on)
        for stage, number in days.items()
    ]
    for target in made:
        target.full_clean()
        target.save(force_insert=True)
    subject = classes.first()
    if subject:
        record(Verb.STAGE_TARGETS_SET, subject, by=by, on=on, detail={"of_class": of_class})
    return made


def end_what_held(of_class: str, *, on: date) -> None:
    end(Target.objects.in_force(on).filter(code__startswith=f"{of_class}{BETWEEN}"), on=on)


def end(held: DatedQuerySet, *, on: date) -> None:
    """Let yesterday be the last day of these rows, which are in force."""
    held.filter(starts_on=on).delete()  # of today, so it never held
    held.update(ends_on=on - timedelta(days=1))


def stage_targets_on(day: date) -> dict[str, dict[str, Target]]:
    """What holds on a day, by class and stage."""
    found: dict[str, dict[str, Target]] = {}
    for target in Target.objects.in_force(day).filter(code__contains=BETWEEN):
        of_class, _, stage = target.code.partition(BETWEEN)
        found.setdefault(of_class, {})[stage] = target
    return found
