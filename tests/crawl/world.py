"""Somebody in each role, and marked people whose words stand nowhere else."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from cases.enums import LetterState, Stage, VisitKind
from cases.models import Case, FollowUp, Letter, LetterContent, Person, Solution, Visit
from lightbulb.core.access.roles import RoleCode as Role
from lightbulb.core.models import Locality, User
from tests.cases.factories import make_case, make_home, make_person
from tests.core.access.factories import make_restriction
from tests.core.factories import make_locality, make_membership, make_user
from tests.triage.factories import new_referral

ON = date(2026, 11, 23)
VISIT_AT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
DESKS = frozenset({Role.ADULT_SAFEGUARDING, Role.CHILD_SAFEGUARDING})
# By docs/access.md: who reaches the whole county and reads cases or referrals there.
OF_THE_COUNTY = DESKS | {
    *(Role.TRIAGE_OFFICER, Role.SENIOR_HSC, Role.HUB_MANAGER, Role.SERVICE_MANAGER),
    *(Role.RECORD_STEWARD, Role.AUDITOR, Role.INFORMATION_GOVERNANCE),
}


@dataclass(frozen=True)
class Marked:
    """A person with everything that is kept of them, and the roles meant to see them."""

    person: Person
    case: Case
    keys: tuple[Any, ...]
    marks: tuple[str, ...]
    meant_for: frozenset[Role]

    @property
    def searches(self) -> tuple[str, ...]:
        person, home = self.person, self.person.home
        born = person.date_of_birth
        return (
            *(person.family_name, person.given_name, person.full_name, person.nhs_number),
            *(person.phone, person.phone[-4:], home.postcode, home.address, self.case.reference),
            *(self.case.referral.reference, f"{born:%-d/%-m/%Y}", f"{person.family_name} 1931"),
        )


class World:
    """Everybody's post is in Elmshire; one marked person lives there and is restricted."""

    def __init__(self) -> None:
        self.here, self.there = make_locality(name="Elmshire"), make_locality(name="Ashmoor")
        self.users = {role: self.somebody(role) for role in Role}
        self.elsewhere = marked("Zephyrine Quillfeather", self.there, OF_THE_COUNTY, "9990000018")

    def somebody(self, role: Role) -> User:
        user = make_user(name=f"The {role.label}", password=None)
        make_membership(user=user, localities=[self.here], role=role)
        return user

    def hide(self) -> Marked:
        """Add the restricted person, for whom one worker of the locality is named."""
        meant_for = DESKS | {Role.HSC}
        hidden = marked("Oberonia Thistlewrack", self.here, meant_for, "9990000026")
        make_restriction(hidden.person, named=[self.users[Role.HSC]])
        return hidden


def marked(name: str, place: Locality, meant_for: frozenset[Role], number: str) -> Marked:
    given, family = name.split()
    home = make_home(address=f"7 {family} Yard", postcode=f"LE99 {number[-1]}ZQ", locality=place)
    person = make_person(
        given_name=given, family_name=family, home=home, date_of_birth=date(1931, 7, 9)
    )
    person.nhs_number, person.phone = number, f"01632 96{number[-4:]}"
    person.save()
    worker = make_user(name="Meera Wickfield", password=None)
    case = make_case(person=person, locality=place)
    case.lead_worker, case.stage = worker, Stage.VISIT_BOOKED
    case.save()
    rows = rows_of(case, worker, family)
    keys = (person.pk, case.pk, *(row.pk for row in rows))
    marks = (given, family, number, person.phone, home.postcode, case.reference)
    return Marked(person, case, keys, (*marks, *map(str, keys)), meant_for)


def rows_of(case: Case, worker: User, word: str) -> list[Any]:
    """A referral, a visit, a solution, a follow-up and a letter, each with the mark in it."""
    told = new_referral(person=case.person, locality=case.locality, words=f"{word} fell")
    told.reference, told.received_on, told.case = f"{case.reference[:-1]}Z", case.opened_on, case
    told.save(force_insert=True)
    visit = Visit.objects.create(
        case=case, kind=VisitKind.FIRST, worker=worker, starts_at=VISIT_AT, minutes=90
    )
    solution = Solution.objects.create(
        case=case,
        visit=visit,
        code="rail",
        label=f"A rail for {word}",
        kind="equipment",
        domain="home",
        because=f"{word} said so",
    )
    follow_up = FollowUp.objects.create(case=case, due_on=ON)
    return [told, visit, solution, follow_up, letter_of(case, word)]


def letter_of(case: Case, word: str) -> Letter:
    letter = Letter.objects.create(
        kind="acknowledgement",
        reference=case.reference,
        person=case.person,
        case=case,
        to_name=case.person.full_name,
        said={"received_on": "Monday 2 November 2026", "next_step": f"{word} is rung."},
        signed_by="Asha Lampwright",
        state=LetterState.READY,
        asked_on=case.opened_on,
    )
    LetterContent.objects.create(letter=letter, content=f"%PDF-1.7 {word}".encode())
    return letter
