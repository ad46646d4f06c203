"""Writing down who decides one thing: what is kept, and what is refused on the page."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases import actions
from cases.enums import Authority
from cases.models import CapacityDecision
from cases.rules import capacity as rule
from lightbulb.core.record.models import Event
from tests.cases.factories import make_case, make_person
from tests.cases.people_rows import make_representative
from tests.cases.visit_rows import VISITED_ON, make_hsc

DAY = VISITED_ON
SHOWER = "Level access shower goes ahead"
HOW = "With pictures and time she could not say what would change."


def keep(case, by, *, on=DAY, **said):
    known = {"about": SHOWER, "kind": "welfare", "has_capacity": False, "how_found": HOW}
    decision = CapacityDecision(case=case, decided_on=DAY, **(known | said))
    return actions.record_capacity(decision=decision, by=by, on=on)


def post(client, case, **said):
    known = {"about": SHOWER, "kind": "welfare", "has_capacity": "no", "how_found": HOW}
    page = reverse("cases:record_capacity", args=[case.pk])
    return client.post(page, known | {"decided_on": "today"} | said, follow=True)


def test_under_whose_authority_is_kept_as_it_was(case, hsc):
    carol = make_representative(case, by=hsc)
    decision = keep(case, hsc, decided_by="representative", representative=carol)
    changes = {"authority": Authority.DEPUTY_MONEY}
    actions.correct_representative(
        case=case, representative=carol, changes=changes, version=1, by=hsc, on=DAY
    )
    decision.refresh_from_db()
    assert decision.authority == Authority.ATTORNEY_WELFARE
    assert Event.objects.get(verb="capacity_recorded").detail == {
        "decision": str(decision.pk),
        "kind": "welfare",
        "by": "representative",
    }


def test_money_is_not_for_the_attorney_for_health(case, hsc):
    carol = make_representative(case, by=hsc)
    with pytest.raises(ValidationError) as refused:
        keep(case, hsc, kind="money", decided_by="representative", representative=carol)
    assert refused.value.message_dict == {"representative": [rule.ONLY_MONEY]}


def test_whoever_speaks_for_somebody_else_decides_nothing_here(case, hsc):
    person = make_person(given_name="Ida", home=case.home)
    other = make_case(person=person, locality=case.locality)
    stranger = make_representative(other, by=hsc)
    with pytest.raises(ValidationError, match="do not speak for this person"):
        keep(case, hsc, decided_by="representative", representative=stranger)


def test_nothing_is_decided_on_a_day_to_come(case, hsc):
    with pytest.raises(ValidationError, match="today or before"):
        keep(case, hsc, decided_by="court", reasons="Order", on=date(2026, 11, 9))


def test_a_worker_of_another_place_writes_nothing_down(case):
    with pytest.raises(PermissionDenied):
        keep(case, make_hsc(name="Ida Far", place="Ashmoor"), decided_by="court", reasons="Order")


@pytest.mark.parametrize(
    "said",
    [
        {"decided_by": "relative"},
        {"decided_by": "representative"},
        {"decided_by": "person"},
        {"decided_by": "court", "has_capacity": True},
        {"decided_by": "court", "how_found": ""},
    ],
)
def test_the_database_keeps_none_of_these_either(case, hsc, said):
    known = {"about": SHOWER, "kind": "welfare", "has_capacity": False, "how_found": HOW}
    row = CapacityDecision(case=case, decided_on=DAY, recorded_by=hsc, **(known | said))
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


# --- On the page -------------------------------------------------------------------------


def test_the_family_agrees_is_refused_beside_its_question(client, case, hsc):
    client.force_login(hsc)
    response = post(client, case, decided_by="relative")
    assert response.status_code == 422
    words = response.content.decode()
    assert rule.RELATIVES_WORD in words
    assert SHOWER in words


def test_best_interests_are_kept_with_who_was_heard_and_the_law(client, case, hsc):
    client.force_login(hsc)
    bare = post(client, case, decided_by="best_interests").content.decode()
    assert rule.WHO_WAS_HEARD in bare
    heard = {"consulted": "Her sister Maud", "reasons": "She wants to wash herself."}
    words = post(client, case, decided_by="best_interests", **heard).content.decode()
    for said in (SHOWER, HOW, "Her sister Maud", "Mental Capacity Act 2005 s.4 and s.5"):
        assert said in words


def test_whoever_can_decide_does(client, case, hsc):
    client.force_login(hsc)
    words = post(client, case, has_capacity="yes", decided_by="court").content.decode()
    assert rule.THEMSELVES in words
    words = post(client, case, has_capacity="yes", how_found="").content.decode()
    assert "Wilf, who can decide it" in words


def test_for_a_child_capacity_is_not_asked_and_a_parent_decides(client, case, hsc):
    case.person.date_of_birth = date(2018, 3, 14)
    case.person.save(update_fields=["date_of_birth"])
    parent = make_representative(case, by=hsc, authority=Authority.PARENT, evidence="Certificate")
    client.force_login(hsc)
    page = client.get(reverse("cases:record_capacity", args=[case.pk])).content.decode()
    assert "has_capacity" not in page
    assert rule.PARENTS in post(client, case).content.decode()
    post(client, case, decided_by="representative", representative=str(parent.pk))
    assert CapacityDecision.objects.get().has_capacity is None


def test_what_is_missing_is_said_and_what_was_typed_is_there(client, case, hsc):
    client.force_login(hsc)
    empty = {"about": "", "kind": "", "has_capacity": "", "decided_on": "+1w"}
    response = post(client, case, **empty, consulted="Maud", representative="nobody")
    words = response.content.decode()
    assert response.status_code == 422
    assert 'value="Maud"' in words
    for said in (
        *("Write what is decided", "Choose what it is about", "Choose whether they can decide"),
        *("The day is today or before", "Choose from the list who decides"),
    ):
        assert said in words
