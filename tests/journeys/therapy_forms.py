"""Forms of Occupational Therapists: assessments, and what they agree to."""

from django.urls import reverse

from cases.enums import SolutionKind
from cases.models import SignOff, Solution
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.staff.models import User
from tests.cases import visit_rows as rows
from tests.cases.factories import make_worker
from tests.core.factories import make_locality
from tests.journeys.filled import TYPED, Filled, Row, hsc


def therapist() -> User:
    return make_worker(locality=make_locality(), role=RoleCode.OT, name="Farida Wickett")


def manager() -> User:
    return make_worker(locality=make_locality(), role=RoleCode.SERVICE_MANAGER)


def plan_where(user: User) -> Solution:
    """Something of a plan in the locality of somebody who does not lead the case."""
    worker = make_worker(locality=user.memberships.get().localities.get(), name="Bram Candlewick")
    found: Solution = rows.make_plan(worker=worker).solutions.get()
    return found


def booking(user: User) -> Filled:
    page = reverse("cases:book_assessment", args=[rows.make_plan(worker=user).pk])
    return Filled(page, page, {"day": TYPED}, f'value="{TYPED}"')


def adding(user: User) -> Filled:
    case = plan_where(user).case
    visit = rows.actions.book_assessment(
        case=case, worker=user, starts_at=rows.VISITED_AT, by=user, on=rows.BOOKED_ON
    )
    rows.answer(visit, {"OT1": {"value": "She cannot lift her leg."}})
    rows.actions.sign_assessment(visit=visit, by=user, on=rows.VISITED_ON)
    page = reverse("cases:addend_assessment", args=[visit.pk])
    return Filled(page, page, {"text": TYPED}, TYPED)


def agreeing(user: User) -> Filled:
    visit = plan_where(user).visit
    by, kind = visit.worker, SolutionKind.MAJOR_ADAPTATION
    words = {"code": "level_shower", "label": "Level access shower", "because": "The bath"}
    shower = Solution(visit=visit, case=visit.case, kind=kind, domain="mobility", **words)
    rows.actions.add_solution(solution=shower, by=by, on=rows.VISITED_ON)
    page = reverse("cases:sign_off", args=[SignOff.objects.get().pk])
    return Filled(page, page, {"remark": TYPED}, f'value="{TYPED}"')


def signing_off(user: User) -> Filled:
    worker = make_worker(locality=user.memberships.get().localities.get(), name="Bram Candlewick")
    page = reverse("cases:give_competence", args=[worker.pk])
    return Filled(page, page, {"ground": TYPED}, f'value="{TYPED}"')


def standing(user: User) -> Filled:
    page = reverse("cases:set_standing")
    return Filled(page, page, {"instruction": TYPED}, f'value="{TYPED}"')


THERAPY_FORMS: dict[str, Row] = {
    "cases:book_assessment": Row(hsc, booking),
    "cases:addend_assessment": Row(therapist, adding),
    "cases:sign_off": Row(therapist, agreeing),
    "cases:set_standing": Row(manager, standing),
    "cases:give_competence": Row(manager, signing_off),
}
