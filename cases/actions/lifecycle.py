"""From a case being opened to its first visit being booked, and its end."""

from datetime import date, datetime

from django.db import transaction

from cases import clock
from cases.access import why_not_give_out_case, why_not_take, why_not_take_back, why_not_work
from cases.actions.assessing import book_assessment, cancel_assessment
from cases.actions.holds import lift_all
from cases.actions.steps import locked, place_of, step
from cases.blocking import why_not_close
from cases.enums import CaseKind, MilestoneKind, Outcome, VisitKind, VisitState
from cases.models import Assignment, Case, Milestone, Visit
from cases.references import new_reference
from cases.verbs import Verb
from lightbulb.core.access.refusal import require
from lightbulb.core.record import outbox
from lightbulb.core.record.actors import Actor
from lightbulb.core.record.events import record
from lightbulb.core.staff.models import User
from lightbulb.core.workflow import NotAllowed


@transaction.atomic
def open_case(*, case: Case, first_contact_on: date, by: Actor, on: date) -> Case:
    """Open a case for a person. `first_contact_on` starts its clock.

    The case comes unsaved with its person, home, place and class. Raises
    ValidationError when it has neither a locality nor a hospital's funder.
    """
    case.reference = case.reference or new_reference()
    case.opened_on = case.stage_since = case.waiting_since = on
    case.full_clean(exclude=["stage_since", "waiting_since"])
    case.save(force_insert=True)
    kind = CaseKind(case.kind).value
    event = record(
        Verb.CASE_OPENED, case, by=by, on=on, detail={"kind": kind}, place=place_of(case)
    )
    days = {
        MilestoneKind.CONTACT_RECEIVED: first_contact_on,
        MilestoneKind.TRIAGED: on,
        MilestoneKind.REFERRED: on,
    }
    Milestone.objects.bulk_create(
        Milestone(case=case, kind=kind, happened_on=day, event_id=event.pk)
        for kind, day in days.items()
    )
    clock.refresh(case, on=on)
    return case


@transaction.atomic
def take_back_case(*, case: Case, by: Actor, on: date) -> None:
    """Remove a case that was opened by mistake a moment ago, before anybody worked on it.

    Its events stay. Raises NotAllowed once somebody has taken it up.
    """
    case = locked(case)
    require(why_not_take_back(case))
    detail = {"kind": str(CaseKind(case.kind).value)}
    record(Verb.CASE_TAKEN_BACK, case, by=by, on=on, detail=detail, place=place_of(case))
    case.delete()


@transaction.atomic
def allocate(*, case: Case, worker: User, by: User, on: date) -> Case:
    """Give a case to a worker, or to another one. The first time starts their clock."""
    case = locked(case)
    require(why_not_give_out_case(by, case, on=on))
    require(why_not_take(worker, case, on=on))
    return _given(case, worker, by=by, on=on)


@transaction.atomic
def take_case(*, case: Case, by: User, on: date) -> Case:
    """Take a case oneself that nobody has yet. Raises NotAllowed when somebody has it."""
    case = locked(case)
    require(why_not_take(by, case, on=on))
    if case.lead_worker_id:
        raise NotAllowed("Somebody leads this case already.")
    return _given(case, by, by=by, on=on)


def _given(case: Case, worker: User, *, by: User, on: date) -> Case:
    before = case.lead_worker_id
    if before == worker.pk:
        return case
    Assignment.objects.filter(case=case, ends_on=None).update(ends_on=on)
    Assignment.objects.filter(case=case, worker=worker, ends_on__gte=on).delete()
    Assignment.objects.create(case=case, worker=worker, starts_on=on)
    case.lead_worker = worker
    detail = {"worker": worker.pk} | ({"before": before} if before else {})
    first = None if before else MilestoneKind.ALLOCATED
    step(case, "allocate", Verb.CASE_ALLOCATED, by=by, on=on, detail=detail, milestone=first)
    if first:
        payload = {"case": str(case.pk), "worker": str(worker.pk), "on": on.isoformat()}
        outbox.put("introduce", key=f"introduce:{case.pk}:{worker.pk}", payload=payload)
    return case


@transaction.atomic
def try_contact(*, case: Case, by: User, on: date) -> Case:
    """Record that somebody tried to reach the person and could not."""
    case = locked(case)
    require(why_not_work(by, case, on=on))
    detail = {"reached": "no"}
    kind = MilestoneKind.CONTACT_TRIED
    step(case, "try_contact", Verb.CONTACT_TRIED, by=by, on=on, detail=detail, milestone=kind)
    return case


@transaction.atomic
def book_visit(
    *,
    case: Case,
    worker: User,
    starts_at: datetime,
    minutes: int = 90,
    therapist: User | None = None,
    linked_to: Visit | None = None,
    by: User,
    on: date,
) -> Visit:
    """Book the first visit, with an Occupational Therapist where it is a joint one: each
    records their own part. It is `linked_to` the visit on which a second person's was begun.
    """
    case = locked(case)
    require(why_not_work(by, case, on=on))
    visit = Visit(
        case=case,
        kind=VisitKind.FIRST,
        worker=worker,
        starts_at=starts_at,
        minutes=minutes,
        linked_to=linked_to,
    )
    visit.full_clean()
    visit.save(force_insert=True)
    detail = {"visit": visit.pk, "day": visit.local_day}
    kind = MilestoneKind.ASSESSMENT_BOOKED
    step(case, "book_visit", Verb.VISIT_BOOKED, by=by, on=on, detail=detail, milestone=kind)
    if therapist:
        book_assessment(
            case=case,
            worker=therapist,
            starts_at=starts_at,
            minutes=minutes,
            joint_with=visit,
            by=by,
            on=on,
        )
    return visit


@transaction.atomic
def cancel_visit(*, visit: Visit, by: User, on: date) -> Case:
    """Cancel a booked visit: the worker calls again. A joint assessment is cancelled with it."""
    case = locked(visit.case)
    require(why_not_work(by, case, on=on))
    Visit.objects.filter(pk=visit.pk, state=VisitState.BOOKED).update(state=VisitState.CANCELLED)
    for joint in Visit.objects.booked().filter(joint_with=visit):
        cancel_assessment(visit=joint, by=by, on=on)
    step(case, "cancel_visit", Verb.VISIT_CANCELLED, by=by, on=on, detail={"visit": visit.pk})
    return case


@transaction.atomic
def close(*, case: Case, outcome: Outcome, by: User, on: date) -> Case:
    """Close a case with its outcome. Booked visits are cancelled and holds lifted with it.

    Raises NotAllowed while something stands open that stops it.
    """
    case = locked(case)
    require(why_not_work(by, case, on=on))
    if reason := why_not_close(case, on=on):
        raise NotAllowed(reason)
    case.closed_on, case.outcome = on, outcome
    Visit.objects.booked().filter(case=case).update(state=VisitState.CANCELLED)
    Assignment.objects.filter(case=case, ends_on=None).update(ends_on=on)
    lift_all(case, on=on)
    detail = {"outcome": str(outcome)}
    kind = MilestoneKind.CLOSED
    step(case, "close", Verb.CASE_CLOSED, by=by, on=on, detail=detail, milestone=kind)
    return case


@transaction.atomic
def reopen(*, case: Case, by: User, on: date) -> Case:
    """Open a closed case again; its clock goes on from the first contact."""
    case = locked(case)
    require(why_not_work(by, case, on=on))
    case.closed_on, case.outcome, case.lead_worker = None, "", None
    step(case, "reopen", Verb.CASE_REOPENED, by=by, on=on)
    return case
