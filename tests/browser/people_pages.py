"""Pages about the people around somebody, each at its fullest."""

from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from cases import actions
from cases.enums import Stage
from cases.models import (
    Advocate,
    CapacityDecision,
    Complaint,
    HouseholdMember,
    Person,
    Representative,
)
from tests.browser.rows import Row, found, of_case
from tests.browser.world import World
from triage.actions import say_sharing
from triage.models import CaseSharing, SharingFlow


def member_of(world: World) -> HouseholdMember:
    """A sister who lives with the person of a case and cares for them."""
    case, on = found(world, Stage.DELIVERING), timezone.localdate()
    sister = Person(given_name="Maud", family_name="Example-Candlewick")
    member = actions.join_household(
        case=case, person=sister, relation="sister", since=on, by=world.person, on=on
    )
    actions.name_carer(case=case, carer=member.person, by=world.person, on=on)
    return member


def of_member(world: World, name: str) -> str:
    member = member_of(world)
    return reverse(name, args=[found(world, Stage.DELIVERING).pk, member.pk])


def representative_of(world: World) -> Representative:
    case, on = found(world, Stage.DELIVERING), timezone.localdate()
    carol = Representative(name="Carol Example", relation="daughter", phone="01632 960 118")
    carol.authority, carol.evidence = "attorney_welfare", "The registered power"
    carol.seen_on = carol.starts_on = on
    return actions.add_representative(case=case, representative=carol, by=world.person, on=on)


def decided(world: World) -> None:
    """That somebody cannot decide about their shower, and who does."""
    case, on = found(world, Stage.DELIVERING), timezone.localdate()
    decision = CapacityDecision(
        case=case, about="The level access shower goes ahead", kind="welfare", has_capacity=False
    )
    decision.how_found = "With pictures she could not say what the works would change."
    decision.decided_by, decision.consulted = "best_interests", "Her sister Maud, and her nurse"
    decision.reasons, decision.decided_on = "She wants to wash herself, and can in it.", on
    actions.record_capacity(decision=decision, by=world.person, on=on)


def advocate_of(world: World) -> Advocate:
    case, on = found(world, Stage.DELIVERING), timezone.localdate()
    if needed := Advocate.objects.open().filter(case=case).first():
        return needed
    needed = Advocate(case=case, purpose="assessment", difficulty=True, suitable=False)
    needed.what_is_hard = "Remembers nothing of the visit before"
    return actions.judge_advocate(advocate=needed, by=world.person, on=on)


def complaint_of(world: World) -> Complaint:
    case, on = found(world, Stage.DELIVERING), timezone.localdate()
    complaint = Complaint(case=case, about="landlord", words="Nobody rang.", received_on=on)
    complaint.made_by, complaint.reach = "Carol Example, daughter", "01632 960 118"
    who = "Soar Valley Homes"
    return actions.record_complaint(complaint=complaint, landlord=who, by=world.person, on=on)


def of_complaint(world: World, name: str) -> str:
    return reverse(name, args=[complaint_of(world).pk])


def of_representative(world: World, name: str) -> str:
    key = representative_of(world).pk
    return reverse(name, args=[found(world, Stage.DELIVERING).pk, key])


def with_everybody(world: World) -> str:
    member_of(world)
    representative_of(world)
    decided(world)
    advocate_of(world)
    return reverse("cases:people_and_home", args=[found(world, Stage.DELIVERING).pk])


def flow() -> SharingFlow:
    return SharingFlow.objects.get(code="fire")


def asked(world: World) -> UUID:
    """A case in which something was agreed to, and taken back."""
    case, on = found(world, Stage.DELIVERING), timezone.localdate()
    for answer in ("agreed", "refused"):
        said = CaseSharing(case=case, flow=flow(), answer=answer, said_by="Carol Example")
        said.said_how, said.said_on = "phone", on
        say_sharing(sharing=said, by=world.person, on=on)
    return case.pk


PEOPLE_PAGES: dict[str, Row] = {
    "cases:people_and_home": Row(with_everybody),
    "cases:answer_call": Row(
        lambda world: reverse("cases:answer_call", args=[found(world, Stage.DELIVERING).pk]),
        by_triage=True,
    ),
    "cases:add_carer": of_case("cases:add_carer", Stage.DELIVERING),
    "cases:change_details": of_case("cases:change_details", Stage.DELIVERING),
    "triage:case_sharing": Row(lambda world: reverse("triage:case_sharing", args=[asked(world)])),
    "triage:say_sharing": Row(
        lambda world: reverse("triage:say_sharing", args=[asked(world), flow().pk])
    ),
    "cases:join_household": of_case("cases:join_household", Stage.DELIVERING),
    "cases:add_representative": of_case("cases:add_representative", Stage.DELIVERING),
    "cases:record_capacity": of_case("cases:record_capacity", Stage.DELIVERING),
    "cases:judge_advocate": of_case("cases:judge_advocate", Stage.DELIVERING),
    "cases:answer_advocate": Row(
        lambda world: reverse("cases:answer_advocate", args=[advocate_of(world).pk])
    ),
    "cases:complaints": Row(
        lambda world: reverse("cases:complaints", args=[complaint_of(world).case_id])
    ),
    "cases:record_complaint": of_case("cases:record_complaint", Stage.DELIVERING),
    "cases:acknowledge_complaint": Row(
        lambda world: of_complaint(world, "cases:acknowledge_complaint")
    ),
    "cases:answer_complaint": Row(lambda world: of_complaint(world, "cases:answer_complaint")),
    "cases:withdraw_complaint": Row(lambda world: of_complaint(world, "cases:withdraw_complaint")),
    "cases:correct_representative": Row(
        lambda world: of_representative(world, "cases:correct_representative")
    ),
    "cases:end_representative": Row(
        lambda world: of_representative(world, "cases:end_representative")
    ),
    "cases:leave_household": Row(lambda world: of_member(world, "cases:leave_household")),
}
