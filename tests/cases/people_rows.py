"""People around the person of a case, written down by the verbs themselves."""

from datetime import date

from cases import actions
from cases.enums import Authority
from cases.models import Advocate, Case, Complaint, HouseholdMember, Person, Representative
from lightbulb.core.staff.models import User
from tests.cases.visit_rows import VISITED_ON


def make_member(
    case: Case,
    *,
    by: User,
    name: str = "Maud Candlewick",
    relation: str = "sister",
    since: date = date(2026, 11, 1),
    on: date = VISITED_ON,
) -> HouseholdMember:
    """Somebody new who lives with the person of a case."""
    given_name, family_name = name.split(" ", 1)
    person = Person(given_name=given_name, family_name=family_name)
    return actions.join_household(
        case=case, person=person, relation=relation, since=since, by=by, on=on
    )


def make_representative(
    case: Case,
    *,
    by: User,
    authority: Authority = Authority.ATTORNEY_WELFARE,
    evidence: str = "The registered power",
    on: date = VISITED_ON,
) -> Representative:
    """A daughter whose authority was seen on the day, unless `evidence` is empty."""
    carol = Representative(name="Carol Wick", relation="daughter", phone="01632 960 118")
    carol.authority, carol.evidence, carol.starts_on = authority, evidence, on
    carol.seen_on = on if evidence else None
    return actions.add_representative(case=case, representative=carol, by=by, on=on)


def make_advocate(case: Case, *, by: User, on: date = VISITED_ON) -> Advocate:
    """One is needed for the assessment, and nobody has asked for one yet."""
    needed = Advocate(case=case, purpose="assessment", difficulty=True, suitable=False)
    return actions.judge_advocate(advocate=needed, by=by, on=on)


def make_complaint(
    case: Case, *, by: User, about: str = "service", landlord: str = "", on: date = VISITED_ON
) -> Complaint:
    """Carol complains that nobody rang."""
    complaint = Complaint(case=case, about=about, words="Nobody rang.", made_by="Carol Wick")
    complaint.received_on = on
    return actions.record_complaint(complaint=complaint, landlord=landlord, by=by, on=on)
