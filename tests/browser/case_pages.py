"""Pages of what is in a case, and of cases that go from one to another, each at its fullest."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from cases import actions
from cases.alerts import find_alerts
from cases.enums import PhotoRemoval, Stage, VisitKind, VisitState
from cases.models import (
    Addendum,
    Handover,
    Hold,
    Note,
    OtWait,
    SignOff,
    Solution,
    Task,
    Visit,
    VisitPhoto,
)
from lightbulb.core.staff.models import Absence
from tests.browser.rows import Row, at, found, of_case
from tests.browser.world import World
from tests.cases import photo_rows


def hold_of(world: World) -> Hold:
    """A wait on the landlord, in a case of the person's."""
    case, on = found(world, Stage.DELIVERING), timezone.localdate()
    if standing := Hold.objects.standing().filter(case=case).first():
        return standing
    hold = Hold(case=case, cause="landlord", who="Soar Valley Homes", reason="Written consent")
    hold.starts_on = hold.next_on = on
    hold.owner = world.person
    return actions.put_on_hold(hold=hold, by=world.person, on=on)


def note_of(world: World) -> Note:
    case, on = found(world, Stage.DELIVERING), timezone.localdate()
    note = Note(case=case, spoke_to="person", text="Sleeps downstairs now.", happened_on=on)
    return actions.write_note(note=note, by=world.person, on=on)


def task_of(world: World) -> Task:
    case, on = found(world, Stage.DELIVERING), timezone.localdate()
    task = Task(case=case, text="Ring Soar Valley Homes", owner=world.person, due_on=on)
    return actions.set_task(task=task, by=world.person, on=on)


def waits_outside(world: World) -> str:
    hold_of(world)
    return reverse("cases:chase_list")


def ot_wait_in(world: World) -> OtWait:
    """A wait with a fall since, in a case of the person's."""
    case, on = found(world, Stage.DELIVERING), timezone.localdate()
    if standing := OtWait.objects.standing().filter(case=case).first():
        return standing
    wait = OtWait(case=case, need="Stairs and bath", risk="high", review_on=on)
    actions.ask_ot(wait=wait, by=world.person, on=on)
    return actions.note_fall(wait=wait, fell_on=on, by=world.person, on=on)


def ot_queue(world: World) -> str:
    ot_wait_in(world)
    return reverse("cases:ot_queue")


def alerts(world: World) -> str:
    find_alerts(timezone.localdate())
    return reverse("cases:alerts")


def handover_in(world: World) -> Handover:
    cases = list(world.cases.filter(stage=Stage.ALLOCATED, lead_worker=world.person)[:2])
    on = timezone.localdate()
    return actions.hand_over(cases=cases, worker=world.colleague, by=world.manager, on=on)


def days_away(world: World) -> Absence:
    on = timezone.localdate()
    days = {"starts_on": on + timedelta(days=300), "ends_on": on + timedelta(days=306)}
    return Absence.objects.get_or_create(user=world.person, **days)[0]


def photo_of(world: World) -> VisitPhoto:
    """The second of a visit's photos, the first being removed."""
    visit, on = found(world, Stage.DELIVERING).visits.first(), timezone.localdate()
    assert visit, "The world has no visit to a home"
    if kept := visit.photos.standing().first():
        return kept
    sent = [
        actions.SentPhoto(content=photo_rows.drawn(width, 400), question="P13", caption=words)
        for width, words in ((600, ""), (300, "No rail on the upper stairs"))
    ]
    by, at = world.person, timezone.now()
    first, second = [
        actions.add_photo(visit=visit, sent=each, by=by, at=at, on=on) for each in sent
    ]
    actions.remove_photo(photo=first, why=PhotoRemoval.FACE, by=by, on=on)
    return second


def assessment_in(world: World, *, signed: bool = False) -> Visit:
    """An assessment of the world's Occupational Therapist, with works recommended."""
    case, by = found(world, Stage.DELIVERING), world.therapist
    now, on = timezone.now(), timezone.localdate()
    visits = case.visits.filter(kind=VisitKind.ASSESSMENT)
    visit = visits.exclude(state=VisitState.CANCELLED).first() or actions.book_assessment(
        case=case, worker=by, starts_at=now, by=by, on=on
    )
    if visit.state == VisitState.BOOKED and not hasattr(visit, "answers"):
        actions.save_answers(visit=visit, answers=ASSESSED, revision=0, by=by, at=now, on=on)
    if signed and visit.state == VisitState.BOOKED:
        actions.sign_assessment(visit=visit, by=by, on=on)
        added = Addendum(visit=visit, text="Her son moves in on Monday.")
        actions.add_to_assessment(addendum=added, by=by, on=on)
    return visit


def of_assessment(name: str, *, signed: bool = False) -> Row:
    return Row(
        lambda world: reverse(name, args=[assessment_in(world, signed=signed).pk]),
        by_therapist=True,
    )


def sign_off_in(world: World) -> SignOff:
    """What the person added to a plan above their competence."""
    if waiting := SignOff.objects.waiting().first():
        return waiting
    case, on = found(world, Stage.ASSESSED), timezone.localdate()
    visit = case.visits.filter(state=VisitState.DONE).first()
    added = {"code": "level_shower", "label": "Level access shower", "kind": "major_adaptation"}
    shower = Solution(visit=visit, case=case, domain="mobility", because="The bath", **added)
    actions.add_solution(solution=shower, by=world.person, on=on)
    return SignOff.objects.waiting().get(solution=shower)


def sign_offs(world: World) -> str:
    sign_off_in(world)
    return reverse("cases:sign_offs")


ASSESSED = {
    "OT1": {"value": "She cannot lift her leg over the bath, and it will not come back."},
    "OT11": {"value": ["level_shower"]},
    "OT14": {"value": "She has not washed below the waist since May."},
}


def to_mark(world: World) -> Solution:
    """Something of the plan of the visit that has photos."""
    return photo_of(world).visit.solutions.all()[0]


CASE_PAGES: dict[str, Row] = {
    "cases:mark_place": Row(lambda world: reverse("cases:mark_place", args=[to_mark(world).pk])),
    "cases:photos": Row(lambda world: reverse("cases:photos", args=[photo_of(world).visit_id])),
    "cases:caption_photo": Row(
        lambda world: reverse("cases:caption_photo", args=[photo_of(world).pk])
    ),
    "cases:remove_photo": Row(
        lambda world: reverse("cases:remove_photo", args=[photo_of(world).pk])
    ),
    "cases:targets": at("cases:targets", by_manager=True),
    "cases:set_standing": at("cases:set_standing", by_manager=True),
    "cases:set_targets": at("cases:set_targets", by_manager=True),
    "cases:set_threshold": at("cases:set_threshold", by_manager=True),
    "cases:caseload_views": Row(
        lambda world: f"{reverse('cases:caseload_views')}?stage=delivering&show=late"
    ),
    "cases:chase_list": Row(waits_outside),
    "cases:alerts": Row(alerts, by_manager=True),
    "cases:review_case": of_case("cases:review_case", Stage.DELIVERING, by_manager=True),
    "cases:print_hazards": Row(
        lambda world: reverse("cases:print_hazards", args=[photo_of(world).visit_id])
    ),
    "cases:book_assessment": of_case("cases:book_assessment", Stage.ALLOCATED),
    "cases:sign_assessment": of_assessment("cases:sign_assessment"),
    "cases:addend_assessment": of_assessment("cases:addend_assessment", signed=True),
    "cases:print_assessment": of_assessment("cases:print_assessment", signed=True),
    "cases:sign_offs": Row(sign_offs, by_therapist=True),
    "cases:sign_off": Row(
        lambda world: reverse("cases:sign_off", args=[sign_off_in(world).pk]), by_therapist=True
    ),
    "cases:competence": at("cases:competence", by_manager=True),
    "cases:give_competence": Row(
        lambda world: reverse("cases:give_competence", args=[world.person.pk]), by_manager=True
    ),
    "cases:ot_queue": Row(ot_queue),
    "cases:ask_ot": of_case("cases:ask_ot", Stage.ALLOCATED),
    "cases:hold_risk": Row(lambda world: reverse("cases:hold_risk", args=[ot_wait_in(world).pk])),
    "cases:note_fall": Row(lambda world: reverse("cases:note_fall", args=[ot_wait_in(world).pk])),
    "cases:print_day": at("cases:print_day"),
    "cases:move_cases": Row(
        lambda world: reverse("cases:move_cases", args=[world.person.pk]), by_manager=True
    ),
    "cases:handover": Row(
        lambda world: reverse("cases:handover", args=[handover_in(world).pk]), by_manager=True
    ),
    "cases:away": Row(lambda world: reverse("cases:away", args=[days_away(world).pk])),
    "cases:record_death": of_case("cases:record_death", Stage.ALLOCATED),
    "cases:transfer": of_case("cases:transfer", Stage.ALLOCATED),
    "cases:waiting": Row(lambda world: reverse("cases:waiting", args=[hold_of(world).case_id])),
    "cases:chase_hold": Row(lambda world: reverse("cases:chase_hold", args=[hold_of(world).pk])),
    "cases:lift_hold": Row(lambda world: reverse("cases:lift_hold", args=[hold_of(world).pk])),
    "cases:write_note": of_case("cases:write_note", Stage.DELIVERING),
    "cases:correct_note": Row(
        lambda world: reverse("cases:correct_note", args=[note_of(world).pk])
    ),
    "cases:tasks": Row(lambda world: reverse("cases:tasks", args=[task_of(world).case_id])),
    "cases:set_task": of_case("cases:set_task", Stage.DELIVERING),
    "cases:change_task": Row(lambda world: reverse("cases:change_task", args=[task_of(world).pk])),
}
