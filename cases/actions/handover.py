"""Several cases to one worker at once, and taking it back while nothing followed."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from cases.access import why_not_give_out_case
from cases.actions.letters import take_back_letter
from cases.actions.lifecycle import allocate
from cases.actions.steps import locked, step
from cases.enums import LetterState, MilestoneKind
from cases.models import Assignment, Case, Handover, HandoverLine, Letter
from cases.verbs import Verb
from lightbulb.core.access.refusal import require
from lightbulb.core.record import outbox
from lightbulb.core.record.events import record
from lightbulb.core.staff.models import User
from lightbulb.core.workflow import NotAllowed

UNSENT = (LetterState.WAITING, LetterState.READY)


@transaction.atomic
def hand_over(*, cases: Iterable[Case], worker: User, by: User, on: date) -> Handover:
    """Give cases to a worker, all of them or none.

    They are taken in the order of their keys, so that two such presses cannot block each
    other. Raises NotAllowed when one of them may not go.
    """
    load = Case.objects.open().led_by(worker).count()
    made = Handover.objects.create(to=worker, made_by=by, made_on=on, load_before=load)
    for case in sorted(cases, key=lambda case: case.pk):
        before = case.lead_worker_id
        given = allocate(case=case, worker=worker, by=by, on=on)
        HandoverLine.objects.create(
            handover=made, case=given, before_id=before, version=given.version
        )
    record(Verb.CASES_HANDED_OVER, made, by=by, on=on, detail={"worker": worker.pk})
    return made


def why_not_undo(line: HandoverLine, *, on: date) -> str | None:
    """Whether one case of a handover may go back: on the same day, while nothing followed."""
    case = line.case
    if line.handover.made_on != on:
        return "It is more than a day ago. Give it out again instead."
    if case.lead_worker_id != line.handover.to_id or case.version != line.version:
        return "Something has happened in it since. Give it out again instead."
    if introductions(line).filter(state=LetterState.SENT).exists():
        return "The person has been told already who comes. Give it out again instead."
    return None


def introductions(line: HandoverLine) -> QuerySet[Letter]:
    """The letters that told of the worker it was given to."""
    letters = Letter.objects.filter(case=line.case_id, kind="introduction")
    return letters.filter(asked_on__gte=line.handover.made_on)


@transaction.atomic
def undo_handover(*, handover: Handover, by: User, on: date) -> list[tuple[Case, str]]:
    """Give every case back to whom it was with, or to nobody; returns those that stay, and why.

    Raises NotAllowed when it was undone before.
    """
    handover = Handover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
    if handover.undone_on:
        raise NotAllowed("This was undone already.")
    stay = []
    for line in handover.lines.select_related("case", "before").order_by("case"):
        line.case, line.handover = locked(line.case), handover
        refusal = why_not_give_out_case(by, line.case, on=on) or why_not_undo(line, on=on)
        if refusal:
            stay.append((line.case, refusal))
        else:
            give_back(line, by=by, on=on)
    handover.undone_on = on
    handover.save(update_fields=["undone_on"])
    record(Verb.HANDOVER_UNDONE, handover, by=by, on=on, detail={"worker": handover.to_id})
    return stay


def give_back(line: HandoverLine, *, by: User, on: date) -> None:
    """One case as it was: who led it leads it again, and nobody is told of the other."""
    case, worker = line.case, line.handover.to_id
    require(why_not_give_out_case(by, case, on=on))
    Assignment.objects.filter(case=case, worker=worker, ends_on=None).delete()
    if line.before:
        Assignment.objects.filter(case=case, worker=line.before, ends_on=on).update(ends_on=None)
    else:
        # Given out and taken back within the day is no fact of the case: its events keep it.
        case.milestones.filter(kind=MilestoneKind.ALLOCATED, happened_on=on).delete()
    outbox.cancel(key=f"introduce:{case.pk}:{worker}")
    for letter in introductions(line).filter(state__in=UNSENT):
        take_back_letter(letter=letter, by=by, on=on)
    case.lead_worker = line.before
    name = "allocate" if line.before else "take_from"
    detail = {"before": worker} | ({"worker": line.before_id} if line.before else {})
    step(case, name, Verb.ALLOCATION_UNDONE, by=by, on=on, detail=detail)
    HandoverLine.objects.filter(pk=line.pk).update(undone=True)
