"""Putting a visit that was recorded in the wrong case into the right one."""

from datetime import date

from django.db import transaction

from cases.access import why_not_move_visit, why_not_move_visit_to
from cases.actions.steps import place_of
from cases.clock import refresh
from cases.enums import MilestoneKind, VisitState
from cases.models import Case, Milestone, Visit, VisitMove
from cases.verbs import Verb
from cases.workflow import CASE
from lightbulb.core.access.refusal import require
from lightbulb.core.record import outbox
from lightbulb.core.record.events import record
from lightbulb.core.record.models import Event
from lightbulb.core.record.revisions import EditConflict
from lightbulb.core.staff.models import User
from lightbulb.core.workflow import NotAllowed

ARRIVES = {VisitState.BOOKED: "booked_visit_arrives", VisitState.DONE: "finished_visit_arrives"}
GOES_ALONG = {
    VisitState.BOOKED: (MilestoneKind.ASSESSMENT_BOOKED,),
    VisitState.DONE: (MilestoneKind.ASSESSMENT_BOOKED, MilestoneKind.ASSESSMENT_DONE),
}


@transaction.atomic
def move_visit(*, visit: Visit, to: Case, reason: str, version: int, by: User, on: date) -> Visit:
    """Move it with a reason, with its answers, scores and what it offered; moving it back is
    the same verb.

    Its milestones stand in the right case from then on and supersede those of the wrong one.
    Both lead workers are told. Raises NotAllowed when something was decided since or for the
    case chosen, EditConflict when the visit was changed since `version`, and ValidationError
    without a reason.
    """
    require(why_not_move_visit(by, on=on))
    before, after = both_locked(visit.case_id, to)
    visit = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    if visit.version != version or visit.case_id != before.pk:
        raise EditConflict(visit)
    visit.case = before
    if refusal := why_not_move_visit_to(visit, after):
        raise NotAllowed(refusal)
    move = VisitMove(
        visit=visit, before=before, after=after, reason=reason, moved_on=on, moved_by=by
    )
    move.full_clean()
    move.save(force_insert=True)
    take_away(visit, before, after)
    tell(visit, before, "visit_moves_away", before, after, by=by, on=on)
    arrived = tell(visit, after, ARRIVES[VisitState(visit.state)], before, after, by=by, on=on)
    supersede(visit, before, after, event=arrived)
    for case in (before, after):
        refresh(case, on=on)
    outbox.put("tell_of_visit_move", key=f"moved:{move.pk}", payload={"move": str(move.pk)})
    return visit


def both_locked(wrong: object, right: Case) -> tuple[Case, Case]:
    """The two cases, held in the order of their keys, so that two moves never wait in a ring."""
    held = Case.objects.select_for_update(of=("self",)).order_by("pk")
    by_key = {case.pk: case for case in held.filter(pk__in=[wrong, right.pk])}
    return next(case for key, case in by_key.items() if key == wrong), by_key[right.pk]


def take_away(visit: Visit, before: Case, after: Case) -> None:
    """The visit, what it offered, and what it said matters most."""
    visit.case = after
    visit.version += 1
    visit.save(update_fields=["case", "version"])
    visit.solutions.update(case=after)
    if visit.state == VisitState.DONE:
        after.what_matters, before.what_matters = before.what_matters, []


def tell(
    visit: Visit, case: Case, step: str, before: Case, after: Case, *, by: User, on: date
) -> Event:
    """Move one of the cases on, and write the event that stands in its story."""
    case.stage = CASE.next_state(case.stage, step)
    case.version += 1
    case.save()
    detail = {"visit": visit.pk, "before": before.pk, "after": after.pk}
    return record(Verb.VISIT_MOVED, case, by=by, on=on, detail=detail, place=place_of(case))


def supersede(visit: Visit, before: Case, after: Case, *, event: Event) -> None:
    standing = before.milestones.filter(superseded_by=None)
    for kind in GOES_ALONG[VisitState(visit.state)]:
        if old := standing.filter(kind=kind).order_by("-happened_on", "-id").first():
            old.superseded_by = Milestone.objects.create(
                case=after, kind=kind, happened_on=old.happened_on, event_id=event.pk
            )
            old.save(update_fields=["superseded_by"])
