"""What a Housing MOT counts as, by the county's instruction, and what is owed after one."""

from datetime import date

from django.db import transaction

from cases.access import why_not_set_targets
from cases.actions.targets import end
from cases.actions.tasks import keep_task
from cases.models import Task, Visit, VisitStanding
from cases.rules.care_act import Standing, owed
from cases.verbs import Verb
from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import record
from lightbulb.core.staff.models import User
from lightbulb.core.time.working_days import add_working_days


@transaction.atomic
def set_standing(*, standing: VisitStanding, by: User, on: date) -> VisitStanding:
    """Write down from today what the county instructs. It comes unsaved; what held until
    yesterday is kept with its days."""
    require(why_not_set_targets(by, on=on))
    end(VisitStanding.objects.select_for_update().in_force(on), on=on)
    standing.starts_on, standing.set_by = on, by
    standing.full_clean()
    standing.save(force_insert=True)
    detail = {"stands_as": str(standing.stands_as)}
    record(Verb.STANDING_SET, standing, by=by, on=on, detail=detail)
    return standing


def stand(visit: Visit, *, by: User, on: date) -> None:
    """Keep as what a finished visit counts, and set what is owed then as tasks of its worker."""
    held = VisitStanding.objects.on(visit.local_day)
    visit.stands_as = held.stands_as if held else Standing.ADVICE
    visit.save(update_fields=["stands_as"])
    for each in owed(visit.stands_as):
        text, due_on = f"{each.text} ({each.source})", add_working_days(on, each.within)
        task = Task(case=visit.case, text=text, owner=visit.worker, due_on=due_on)
        keep_task(task, by=by, on=on)
