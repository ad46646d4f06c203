"""What could not wait: kept when the visit is finished, until somebody writes that it is done."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.access import why_not_work
from cases.actions.steps import place_of
from cases.models import Visit, VisitFlag
from cases.mot.today import ToDoToday
from cases.verbs import Verb
from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import record
from lightbulb.core.staff.models import User

SAY_WHO = "say what is done today, and who does it"


def keep_flags(visit: Visit, flags: Sequence[ToDoToday], *, on: date) -> None:
    """Raises ValidationError, a sentence a flag, while one has no action or no name."""
    if unsettled := [each.flag for each in flags if not each.is_settled]:
        raise ValidationError([f"{flag.say}: {SAY_WHO}" for flag in unsettled])
    VisitFlag.objects.bulk_create(
        VisitFlag(
            visit=visit,
            question=each.flag.question,
            say=each.flag.say,
            action=each.action[: VisitFlag.MOST_ACTION],
            name=each.name[: VisitFlag.MOST_NAME],
            raised_on=on,
        )
        for each in flags
    )


@transaction.atomic
def close_flag(*, flag: VisitFlag, by: User, on: date) -> VisitFlag:
    """Write down that it was done. Written twice, the first stands."""
    require(why_not_work(by, flag.visit.case, on=on))
    rows = VisitFlag.objects.select_for_update(of=("self",)).select_related("visit__case")
    held = rows.get(pk=flag.pk)
    if held.done_on is None:
        held.done_on, held.done_by = on, by
        held.version += 1
        held.full_clean()
        held.save()
        detail = {"visit": held.visit_id, "question": held.question}
        place = place_of(held.visit.case)
        record(Verb.FLAG_CLOSED, held, by=by, on=on, detail=detail, place=place)
    return held
