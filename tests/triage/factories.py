"""Makers of referrals."""

from datetime import date

from cases.models import Person
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.organisations.enums import OrganisationKind
from lightbulb.core.staff.models import User
from tests.cases.factories import make_person
from tests.core.factories import make_membership, make_organisation, make_user
from triage.enums import Door, Need, Source
from triage.models import Referral

RECEIVED_ON = date(2026, 11, 20)


def new_referral(*, person: Person | None = None, **told: object) -> Referral:
    """A referral as a form hands it to the verb: not saved yet."""
    person = person or make_person()
    told = {"needs": [Need.BATHING], "ranks_from": RECEIVED_ON} | told
    return Referral(door=Door.CSC, source=Source.FAMILY, person=person, home=person.home, **told)


def make_triage_officer(*, name: str = "Priya Wickfield") -> User:
    user = make_user(name=name)
    county = make_organisation(name="Elmshire County Council", kind=OrganisationKind.COUNTY)
    make_membership(user=user, organisation=county, role=RoleCode.TRIAGE_OFFICER)
    return user
