"""Every form that is kept when its sender's sign-in had ended: how to reach and fill it.

A row says who fills it in, on which page, where it is sent, what is typed, and what of it
the page must show again, in the order it stands there.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from cases.actions import allocate, raise_concern
from cases.enums import SolutionState
from cases.models import Hold, Note, OtWait, SafeguardingConcern, Task
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.staff.models import User
from reporting.places import COUNTY_KEY
from tests.cases import visit_rows as rows
from tests.cases.factories import make_case, make_home, make_person, make_worker
from tests.core.factories import make_locality
from tests.journeys.filled import TYPED, Filled, Row, hsc
from tests.journeys.people_forms import PEOPLE_FORMS
from tests.journeys.therapy_forms import THERAPY_FORMS
from tests.triage.factories import make_triage_officer, new_referral
from triage import actions as triage
from triage.models import (
    AdviceEntry,
    DirectoryOrganisation,
    DirectoryService,
    Invitation,
    Mail,
    PracticeList,
    SharingFlow,
)

DAY = rows.BOOKED_ON


def officer() -> User:
    return make_triage_officer()


def manager() -> User:
    return make_worker(locality=make_locality(), role=RoleCode.SERVICE_MANAGER)


def own(name: str, typed: Mapping[str, Any], shown: str) -> Callable[[User], Filled]:
    return lambda user: Filled(reverse(name), reverse(name), typed, shown)


def part_of_a_call(name: str) -> Callable[[User], Filled]:
    typed = {"words": TYPED, "needs": ["bathing", "stairs"], "find": "wilf"}
    return lambda user: Filled(reverse("triage:log"), reverse(name), typed, f">{TYPED}<")


def log(user: User) -> Filled:
    person = make_person(family_name="Tallowfield")
    typed = {"words": TYPED, "needs": ["bathing"], "person": person.pk, "press": "send"}
    page = reverse("triage:log")
    return Filled(page, page, typed, "Tallowfield, still right?")


def decide(user: User) -> Filled:
    person = make_person(home=make_home(locality=make_locality()))
    referral = triage.log_referral(referral=new_referral(person=person), by=user, on=rows.BOOKED_ON)
    page = reverse("triage:referral", args=[referral.pk])
    typed = {"outcome": "advice", "note": TYPED}
    return Filled(page, reverse("triage:decide", args=[referral.pk]), typed, f">{TYPED}<")


def advice(user: User) -> Filled:
    entry = AdviceEntry(title="Cups", words="Move them.", needs=["kitchen"], source="Example")
    triage.add_advice(entry=entry, by=user, on=rows.BOOKED_ON)
    page = reverse("triage:advice_edit", args=[entry.pk])
    return Filled(page, page, {"title": TYPED, "version": "1"}, f'value="{TYPED}"')


def equality(user: User) -> Filled:
    person = make_person(home=make_home(locality=make_locality()))
    referral = triage.log_referral(referral=new_referral(person=person), by=user, on=rows.BOOKED_ON)
    page = reverse("triage:equality", args=[referral.pk])
    return Filled(page, page, {"religion": "sikh"}, 'value="sikh" checked')


def desk() -> User:
    return make_worker(locality=make_locality(), role=RoleCode.ADULT_SAFEGUARDING)


def concern(user: User) -> Filled:
    worry = SafeguardingConcern(person=make_person(), route="adult", note="Bruises")
    raise_concern(concern=worry, by=user, on=rows.BOOKED_ON)
    page = reverse("cases:concern", args=[worry.pk])
    return Filled(page, page, {"outcome": TYPED}, f">{TYPED}<")


def move(user: User) -> Filled:
    home = make_home(locality=make_locality())
    new = new_referral(person=make_person(home=home))
    referral = triage.log_referral(referral=new, by=user, on=rows.BOOKED_ON)
    page, to = reverse("triage:move", args=[referral.pk]), make_person(home=home)
    typed = {"to": to.pk, "reason": TYPED, "version": "1"}
    return Filled(f"{page}?to={to.pk}", page, typed, f">{TYPED}<")


def invitation(user: User) -> Filled:
    day = rows.BOOKED_ON
    asked = Invitation(number=2, last_name="Wick", address="4 Row", postcode="LE13 9SH")
    unsaved = PracticeList(
        practice="Sileby surgery",
        agreement="Example",
        patients_told="told",
        purge_on=day + timedelta(days=90),
        rows=1,
        left_out=0,
    )
    found = triage.take_list(practice_list=unsaved, invitations=[asked], by=user, on=day)
    page = reverse("triage:accept_invitation", args=[found.pk, asked.pk])
    return Filled(page, page, {"words": TYPED}, f">{TYPED}<")


def mail(user: User) -> Filled:
    unsaved = Mail(sender="A ward", subject="Bath", body="Hard", received_on=rows.BOOKED_ON)
    taken = triage.take_mail(mail=unsaved, by=user, on=rows.BOOKED_ON)
    address = reverse("triage:close_mail", args=[taken.pk])
    return Filled(taken.get_absolute_url(), address, {"answer": TYPED}, f">{TYPED}<")


def sharing_flow(user: User) -> Filled:
    page = reverse("triage:change_sharing_flow", args=[SharingFlow.objects.get(code="fire").pk])
    return Filled(page, page, {"purpose": TYPED}, f'value="{TYPED}"')


def status_pin(user: User) -> Filled:
    referral = triage.log_referral(referral=new_referral(), by=user, on=rows.BOOKED_ON)
    page = reverse("triage:status", args=[referral.pk])
    return Filled(page, page, {"for_whom": TYPED}, f'value="{TYPED}"')


def give_out(user: User) -> Filled:
    locality = user.memberships.get().localities.get()
    case = make_case(locality=locality)
    worker = make_worker(locality=locality, name="Meera Wickfield")
    page = reverse("cases:give_out")
    typed = {"case": [case.pk], "worker": worker.pk}
    return Filled(f"{page}?case={case.pk}&worker={worker.pk}", page, typed, str(case.pk))


def step(user: User) -> Filled:
    case = make_case(locality=user.memberships.get().localities.get())
    page = reverse("cases:step", args=[case.pk, "allocate"])
    return Filled(page, page, {"worker": user.pk}, f'value="{user.pk}" selected')


def visit(user: User) -> Filled:
    page = reverse("cases:visit", args=[rows.make_visit(worker=user).pk])
    return Filled(page, page, {"R1": [TYPED], "revision": "0", "base": "{}"}, TYPED)


def move_visit(user: User) -> Filled:
    locality = user.memberships.get().localities.get()
    worker = make_worker(locality=locality, name="Meera Wickfield")
    booked = rows.make_visit(worker=worker)
    right = allocate(case=make_case(locality=locality), worker=worker, by=worker, on=DAY)
    page = reverse("cases:move_visit", args=[booked.pk])
    typed = {"to": right.reference, "reason": TYPED, "version": "1"}
    return Filled(f"{page}?to={right.reference}", page, typed, f">{TYPED}<")


def choose_answers(user: User) -> Filled:
    page = reverse("cases:visit", args=[rows.make_visit(worker=user).pk])
    typed = {"revision": "1", "base": "{}", "document": json.dumps({"R1": {"value": TYPED}})}
    return Filled(page, f"{page}choose/", typed, TYPED)


def visit_answers(user: User) -> Filled:
    pk = rows.make_visit(worker=user).pk
    body = json.dumps({"revision": 0, "answers": {"R1": {"value": TYPED}}})
    page, address = reverse("cases:visit", args=[pk]), reverse("cases:visit_answers", args=[pk])
    return Filled(page, address, {}, TYPED, script=body)


def plan(user: User) -> Filled:
    case = rows.make_plan(worker=user)
    prefix = f"d-{case.solutions.get().pk.hex}"
    page = reverse("cases:plan", args=[case.pk])
    typed = {f"{prefix}-step": "decline", f"{prefix}-reason": TYPED}
    return Filled(page, page, typed, f'value="{TYPED}"')


def add_solution(user: User) -> Filled:
    case = rows.make_plan(worker=user)
    typed = {"words": TYPED, "kind": "equipment"}
    page = reverse("cases:plan", args=[case.pk])
    return Filled(page, reverse("cases:add_solution", args=[case.pk]), typed, f'value="{TYPED}"')


def plan_follow_up(user: User) -> Filled:
    order, day = rows.make_order(worker=user), date(2026, 11, 16)
    rows.actions.receive(order=order, delivered_on=day, by=user, on=day)
    key = order.solution.case_id
    page, address = (reverse(f"cases:{name}", args=[key]) for name in ("plan", "plan_follow_up"))
    return Filled(page, address, {"due_on": "24/12/26"}, 'value="24/12/26"')


def place_order(user: User) -> Filled:
    case = rows.make_agreed(worker=user)
    accepted = case.solutions.get(state=SolutionState.ACCEPTED)
    page = reverse("cases:place_order", args=[accepted.pk])
    return Filled(page, page, {"supplier": TYPED}, f'value="{TYPED}"')


def receive_order(user: User) -> Filled:
    page = reverse("cases:receive_order", args=[rows.make_order(worker=user).pk])
    return Filled(page, page, {"delivered_on": "12/11/26"}, 'value="12/11/26"')


def cancel_order(user: User) -> Filled:
    page = reverse("cases:cancel_order", args=[rows.make_order(worker=user).pk])
    return Filled(page, page, {"reason": TYPED}, f'value="{TYPED}"')


def give_back(user: User) -> Filled:
    due = rows.make_follow_up(worker=user)
    rows.actions.follow_up(follow_up=due, suits=False, scores={}, by=user, on=due.due_on)
    page = reverse("cases:give_back", args=[due.case.solutions.get().pk])
    return Filled(page, page, {"reason": TYPED}, f'value="{TYPED}"')


def follow_up(user: User) -> Filled:
    page = reverse("cases:follow_up", args=[rows.make_follow_up(worker=user).pk])
    return Filled(page, page, {"suits": "no", "falls_since": "7"}, 'value="7"')


def close_after_follow_up(user: User) -> Filled:
    due = rows.make_follow_up(worker=user)
    scores = {"home": 5}
    rows.actions.follow_up(follow_up=due, suits=True, scores=scores, by=user, on=due.due_on)
    page = reverse("cases:follow_up", args=[due.pk])
    return Filled(page, f"{page}close/", {"outcome": "moved"}, 'value="moved" selected')


def waiting_case(user: User) -> Hold:
    case = rows.make_plan(worker=user)
    days = {"starts_on": rows.VISITED_ON, "next_on": rows.VISITED_ON}
    hold = Hold(case=case, cause="landlord", reason="Written consent", owner=user, **days)
    return rows.actions.put_on_hold(hold=hold, by=user, on=rows.VISITED_ON)


def chase_hold(user: User) -> Filled:
    page = reverse("cases:chase_hold", args=[waiting_case(user).pk])
    return Filled(page, page, {"next_step": TYPED}, f'value="{TYPED}"')


def lift_hold(user: User) -> Filled:
    page = reverse("cases:lift_hold", args=[waiting_case(user).pk])
    return Filled(page, page, {"until": "1/11/26"}, 'value="1/11/26"')


def note(user: User) -> Filled:
    page = reverse("cases:write_note", args=[rows.make_plan(worker=user).pk])
    return Filled(page, page, {"kind": "phone", "text": TYPED}, TYPED)


def correction(user: User) -> Filled:
    case, on = rows.make_plan(worker=user), rows.VISITED_ON
    said = Note(case=case, spoke_to="person", text="Sleeps upstairs.", happened_on=on)
    written = rows.actions.write_note(note=said, by=user, on=on)
    page = reverse("cases:correct_note", args=[written.pk])
    return Filled(page, page, {"text": TYPED}, TYPED)


def set_task(user: User) -> Filled:
    page = reverse("cases:set_task", args=[rows.make_plan(worker=user).pk])
    return Filled(page, page, {"text": TYPED}, f'value="{TYPED}"')


def change_task(user: User) -> Filled:
    case, on = rows.make_plan(worker=user), rows.VISITED_ON
    task = Task(case=case, text="Ring the landlord", owner=user, due_on=on)
    rows.actions.set_task(task=task, by=user, on=on)
    page = reverse("cases:change_task", args=[task.pk])
    return Filled(page, page, {"text": TYPED, "version": "1"}, f'value="{TYPED}"')


def death(user: User) -> Filled:
    page = reverse("cases:record_death", args=[rows.make_plan(worker=user).pk])
    return Filled(page, page, {"died_on": "1/11/26"}, 'value="1/11/26"')


def transfer(user: User) -> Filled:
    page = reverse("cases:transfer", args=[rows.make_plan(worker=user).pk])
    return Filled(page, page, {"reason": TYPED}, f'value="{TYPED}"')


def chase_list(user: User) -> Filled:
    waiting_case(user)
    page = reverse("cases:chase_list")
    return Filled(page, page, {"next_on": "24/12/26"}, 'value="24/12/26"')


def ot_wait(user: User) -> OtWait:
    case, on = rows.make_plan(worker=user), rows.VISITED_ON
    wait = OtWait(case=case, need="Stairs", risk="high", review_on=on)
    return rows.actions.ask_ot(wait=wait, by=user, on=on)


def ask_ot(user: User) -> Filled:
    page = reverse("cases:ask_ot", args=[rows.make_plan(worker=user).pk])
    return Filled(page, page, {"need": TYPED}, f'value="{TYPED}"')


def hold_risk(user: User) -> Filled:
    page = reverse("cases:hold_risk", args=[ot_wait(user).pk])
    return Filled(page, page, {"interim": TYPED}, f'value="{TYPED}"')


def note_fall(user: User) -> Filled:
    page = reverse("cases:note_fall", args=[ot_wait(user).pk])
    return Filled(page, page, {"fell_on": "1/11/26"}, 'value="1/11/26"')


def review_case(user: User) -> Filled:
    case = make_case(person=make_person(home=make_home(locality=make_locality())))
    page = reverse("cases:review_case", args=[case.pk])
    return Filled(page, page, {"next_step": TYPED}, f'value="{TYPED}"')


def pack(user: User) -> Filled:
    typed = {"period": "2026-08", "scope": COUNTY_KEY}
    page, address = reverse("reporting:packs"), reverse("reporting:ask_for_pack")
    return Filled(page, address, typed, 'value="2026-08" selected')


def change_service(user: User) -> Filled:
    service = DirectoryService.objects.create(
        organization=DirectoryOrganisation.objects.create(name="Good Neighbours"),
        name="Tea and talk",
        description="An hour of company.",
        needs=["loneliness"],
    )
    page = reverse("triage:change_service", args=[service.pk])
    return Filled(page, page, {"description": TYPED, "version": "1"}, TYPED)


FORMS: dict[str, Row] = {
    "core:account": Row(
        hsc, own("core:account", {"name": TYPED, "version": "1"}, f'value="{TYPED}"')
    ),
    "core:absences": Row(
        hsc,
        own("core:absences", {"kind": "leave", "starts_on": "24/12/26"}, 'value="24/12/26"'),
    ),
    "triage:log": Row(officer, log),
    "triage:sum_up": Row(officer, part_of_a_call("triage:sum_up")),
    "triage:look_up": Row(officer, part_of_a_call("triage:look_up")),
    "triage:save_draft": Row(officer, part_of_a_call("triage:save_draft")),
    "triage:decide": Row(officer, decide),
    "triage:add_service": Row(
        officer, own("triage:add_service", {"name": TYPED}, f'value="{TYPED}"')
    ),
    "triage:change_service": Row(officer, change_service),
    "triage:advice_new": Row(
        officer, own("triage:advice_new", {"title": TYPED}, f'value="{TYPED}"')
    ),
    "triage:advice_edit": Row(officer, advice),
    "cases:concern": Row(desk, concern),
    "triage:equality": Row(officer, equality),
    "triage:move": Row(manager, move),
    "triage:take_list": Row(
        officer,
        own("triage:take_list", {"press": "check", "practice": TYPED}, f'value="{TYPED}"'),
    ),
    "triage:accept_invitation": Row(officer, invitation),
    "triage:queue_views": Row(
        officer, own("triage:queue_views", {"name": TYPED}, f'value="{TYPED}"')
    ),
    "triage:paste_mail": Row(
        officer, own("triage:paste_mail", {"subject": TYPED}, f'value="{TYPED}"')
    ),
    "triage:close_mail": Row(officer, mail),
    "triage:change_sharing_flow": Row(manager, sharing_flow),
    "triage:partners": Row(manager, own("triage:partners", {"name": TYPED}, f'value="{TYPED}"')),
    "triage:status": Row(officer, status_pin),
    "cases:give_out": Row(manager, give_out),
    "cases:step": Row(hsc, step),
    **PEOPLE_FORMS,
    **THERAPY_FORMS,
    "cases:record_death": Row(hsc, death),
    "cases:transfer": Row(hsc, transfer),
    "cases:caseload_views": Row(
        hsc, own("cases:caseload_views", {"name": TYPED}, f'value="{TYPED}"')
    ),
    "cases:set_targets": Row(
        manager, own("cases:set_targets", {"source": TYPED}, f'value="{TYPED}"')
    ),
    "cases:set_threshold": Row(
        manager,
        own("cases:set_threshold", {"figure": "80", "source": TYPED}, f'value="{TYPED}"'),
    ),
    "cases:chase_list": Row(hsc, chase_list),
    "cases:ask_ot": Row(hsc, ask_ot),
    "cases:hold_risk": Row(hsc, hold_risk),
    "cases:note_fall": Row(hsc, note_fall),
    "cases:review_case": Row(manager, review_case),
    "cases:chase_hold": Row(hsc, chase_hold),
    "cases:lift_hold": Row(hsc, lift_hold),
    "cases:write_note": Row(hsc, note),
    "cases:correct_note": Row(hsc, correction),
    "cases:set_task": Row(hsc, set_task),
    "cases:change_task": Row(hsc, change_task),
    "cases:visit": Row(hsc, visit),
    "cases:move_visit": Row(manager, move_visit),
    "cases:choose_answers": Row(hsc, choose_answers),
    "cases:visit_answers": Row(hsc, visit_answers),
    "cases:plan": Row(hsc, plan),
    "cases:add_solution": Row(hsc, add_solution),
    "cases:plan_follow_up": Row(hsc, plan_follow_up),
    "cases:place_order": Row(hsc, place_order),
    "cases:receive_order": Row(hsc, receive_order),
    "cases:cancel_order": Row(hsc, cancel_order),
    "cases:give_back": Row(hsc, give_back),
    "cases:follow_up": Row(hsc, follow_up),
    "cases:close_after_follow_up": Row(hsc, close_after_follow_up),
    "reporting:ask_for_pack": Row(manager, pack),
}
