"""A referral under the wrong person: moved with a reason, both sides told, moved back."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cases import actions as cases
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import Event, Notice, OutboxRow, Revision
from lightbulb.core.record import outbox
from lightbulb.core.record.revisions import EditConflict
from lightbulb.core.workflow import NotAllowed
from tests.cases.factories import make_case, make_home, make_person, make_worker
from tests.triage.factories import new_referral
from triage.actions import Choice, decide, log_referral, move_referral
from triage.enums import TriageOutcome
from triage.models import ReferralMove

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)
WHY = "Two Wilf Candlewicks live in the row"


@pytest.fixture
def steward(melton):
    return make_worker(locality=melton, role=RoleCode.RECORD_STEWARD, name="Stella Wickfield")


@pytest.fixture
def as_steward(client, steward, monday):
    client.force_login(steward)
    return client


@pytest.fixture
def wrong(melton):
    return make_person(home=make_home(address="4 Lantern Row", locality=melton))


@pytest.fixture
def right(blaby):
    home = make_home(address="6 Lantern Row", locality=blaby)
    return make_person(given_name="Wilfred", family_name="Candlewick", home=home)


@pytest.fixture
def referral(priya, wrong):
    return log_referral(referral=new_referral(person=wrong), by=priya, on=MONDAY)


def move(referral, to, *, by, reason=WHY, version=1):
    return move_referral(referral=referral, to=to, reason=reason, version=version, by=by, on=MONDAY)


def lead(person, name):
    """The lead worker of an open case of this person."""
    worker = make_worker(locality=person.home.locality, name=name)
    cases.allocate(case=make_case(person=person), worker=worker, by=worker, on=MONDAY)
    return worker


def test_it_stands_under_the_right_person_with_their_home_and_place(steward, referral, right):
    move(referral, right, by=steward)
    referral.refresh_from_db()
    assert (referral.person, referral.home, referral.locality.name) == (right, right.home, "Blaby")
    kept = ReferralMove.objects.get()
    assert (kept.reason, kept.moved_by) == (WHY, steward)


def test_an_address_told_on_the_call_stays(priya, steward, right, wrong, melton):
    told = make_home(address="9 New Street", locality=melton)
    new = new_referral(person=wrong)
    new.home = told
    referral = log_referral(referral=new, by=priya, on=MONDAY)
    move(referral, right, by=steward)
    referral.refresh_from_db()
    assert (referral.home, referral.locality) == (told, melton)


def test_both_records_have_it_and_no_words_in_it(steward, referral, wrong, right):
    move(referral, right, by=steward)
    events = Event.objects.filter(verb="referral_moved").order_by("id")
    assert [event.person_id for event in events] == [right.pk, wrong.pk]
    detail = {"referral": referral.pk, "before": wrong.pk, "after": right.pk}
    assert events[0].detail == {key: str(value) for key, value in detail.items()}


def test_the_lead_workers_of_both_are_told(steward, referral, wrong, right):
    leads = {lead(wrong, "Asha Lampwright"), lead(right, "Bram Sconce")}
    move(referral, right, by=steward)
    outbox.perform(OutboxRow.objects.get(effect="tell_of_move").pk)
    told = Notice.objects.filter(text__contains=referral.reference)
    assert {notice.to for notice in told} == leads
    assert all(right.full_name not in notice.text for notice in told)


def test_moving_it_back_puts_all_of_it_back(steward, referral, wrong, right):
    before = (referral.person_id, referral.home_id, referral.locality_id, referral.score)
    move(referral, right, by=steward)
    move(referral, wrong, by=steward, version=2, reason="It was right before")
    referral.refresh_from_db()
    assert (referral.person_id, referral.home_id, referral.locality_id, referral.score) == before
    assert ReferralMove.objects.count() == 2
    assert Revision.objects.filter(record_id=str(referral.pk)).count() == 2


def test_a_decided_referral_stays(priya, steward, referral, right):
    choice = Choice(outcome=TriageOutcome.LOCALITY_CASE, override_reason="Asked for")
    decide(referral=referral, choice=choice, by=priya, on=MONDAY)
    with pytest.raises(NotAllowed, match="It is decided"):
        move(referral, right, by=steward, version=2)


def test_it_goes_to_nobody_who_died_and_not_where_it_is(steward, referral, wrong, right):
    with pytest.raises(NotAllowed, match="under this person already"):
        move(referral, wrong, by=steward)
    right.died_on = MONDAY
    with pytest.raises(NotAllowed, match="has died"):
        move(referral, right, by=steward)


def test_without_a_reason_or_with_an_old_page_nothing_moves(steward, referral, right):
    with pytest.raises(ValidationError):
        move(referral, right, by=steward, reason="")
    with pytest.raises(EditConflict):
        move(referral, right, by=steward, version=7)
    assert not ReferralMove.objects.exists()


def test_only_record_stewards_and_managers_move_referrals(priya, referral, right):
    with pytest.raises(PermissionDenied, match="Record stewards and managers move referrals"):
        move(referral, right, by=priya)


# --- Its page ------------------------------------------------------------------------------


def page_of(referral):
    return f"/referrals/{referral.pk}/move/"


def test_the_right_person_is_found_and_what_moves_is_shown_first(as_steward, referral, right):
    page = as_steward.get(f"{page_of(referral)}?q=wilfred").content.decode()
    assert f'href="?to={right.pk}"' in page
    page = as_steward.get(f"{page_of(referral)}?to={right.pk}").content.decode()
    for now, after in [("Wilf Candlewick", "Wilfred Candlewick"), ("Melton", "Blaby")]:
        assert f'cell">{now}</td><td class="govuk-table__cell">{after}</td>' in page
    referral.refresh_from_db()
    assert referral.person != right


def test_sending_the_reason_moves_it(as_steward, referral, right):
    typed = {"to": right.pk, "reason": WHY, "version": "1"}
    answer = as_steward.post(page_of(referral), typed, follow=True)
    assert "The referral is under Wilfred Candlewick now." in answer.content.decode()
    assert "Moved the referral to the right person" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reason": "", "version": "1"}, "Say why it is moved"),
        ({"reason": "x" * 301, "version": "1"}, "The reason can have up to 300 characters here"),
        ({"reason": WHY, "version": "9"}, "Somebody else changed this referral"),
        ({"reason": WHY, "version": ""}, "Part of this page was lost on its way"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    typed, sentence, as_steward, referral, right
):
    answer = as_steward.post(page_of(referral), {"to": right.pk} | typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert typed["reason"] in answer.content.decode()
    assert not ReferralMove.objects.exists()


@pytest.mark.parametrize("to", ["", "x", "01a2006e-1614-7f3f-b7ce-cc6858d98235"])
def test_a_choice_of_nobody_moves_nothing(to, as_steward, referral):
    answer = as_steward.post(page_of(referral), {"to": to, "reason": WHY, "version": "1"})
    assert answer.status_code == 200
    assert not ReferralMove.objects.exists()


def test_others_are_told_who_moves_it_and_other_methods_are_refused(
    as_hsc_of_blaby, as_handyperson, referral
):
    assert as_hsc_of_blaby.get(page_of(referral)).status_code == 403
    assert as_hsc_of_blaby.put(page_of(referral)).status_code == 405


def test_who_may_move_it_finds_the_way_on_its_page(as_steward, client, priya, referral):
    way = f'href="{page_of(referral)}"'
    assert way in as_steward.get(f"/referrals/{referral.pk}/").content.decode()
    client.force_login(priya)
    assert way not in client.get(f"/referrals/{referral.pk}/").content.decode()
