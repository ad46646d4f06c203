"""Who stands around the people of the demonstration's open cases: at home, for them, against us."""

from datetime import date, timedelta
from random import Random

from cases import actions
from cases.enums import Authority
from cases.models import (
    Advocate,
    CapacityDecision,
    Case,
    Complaint,
    HouseholdMember,
    Person,
    Representative,
)
from lightbulb.core.staff.models import User

AT_HOME = (
    ("Maud", "sister"),
    ("Ned", "husband"),
    ("Ida", "wife"),
    ("Tom", "grandson"),
)
SPEAKERS = (
    ("Carol Example-Wick", "daughter", Authority.ATTORNEY_WELFARE, "The registered power"),
    ("Dean Example-Taper", "son", Authority.INFORMAL, ""),
)
NOT_SATISFIED = (
    ("service", "Nobody rang when they said they would."),
    ("landlord", "The landlord has not answered since the summer."),
)


def tell_of_people(case: Case, worker: User, luck: Random, *, on: date) -> None:
    """Some of what there can be around somebody; most people have none of it."""
    for chance, what in ((0.3, at_home), (0.2, speaks), (0.06, decides), (0.06, complains)):
        if luck.random() < chance:
            what(case, worker, luck, on=on)


def at_home(case: Case, worker: User, luck: Random, *, on: date) -> None:
    if case.home is None or HouseholdMember.objects.filter(home=case.home).count() > 1:
        return
    name, relation = luck.choice(AT_HOME)
    person = Person(given_name=name, family_name=case.person.family_name)
    member = actions.join_household(
        case=case, person=person, relation=relation, since=on, by=worker, on=on
    )
    if relation in ("husband", "wife"):
        actions.name_carer(case=case, carer=member.person, by=worker, on=on)


def speaks(case: Case, worker: User, luck: Random, *, on: date) -> None:
    name, relation, authority, evidence = luck.choice(SPEAKERS)
    who = Representative(name=name, relation=relation, phone="01632 960118", authority=authority)
    who.evidence, who.seen_on, who.starts_on = evidence, on if evidence else None, on
    actions.add_representative(case=case, representative=who, by=worker, on=on)


def decides(case: Case, worker: User, luck: Random, *, on: date) -> None:
    """One decision somebody cannot make, and an advocate who is needed for the assessment."""
    decision = CapacityDecision(case=case, about="Whether the bath is taken out", kind="welfare")
    decision.has_capacity, decision.decided_by = False, "best_interests"
    decision.how_found = "With pictures they could not say what would change."
    decision.consulted, decision.reasons = "A neighbour", "They want to wash without help."
    decision.decided_on = on
    actions.record_capacity(decision=decision, by=worker, on=on)
    needed = Advocate(case=case, purpose="assessment", difficulty=True, suitable=False)
    needed.what_is_hard = "Does not remember the visit before"
    actions.judge_advocate(advocate=needed, by=worker, on=on)


def complains(case: Case, worker: User, luck: Random, *, on: date) -> None:
    about, words = luck.choice(NOT_SATISFIED)
    told = Complaint(case=case, about=about, words=words, made_by="Carol Example-Wick, daughter")
    told.received_on = on - timedelta(days=1)
    landlord = "Soar Valley Homes" if about == "landlord" else ""
    actions.record_complaint(complaint=told, landlord=landlord, by=worker, on=on)
