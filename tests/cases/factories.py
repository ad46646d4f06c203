"""Makers of people, cases and what belongs to them; everybody is invented and looks it."""

from datetime import date

from cases.actions.people import spell
from cases.enums import CaseKind, CompetenceArea, Complexity, MilestoneKind, Urgency
from cases.models import Case, Competence, Home, Person, Target
from cases.references import new_reference
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.roles import ROLES, RoleCode
from lightbulb.core.organisations.models import Locality
from lightbulb.core.staff.models import User
from tests.core.factories import make_locality, make_membership, make_user

DAY = date(2026, 11, 2)


def make_home(
    *,
    address: str = "4 Lantern Row",
    town: str = "Elmshire",
    postcode: str = "",
    locality: Locality | None = None,
) -> Home:
    return Home.objects.create(
        address=address, town=town, postcode=postcode, locality=locality or make_locality()
    )


def make_person(
    *,
    given_name: str = "Wilf",
    family_name: str = "Candlewick",
    date_of_birth: date | None = date(1941, 3, 14),
    home: Home | None = None,
) -> Person:
    person = Person(
        given_name=given_name,
        family_name=family_name,
        date_of_birth=date_of_birth,
        home=home or make_home(),
    )
    spell(person)
    person.save(force_insert=True)
    return person


def make_case(
    *,
    person: Person | None = None,
    locality: Locality | None = None,
    opened_on: date = DAY,
    urgency: Urgency = Urgency.NOT_URGENT,
    complexity: Complexity = Complexity.SIMPLE,
) -> Case:
    """A case just opened, not given out, with its first milestones as the verb leaves them."""
    person = person or make_person(home=make_home(locality=locality or make_locality()))
    case = Case.objects.create(
        reference=new_reference(),
        person=person,
        home=person.home,
        locality=locality or person.home.locality,
        kind=CaseKind.LOCALITY,
        urgency=urgency,
        complexity=complexity,
        opened_on=opened_on,
        stage_since=opened_on,
        waiting_since=opened_on,
    )
    for kind in (
        MilestoneKind.CONTACT_RECEIVED,
        MilestoneKind.TRIAGED,
        MilestoneKind.REFERRED,
    ):
        case.milestones.create(kind=kind, happened_on=opened_on, event_id=0)
    return case


def make_target(*, code: str = "not_urgent_simple", working_days: int = 130) -> Target:
    return Target.objects.create(
        code=code, working_days=working_days, starts_on=date(2020, 1, 1), source="Example"
    )


def make_threshold(*, code: str, on: date = date(2020, 1, 1), **figure: int) -> Target:
    """A figure of a rule in force from a day, its unit named as in `days=28`."""
    return Target.objects.create(code=code, starts_on=on, source="Example", **figure)


def make_worker(
    *, locality: Locality, role: RoleCode = RoleCode.HSC, name: str = "Asha Lampwright"
) -> User:
    """Somebody with a post in a locality; whoever takes cases is a trusted assessor, signed off
    for equipment and minor adaptations."""
    user = make_user(name=name)
    make_membership(user=user, localities=[locality], role=role)
    if Permission.TAKE_CASES in ROLES[role].permissions:
        make_competent(user)
    return user


def make_competent(
    worker: User,
    *areas: CompetenceArea,
    starts_on: date = date(2020, 1, 1),
    ends_on: date | None = None,
) -> None:
    """Sign somebody off, for equipment and minor adaptations where nothing is said."""
    for area in areas or (CompetenceArea.EQUIPMENT, CompetenceArea.MINOR_ADAPTATIONS):
        Competence.objects.create(
            worker=worker,
            area=area,
            ground="Trusted assessor, level 3",
            given_by=worker,
            starts_on=starts_on,
            ends_on=ends_on,
        )
