"""A case that goes to another locality's team."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.access import why_not_give_out_case, why_not_take
from cases.actions.steps import locked, step
from cases.enums import Stage
from cases.models import Assignment, Case, CaseTransfer
from cases.verbs import Verb
from lightbulb.core.access.refusal import require
from lightbulb.core.organisations.models import Locality
from lightbulb.core.staff.models import User

BEFORE_VISIT = (Stage.OPENED, Stage.ALLOCATED, Stage.CONTACT_TRIED)
NOT_LEFT_ALONE = (
    "Choose who takes the case on there: it has come further than its first call, and nobody "
    "may be left without a worker."
)


@transaction.atomic
def transfer_case(
    *, case: Case, to: Locality, worker: User | None, reason: str, by: User, on: date
) -> Case:
    """Move a case to another locality, whose council answers for it from now.

    Without `worker` it keeps the one it has, where they may take cases there; else, until its
    first visit is booked, it waits there to be given out. Its clock runs on. Raises
    ValidationError when nobody would have it, and NotAllowed when `worker` may not take it.
    """
    case = locked(case)
    require(why_not_give_out_case(by, case, on=on))
    before = case.locality
    if before == to:
        raise ValidationError({"to": f"The case is in {to.name} already."})
    case.locality = to
    moved = CaseTransfer(
        case=case, before=before, after=to, reason=reason, moved_on=on, moved_by=by
    )
    moved.full_clean()
    moved.save(force_insert=True)
    name = hand_over(case, worker, on=on)
    detail = {"after": to.pk} | ({"before": before.pk} if before else {})
    step(case, name, Verb.CASE_TRANSFERRED, by=by, on=on, detail=detail)
    return case


def hand_over(case: Case, worker: User | None, *, on: date) -> str:
    """Give the case to its worker there, or to nobody yet; the step it takes by that."""
    new = worker or case.lead_worker
    if worker:
        require(why_not_take(worker, case, on=on))
    elif new and why_not_take(new, case, on=on):
        new = None
    if new is None and case.stage not in BEFORE_VISIT:
        raise ValidationError({"worker_there": NOT_LEFT_ALONE})
    if new != case.lead_worker:
        Assignment.objects.filter(case=case, ends_on=None).update(ends_on=on)
    if new and new != case.lead_worker:
        Assignment.objects.filter(case=case, worker=new, ends_on__gte=on).delete()
        Assignment.objects.create(case=case, worker=new, starts_on=on)
    case.lead_worker = new
    return "transfer" if new or case.stage == Stage.OPENED else "transfer_to_nobody"
