"""People and home: who lives there, who moved out, who cares, and whom one is not shown."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cases import actions
from cases.models import Carer, HouseholdMember, Person
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.record.models import Event
from lightbulb.core.workflow import NotAllowed
from tests.cases.factories import make_case, make_home, make_person, make_worker
from tests.cases.people_rows import make_member
from tests.cases.visit_rows import VISITED_ON, make_hsc
from tests.core.access.factories import make_restriction
from tests.core.factories import make_locality
from tests.triage.factories import new_referral

DAY = VISITED_ON


def page_of(client, case):
    return client.get(reverse("cases:people_and_home", args=[case.pk])).content.decode()


def join(case, person, by, *, since=DAY):
    return actions.join_household(
        case=case, person=person, relation="brother", since=since, by=by, on=DAY
    )


# --- Who lives there ---------------------------------------------------------------------


def test_somebody_new_lives_there_and_the_event_names_nobody(case, hsc):
    member = make_member(case, by=hsc)
    assert (member.person.home, member.relation) == (case.home, "sister")
    assert member.starts_on == date(2026, 11, 1)
    detail = Event.objects.get(verb="household_joined").detail
    assert detail == {"member": str(member.pk)}


def test_somebody_known_moves_here_and_keeps_where_they_lived(case, hsc):
    person = make_person(given_name="Ned", home=make_home(address="9 Elm Row"))
    before = HouseholdMember.objects.create(
        home=person.home, person=person, starts_on=date(2020, 1, 1)
    )
    join(case, person, hsc, since=date(2026, 11, 4))
    person.refresh_from_db()
    before.refresh_from_db()
    assert person.home == case.home
    assert before.ends_on == date(2026, 11, 4)
    assert HouseholdMember.objects.get(person=person, ends_on=None).home == case.home


def test_nobody_lives_there_twice_or_from_a_day_to_come(case, hsc):
    member = make_member(case, by=hsc)
    with pytest.raises(NotAllowed, match="lives here already"):
        join(case, member.person, hsc)
    with pytest.raises(ValidationError, match="today or before"):
        join(case, Person(family_name="Wick"), hsc, since=date(2026, 12, 1))


def test_without_a_home_nobody_can_live_in_it(case, hsc):
    case.home = None
    with pytest.raises(NotAllowed, match="No home is recorded"):
        join(case, Person(family_name="Wick"), hsc)


def test_a_worker_of_another_place_changes_no_household(case):
    stranger = make_hsc(name="Ida Far", place="Ashmoor")
    with pytest.raises(PermissionDenied):
        make_member(case, by=stranger)


def test_whoever_leaves_stays_in_the_history(client, case, hsc):
    member = make_member(case, by=hsc)
    actions.leave_household(case=case, member=member, until=DAY, by=hsc, on=DAY)
    member.person.refresh_from_db()
    assert member.person.home is None
    client.force_login(hsc)
    words = page_of(client, case)
    assert "Nobody else that we know of" in words
    assert "Maud Candlewick" in words.split("Lived here before")[1]
    with pytest.raises(NotAllowed):
        actions.leave_household(case=case, member=member, until=DAY, by=hsc, on=DAY)


def test_whoever_has_died_keeps_their_last_address(case, hsc):
    member = make_member(case, by=hsc)
    Person.objects.filter(pk=member.person_id).update(died_on=DAY)
    actions.leave_household(case=case, member=member, until=DAY, by=hsc, on=DAY)
    member.person.refresh_from_db()
    assert member.person.home == case.home


def test_the_person_of_the_case_does_not_leave_it_this_way(case, hsc):
    own = HouseholdMember.objects.create(home=case.home, person=case.person, starts_on=DAY)
    with pytest.raises(NotAllowed, match="their own"):
        actions.leave_household(case=case, member=own, until=DAY, by=hsc, on=DAY)


# --- Who cares ---------------------------------------------------------------------------


def test_a_carer_is_named_ended_and_named_again_on_one_day(case, hsc):
    sister = make_member(case, by=hsc).person
    named = actions.name_carer(case=case, carer=sister, by=hsc, on=DAY)
    with pytest.raises(NotAllowed):
        actions.name_carer(case=case, carer=sister, by=hsc, on=DAY)
    actions.end_carer(case=case, carer=sister, by=hsc, on=DAY)
    with pytest.raises(NotAllowed):
        actions.end_carer(case=case, carer=sister, by=hsc, on=DAY)
    assert actions.name_carer(case=case, carer=sister, by=hsc, on=DAY) == named
    assert Carer.objects.get().ends_on is None


def test_a_carer_without_a_referral_is_told_of_with_where_to_log_one(client, case, hsc):
    member = make_member(case, by=hsc)
    client.force_login(hsc)
    page = reverse("cases:name_carer", args=[case.pk, member.pk])
    words = client.post(page, follow=True).content.decode()
    assert "has no referral of their own" in words
    assert f"{reverse('triage:log')}?at={case.pk}" in words


def test_the_call_begins_with_the_address_of_the_case(client, case, hsc):
    referral = new_referral(person=case.person, locality=case.locality, reference=case.reference)
    referral.received_on, referral.case, referral.home = DAY, case, case.home
    referral.save(force_insert=True)
    client.force_login(hsc)
    words = client.get(f"{reverse('triage:log')}?at={case.pk}").content.decode()
    assert f'name="linked_to" value="{referral.pk}"' in words
    assert case.home.address in words


# --- The page ----------------------------------------------------------------------------


def test_a_case_of_theirs_is_linked_for_whoever_may_open_it(client, case, hsc):
    member = make_member(case, by=hsc)
    theirs = make_case(person=member.person, locality=case.locality)
    far = make_case(person=member.person, locality=make_locality(name="Ashmoor"))
    client.force_login(hsc)
    words = page_of(client, case)
    assert theirs.reference in words
    assert far.reference not in words


def test_somebody_kept_from_the_reader_is_not_there(client, case, hsc):
    member = make_member(case, by=hsc)
    make_restriction(member.person)
    client.force_login(hsc)
    assert "Maud" not in page_of(client, case)
    page = reverse("cases:leave_household", args=[case.pk, member.pk])
    assert client.get(page).status_code == 404


def test_what_is_risky_about_anybody_there_is_said(client, case, hsc):
    member = make_member(case, by=hsc)
    Person.objects.filter(pk=member.person_id).update(risks=["A large dog"])
    client.force_login(hsc)
    assert "A large dog" in page_of(client, case).split("Before a visit")[1]


def test_a_full_house_takes_few_queries(client, case, hsc, django_assert_max_num_queries):
    """One more for each who lives there: whether duty is to be rung before contact."""
    for name in ("Maud Candlewick", "Ned Wick", "Ida Wick"):
        make_case(person=make_member(case, by=hsc, name=name).person, locality=case.locality)
    client.force_login(hsc)
    page_of(client, case)  # once a minute a page notes that somebody was here
    with django_assert_max_num_queries(30):
        page_of(client, case)


def test_a_name_that_fits_somebody_known_is_asked_about(client, case, hsc):
    known = make_person(given_name="Ned", family_name="Wickfield", home=case.home)
    make_case(person=known, locality=case.locality)
    client.force_login(hsc)
    page = reverse("cases:join_household", args=[case.pk])
    typed = {"given_name": "Ned", "family_name": "Wickfield", "since": "today"}
    response = client.post(page, typed)
    assert response.status_code == 422
    assert "Choose whether it is one of these people" in response.content.decode()
    client.post(page, typed | {"who": str(known.pk)})
    assert HouseholdMember.objects.get(ends_on=None, home=case.home).person == known


def test_a_wrong_form_keeps_what_was_typed(client, case, hsc):
    client.force_login(hsc)
    page = reverse("cases:join_household", args=[case.pk])
    response = client.post(page, {"relation": "lodger", "since": "+1w", "date_of_birth": "+1w"})
    words = response.content.decode()
    assert response.status_code == 422
    assert 'value="lodger"' in words
    for said in ("Enter their last name", "The day is today or before", "born on a day to come"):
        assert said in words


def test_on_the_pages_somebody_joins_and_leaves(client, case, hsc):
    client.force_login(hsc)
    page = reverse("cases:join_household", args=[case.pk])
    typed = {"family_name": "Wick", "relation": "lodger", "since": "today"}
    client.post(page, typed)
    member = HouseholdMember.objects.get(relation="lodger")
    away = reverse("cases:leave_household", args=[case.pk, member.pk])
    assert client.post(away, {"until": "1/1/20"}).status_code == 422
    words = client.post(away, {"until": "today"}, follow=True).content.decode()
    assert "Where Wick lives now is not known" in words


@pytest.mark.parametrize("name", ["join_household", "leave_household", "name_carer", "end_carer"])
def test_whoever_only_reads_changes_nobody(client, case, hsc, name):
    member = make_member(case, by=hsc)
    keys = [case.pk] if name == "join_household" else [case.pk, member.pk]
    reader = make_worker(locality=case.locality, role=RoleCode.AUDITOR, name="Cora Audit")
    client.force_login(reader)
    assert client.post(reverse(f"cases:{name}", args=keys)).status_code == 403
    assert "Lives here no more" not in page_of(client, case)
