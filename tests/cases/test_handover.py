"""Cases that go to a worker together, and back."""

from datetime import date

import pytest
from django.urls import reverse

from cases import actions
from cases.effects import introduce
from cases.enums import LetterState, MilestoneKind, Stage
from cases.models import Assignment, Case, Handover
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.organisations.enums import Function
from lightbulb.core.workflow import NotAllowed
from tests.cases.factories import make_case, make_home, make_person, make_worker
from tests.core.factories import make_agreement, make_locality, make_membership

MONDAY = date(2026, 11, 23)
BEFORE = date(2026, 11, 2)


@pytest.fixture
def tom(melton):
    return make_worker(locality=melton, name="Tom Wick")


@pytest.fixture
def as_manager(client, manager, monday):
    client.force_login(manager)
    return client


def case_in(locality, *, name="Wilf"):
    return make_case(person=make_person(given_name=name, home=make_home(locality=locality)))


def led(worker, locality, *, name="Wilf"):
    case = case_in(locality, name=name)
    return actions.allocate(case=case, worker=worker, by=worker, on=BEFORE)


def hand_over(cases, worker, by):
    return actions.hand_over(cases=cases, worker=worker, by=by, on=MONDAY)


def test_ten_cases_move_with_a_preview_the_loads_and_an_undo(as_manager, meera, tom, melton):
    cases = [led(meera, melton, name=f"Ann{number}") for number in range(10)]
    listed = as_manager.get(reverse("cases:move_cases", args=[meera.pk])).content.decode()
    assert listed.count('name="case"') == 10
    chosen = {"from": meera.pk, "case": [case.pk for case in cases], "worker": tom.pk}
    preview = as_manager.get("/team/give-out/", chosen).content.decode()
    assert "Give 10 cases to Tom Wick" in preview
    assert '<td class="lb-number">0</td><td class="lb-number"><strong>10</strong>' in preview
    done = as_manager.post("/team/give-out/", chosen, follow=True).content.decode()
    assert "Tom Wick had 0 open cases before, and has 10 now." in done
    made = Handover.objects.get()
    as_manager.post(reverse("cases:undo_handover", args=[made.pk]))
    assert Case.objects.led_by(meera).count() == 10
    assert Case.objects.led_by(tom).count() == 0


def test_undone_the_worker_before_leads_as_if_nothing_had_been(meera, tom, melton):
    case = led(meera, melton)
    made = hand_over([case], tom, meera)
    assert actions.undo_handover(handover=made, by=meera, on=MONDAY) == []
    posts = Assignment.objects.filter(case=case)
    assert [(post.worker, post.starts_on, post.ends_on) for post in posts] == [
        (meera, BEFORE, None)
    ]


def test_a_case_nobody_had_waits_to_be_given_out_again(meera, tom, melton):
    case = case_in(melton)
    made = hand_over([case], tom, meera)
    actions.undo_handover(handover=made, by=meera, on=MONDAY)
    case.refresh_from_db()
    assert (case.stage, case.lead_worker) == (Stage.OPENED, None)
    assert not case.milestones.filter(kind=MilestoneKind.ALLOCATED).exists()


def test_where_something_followed_the_case_stays_and_says_so(meera, tom, melton):
    stays, goes = led(meera, melton), led(meera, melton, name="Bea")
    made = hand_over([stays, goes], tom, meera)
    actions.try_contact(case=Case.objects.get(pk=stays.pk), by=tom, on=MONDAY)
    left = actions.undo_handover(handover=made, by=meera, on=MONDAY)
    assert [case for case, _ in left] == [stays]
    assert "Something has happened in it since" in left[0][1]
    goes.refresh_from_db()
    assert goes.lead_worker == meera


def test_a_letter_not_sent_is_taken_back_and_one_sent_keeps_the_case(meera, tom, melton):
    unsent, sent = case_in(melton), case_in(melton, name="Bea")
    made = hand_over([unsent, sent], tom, meera)
    for case in (unsent, sent):
        introduce({"case": str(case.pk), "worker": str(tom.pk), "on": MONDAY.isoformat()}, "k")
    letter = sent.letters.get()
    letter.state, letter.sent_on, letter.sent_by = LetterState.SENT, MONDAY, tom
    letter.save()
    left = actions.undo_handover(handover=made, by=meera, on=MONDAY)
    assert [case for case, _ in left] == [sent]
    assert unsent.letters.get().state == LetterState.TAKEN_BACK


def test_twice_or_a_day_later_there_is_nothing_to_undo(meera, tom, melton):
    made = hand_over([led(meera, melton)], tom, meera)
    ((_, reason),) = actions.undo_handover(handover=made, by=meera, on=date(2026, 11, 24))
    assert "more than a day ago" in reason
    with pytest.raises(NotAllowed):
        actions.undo_handover(handover=made, by=meera, on=MONDAY)


def test_a_charnwood_case_needs_an_agreement_and_goes_with_one(client, monday, melton, tom):
    """Charnwood works on its own cases: without an agreement a colleague of another council
    cannot be given one, whatever membership says."""
    charnwood = make_locality(name="Charnwood", code="charnwood")
    lead = make_worker(locality=charnwood, role=RoleCode.ADMINISTRATOR, name="Cora Char")
    make_membership(user=tom, localities=[charnwood], organisation=melton.organisation)
    case = case_in(charnwood)
    client.force_login(lead)
    chosen = {"case": [case.pk], "worker": tom.pk}
    refused = client.post("/team/give-out/", chosen).content.decode()
    assert "There is no agreement by which" in refused
    case.refresh_from_db()
    assert case.lead_worker is None
    make_agreement(
        function=Function.CASEWORK,
        giver=charnwood.organisation,
        receiver=melton.organisation,
        locality=charnwood,
    )
    client.post("/team/give-out/", chosen)
    case.refresh_from_db()
    assert case.lead_worker == tom
