"""The assessment of an Occupational Therapist: booked, signed and locked, and added to."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import clock
from cases.access import why_not_assess, why_not_work, why_not_write_assessment
from cases.actions.steps import locked, place_of
from cases.actions.visit import locked_answers, refuse_unless_open, solution_of
from cases.actions.watching import end_ot_wait
from cases.enums import MilestoneKind, Stage, VisitKind, VisitState
from cases.models import Addendum, Case, Milestone, OtWait, Solution, Visit
from cases.mot.document import answers_of, value_of
from cases.mot.offering import facts_on, offered
from cases.mot.sets import question_set
from cases.verbs import Verb
from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import record
from lightbulb.core.staff.models import User
from lightbulb.core.workflow import NotAllowed

REASONING = "OT1"  # the question that comes before any box
WORKS, NO_WORKS = "OT11", "none"  # the question which works are recommended
REASON_FIRST = "Write your reasoning before you sign."


@transaction.atomic
def book_assessment(
    *,
    case: Case,
    worker: User,
    starts_at: datetime,
    minutes: int = 90,
    joint_with: Visit | None = None,
    by: User,
    on: date,
) -> Visit:
    """Book an Occupational Therapist, on a visit of their own or `joint_with` the Housing MOT.

    It leaves the case where it is. Raises NotAllowed for a closed case, and ValidationError
    when an assessment is booked already.
    """
    case = locked(case)
    require(why_not_work(by, case, on=on))
    require(why_not_assess(worker, case, on=on))
    if case.stage == Stage.CLOSED:
        raise NotAllowed("The case is closed. Open it again first.")
    visit = Visit(
        case=case,
        kind=VisitKind.ASSESSMENT,
        worker=worker,
        starts_at=starts_at,
        minutes=minutes,
        joint_with=joint_with,
    )
    visit.full_clean()
    visit.save(force_insert=True)
    detail = {"visit": visit.pk, "day": visit.local_day, "worker": worker.pk}
    record(Verb.ASSESSMENT_BOOKED, visit, by=by, on=on, detail=detail, place=place_of(case))
    return visit


@transaction.atomic
def cancel_assessment(*, visit: Visit, by: User, on: date) -> Visit:
    """Cancel a booked assessment. Raises NotAllowed when it is signed or cancelled already."""
    case = locked(visit.case)
    require(why_not_work(by, case, on=on))
    refuse_unless_open(visit)
    visit.state = VisitState.CANCELLED
    visit.save(update_fields=["state"])
    detail = {"visit": visit.pk}
    record(Verb.ASSESSMENT_CANCELLED, visit, by=by, on=on, detail=detail, place=place_of(case))
    return visit


@transaction.atomic
def sign_assessment(*, visit: Visit, by: User, on: date) -> Visit:
    """Sign an assessment: it is locked, what it recommends is offered in the plan, and the wait
    for an Occupational Therapist ends.

    Raises ValidationError without any reasoning, and NotAllowed when it is signed already.
    """
    case = locked(visit.case)
    require(why_not_write_assessment(by, visit, on=on))
    held = locked_answers(visit, on=on)
    refuse_unless_open(visit)
    if not value_of(held.answers, REASONING).strip():
        raise ValidationError(REASON_FIRST)
    visit.state, visit.done_on = VisitState.DONE, on
    visit.save(update_fields=["state", "done_on"])
    questions, answers = question_set(held.question_set), answers_of(held.answers)
    offers = offered(questions, answers, facts=facts_on(visit.local_day))
    Solution.objects.bulk_create(solution_of(each, visit) for each in offers)
    works = [each for each in answers.get(WORKS, ()) if each != NO_WORKS]
    detail = {"visit": visit.pk, "question_set": held.question_set, "recommended": len(works)}
    tell_signed(visit, case, detail, by=by, on=on)
    for wait in OtWait.objects.standing().filter(case=case):
        end_ot_wait(wait=wait, by=by, on=on)
    return visit


def tell_signed(
    visit: Visit, case: Case, detail: Mapping[str, object], *, by: User, on: date
) -> None:
    """The event, and the milestone where works are recommended."""
    event = record(Verb.ASSESSMENT_SIGNED, visit, by=by, on=on, detail=detail, place=place_of(case))
    if detail["recommended"]:
        kind = MilestoneKind.RECOMMENDATION_MADE
        Milestone.objects.create(case=case, kind=kind, happened_on=on, event_id=event.pk)
    clock.refresh(case, on=on)


@transaction.atomic
def add_to_assessment(*, addendum: Addendum, by: User, on: date) -> Addendum:
    """Add to a signed assessment, which itself never changes. It comes unsaved.

    Raises NotAllowed for one that is not signed.
    """
    visit = addendum.visit
    require(why_not_assess(by, visit.case, on=on))
    if visit.state != VisitState.DONE:
        raise NotAllowed("It is not signed yet, so it can be written in.")
    addendum.written_by, addendum.written_on = by, on
    addendum.full_clean()
    addendum.save(force_insert=True)
    detail = {"visit": visit.pk, "addendum": addendum.pk}
    place = place_of(visit.case)
    record(Verb.ADDENDUM_WRITTEN, addendum, by=by, on=on, detail=detail, place=place)
    return addendum
