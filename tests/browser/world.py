"""The world that the pages are looked at in: a locality with everything under way in it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from cases.clock import targets_on
from cases.models import (
    Case,
)
from cases.mot.sets import question_set
from cases.seed.targets import seed_targets
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import Locality, User
from lightbulb.core.organisations.enums import Function, OrganisationKind
from tests.cases.factories import make_competent
from tests.core.factories import (
    PASSWORD,
    make_absence,
    make_agreement,
    make_locality,
    make_membership,
    make_notice,
    make_organisation,
    make_user,
)
from triage.demonstration.bulk import write
from triage.demonstration.cast import Cast
from triage.demonstration.inhabitants import districts
from triage.demonstration.stories import ASKED, stories


@dataclass(frozen=True)
class World:
    """A small partnership on a day, with one person in the middle of everything."""

    person: User
    colleague: User
    manager: User
    desk: User
    triage: User
    therapist: User
    locality: Locality

    @property
    def cases(self) -> QuerySet[Case]:
        """The locality's cases, which the person may see."""
        return Case.objects.filter(locality=self.locality).order_by("pk")


def make_world(*, on: date) -> World:
    """The fullest state: notices, days away, cover both ways, two roles, an agreement."""
    county = make_organisation(name="Elmshire County Council", kind=OrganisationKind.COUNTY)
    locality = make_locality(name="Elmshire")
    make_organisation(
        name="Lightbulb hub",
        short_name="Hub",
        kind=OrganisationKind.HUB,
        hosted_by=locality.organisation,
    )
    person = make_user(email="asha@partner.example", password=PASSWORD)
    colleague = make_user(name="Bram Candlewick", email="bram@partner.example")
    make_membership(user=person, localities=[locality])
    make_membership(user=person, localities=[locality], role=RoleCode.TECHNICAL_HSC)
    make_membership(user=colleague, localities=[locality])
    make_agreement(function=Function.CASEWORK, giver=locality.organisation, receiver=county)
    manager = make_user(name="Clementine Sconce", email="clem@partner.example")
    make_membership(user=manager, localities=[locality], role=RoleCode.SERVICE_MANAGER)
    desk = make_user(name="Theodora Snuffer", email="theo@partner.example")
    make_membership(user=desk, organisation=county, role=RoleCode.ADULT_SAFEGUARDING)
    triage = make_user(name="Priya Wickfield", email="priya@partner.example")
    make_membership(user=triage, organisation=county, role=RoleCode.TRIAGE_OFFICER)
    therapist = make_user(name="Farida Wickett", email="farida@partner.example")
    make_membership(user=therapist, organisation=county, localities=[locality], role=RoleCode.OT)
    make_competent(person)
    make_membership(user=manager, localities=[locality], role=RoleCode.RECORD_STEWARD)
    make_membership(user=manager, role=RoleCode.AUDITOR)
    days_away(person, colleague, on=on)
    lately(person, manager, locality, on=on)
    make_notice(to=person, url=reverse("core:colleague", args=[colleague.pk]))
    make_notice(to=person, text="The partnership's hosts have changed.")
    return World(person, colleague, manager, desk, triage, therapist, locality)


def lately(person: User, manager: User, locality: Locality, *, on: date) -> None:
    """What began in the last two months of the demonstration, all of it in one locality."""
    seed_targets(on=on)
    codes = [district["lad_code"] for district in districts()]
    cast = Cast(manager, dict.fromkeys(codes, locality), {code: [person] for code in codes})
    questions = question_set(ASKED)
    told = stories(range(600), on=on, years=1, questions=questions)
    recent = [story for story in told if story.received_on > on - timedelta(days=60)]
    write(recent, cast, questions=questions, targets=targets_on)


def days_away(person: User, colleague: User, *, on: date) -> None:
    """The colleague is away and covered by the person, and the other way round later."""
    soon, later = on + timedelta(days=14), on + timedelta(days=20)
    make_absence(user=colleague, cover=person, starts_on=on, ends_on=on + timedelta(days=4))
    make_absence(user=person, cover=colleague, starts_on=soon, ends_on=later)
