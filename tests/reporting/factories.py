"""Makers of what figures are counted from: one line for a case with its dates."""

from datetime import date

from cases.enums import MilestoneKind, Outcome, SolutionKind, SolutionState, Stage, VisitState
from cases.models import Case, Person, Solution, Visit
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.organisations.models import Locality
from lightbulb.core.staff.models import User
from tests.cases.factories import make_case, make_home, make_person, make_worker
from tests.core.factories import make_locality, make_membership, make_user
from tests.triage.factories import new_referral
from triage.models import Referral


def make_referral(*, received_on: date, locality: Locality | None, number: int = 0) -> Referral:
    """A referral received on a day, about somebody new; `number` keeps references apart."""
    person = make_person(home=make_home(locality=locality))
    referral = new_referral(person=person)
    referral.reference = f"R-{Referral.objects.count():06}"
    referral.received_on, referral.locality = received_on, locality
    referral.save(force_insert=True)
    return referral


def make_dated_case(
    *,
    locality: Locality,
    triaged_on: date = date(2026, 9, 1),
    given_out_on: date | None = None,
    visited_on: date | None = None,
    closed_on: date | None = None,
    person: Person | None = None,
) -> Case:
    """A case with the milestones of the days named, and no others."""
    case = make_case(locality=locality, opened_on=triaged_on, person=person)
    days = {
        MilestoneKind.ALLOCATED: given_out_on,
        MilestoneKind.ASSESSMENT_DONE: visited_on,
        MilestoneKind.CLOSED: closed_on,
    }
    for kind, day in days.items():
        if day:
            case.milestones.create(kind=kind, happened_on=day, event_id=0)
    if closed_on:
        case.stage, case.closed_on, case.outcome = Stage.CLOSED, closed_on, Outcome.COMPLETED
        case.save()
    return case


def make_solutions(
    case: Case,
    number: int,
    *,
    state: SolutionState = SolutionState.DELIVERED,
    kind: SolutionKind = SolutionKind.EQUIPMENT,
) -> None:
    """As many solutions of a case as said, all alike."""
    visit = case.visits.first() or make_visit(case)
    begun = case.solutions.count()
    day = None if state == SolutionState.OFFERED else date(2026, 10, 1)
    later = date(2027, 3, 1) if state == SolutionState.DECLINED else None
    Solution.objects.bulk_create(
        Solution(
            case=case,
            visit=visit,
            code=f"thing_{begun + each}",
            label="A rail",
            kind=kind,
            domain="mobility",
            because="Stairs: a lot of difficulty",
            state=state,
            decided_on=day,
            ask_again_on=later,
        )
        for each in range(number)
    )


def make_visit(case: Case) -> Visit:
    return Visit.objects.create(
        case=case,
        worker=User.objects.first() or make_worker(locality=case.locality),
        starts_at="2026-10-01T09:00:00Z",
        state=VisitState.CANCELLED,
    )


def make_manager(*, name: str = "Ottilie Wickmaker", role: RoleCode = RoleCode.HUB_MANAGER) -> User:
    """Somebody who runs the hub."""
    user = make_user(name=name)
    make_membership(user=user, role=role)
    return user


def two_localities() -> tuple[Locality, Locality]:
    return make_locality(name="Ashby Vale", code="ashby-vale"), make_locality(
        name="Brook End", code="brook-end"
    )
