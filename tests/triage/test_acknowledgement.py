"""Once a referral is decided, the person is told what happens next, or it is said why not."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from cases.actions import raise_concern
from cases.enums import Channel, ConcernRoute, LetterState
from cases.letters.page import paper_of
from cases.models import Letter, SafeguardingConcern
from lightbulb.core.record.models import OutboxRow
from tests.cases.factories import make_home, make_person, make_target
from tests.triage.factories import new_referral
from triage.actions import Choice, decide, log_referral, undo_decision
from triage.effects import acknowledge
from triage.enums import Staying, TriageOutcome
from triage.models import AdviceEntry, DirectoryOrganisation, DirectoryService, ServiceSchedule

pytestmark = pytest.mark.django_db
FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)
NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def referral(priya, melton):
    person = make_person(home=make_home(locality=melton))
    return log_referral(referral=new_referral(person=person), by=priya, on=FRIDAY)


def choose(referral, outcome, priya, **more):
    choice = Choice(outcome=outcome, override_reason="They asked for it", **more)
    return decide(referral=referral, choice=choice, by=priya, on=MONDAY, at=NINE)


def told(decision):
    """What the worker does when the minute is over."""
    acknowledge({"decision": str(decision.pk)}, f"acknowledge:{decision.pk}")
    return Letter.objects.filter(reference=decision.referral.reference).first()


def test_they_are_told_who_rings_and_by_when(referral, priya):
    """The first call is promised three working days after Friday 20 November: Wednesday."""
    make_target(code="first_call", working_days=3)
    letter = told(choose(referral, TriageOutcome.LOCALITY_CASE, priya))
    referral.refresh_from_db()
    assert (letter.case, letter.person) == (referral.case, referral.person)
    assert letter.said["next_step"] == (
        "Somebody from Melton will ring by Wednesday 25 November. "
        "If anything gets worse before then, ring us back straight away."
    )


def test_a_promise_that_is_past_is_counted_again_from_the_decision(referral, priya):
    """One working day from Friday is Monday; decided on Tuesday, it is Wednesday."""
    make_target(code="first_call", working_days=1)
    choice = Choice(outcome=TriageOutcome.LOCALITY_CASE, override_reason="They asked for it")
    decision = decide(referral=referral, choice=choice, by=priya, on=date(2026, 11, 24))
    assert "by Wednesday 25 November." in told(decision).said["next_step"]


def test_advice_goes_with_the_letter_and_no_case_opens(referral, priya):
    entry = AdviceEntry.objects.create(
        title="Cups", words="Move the cups down.", checked_on=MONDAY, source="example"
    )
    more = {"advice": entry, "note": "A perching stool may help."}
    letter = told(choose(referral, TriageOutcome.ADVICE, priya, **more))
    paper = paper_of(letter)
    assert letter.case is None
    assert "Here is the advice we have for you." in paper
    assert "Move the cups down." in paper
    assert "A perching stool may help." in paper
    assert "When we ring" not in paper


def test_a_service_of_the_directory_comes_with_how_to_reach_it(referral, priya):
    melton_menders = DirectoryService.objects.create(
        organization=DirectoryOrganisation.objects.create(name="Melton Menders"),
        name="Handyperson",
        phone="01632 960123",
    )
    ServiceSchedule.objects.create(service=melton_menders, description="Mondays, 9am to 1pm")
    more = {"service": "Handyperson", "entry": melton_menders}
    letter = told(choose(referral, TriageOutcome.SIGNPOSTED, priya, **more))
    assert letter.said["contact"] == ["Handyperson", "01632 960123", "Mondays, 9am to 1pm"]


def test_one_decision_makes_one_letter_and_undo_makes_none(referral, priya):
    decision = choose(referral, TriageOutcome.ADVICE, priya, note="Move the cups")
    key = f"acknowledge:{decision.pk}"
    waiting = OutboxRow.objects.get(effect_key=key)
    assert waiting.not_before > NINE
    undo_decision(referral=referral, by=priya, on=MONDAY, at=NINE)
    acknowledge({"decision": str(decision.pk)}, key)
    assert not OutboxRow.objects.filter(effect_key=key, state="waiting").exists()
    assert not Letter.objects.exists()


def duplicate(referral, priya):
    again = log_referral(referral=new_referral(person=referral.person), by=priya, on=MONDAY)
    return choose(again, TriageOutcome.DUPLICATE, priya, duplicate_of=referral)


def died(referral, priya):
    referral.person.died_on = MONDAY
    referral.person.save()
    return choose(referral, TriageOutcome.ADVICE, priya, note="Move the cups")


def with_a_concern(referral, priya):
    concern = SafeguardingConcern(
        person=referral.person, note="A bruise", route=ConcernRoute.ADULT, wants="Not asked yet"
    )
    raise_concern(concern=concern, by=priya, on=MONDAY)
    return choose(referral, TriageOutcome.ADVICE, priya, note="Move the cups")


def in_hiding(referral, priya):
    referral.staying = Staying.NOT_DISCLOSED
    referral.save()
    return choose(referral, TriageOutcome.ADVICE, priya, note="Move the cups")


def nowhere(referral, priya):
    referral.person.home = None
    referral.person.save()
    return choose(referral, TriageOutcome.ADVICE, priya, note="Move the cups")


@pytest.mark.parametrize(
    ("happened", "sentence"),
    [
        (duplicate, "they were told what happens when they first asked"),
        (died, "they have died"),
        (with_a_concern, "a concern is open"),
        (in_hiding, "nobody may learn where they are"),
        (nowhere, "neither an address nor a number is known"),
    ],
)
def test_nobody_is_written_to_who_should_not_be_and_the_page_says_why(
    happened, sentence, as_priya, referral, priya
):
    decision = happened(referral, priya)
    decision.refresh_from_db()
    assert told(decision) is None
    page = as_priya.get(reverse("triage:referral", args=[decision.referral_id]))
    assert f"No letter: {sentence}" in page.content.decode()


def test_the_page_leads_to_the_letter(as_priya, referral, priya):
    decision = choose(referral, TriageOutcome.ADVICE, priya, note="Move the cups")
    address = reverse("triage:referral", args=[referral.pk])
    assert "once it can no longer be undone" in as_priya.get(address).content.decode()
    letter = told(decision)
    page = as_priya.get(address).content.decode()
    assert f'href="{letter.get_absolute_url()}"' in page
    assert (letter.state, letter.channel) == (LetterState.WAITING, Channel.POST)


def test_the_service_named_is_found_in_the_directory_where_it_serves_the_place(
    as_priya, referral, blaby
):
    organization = DirectoryOrganisation.objects.create(name="Melton Menders")
    elsewhere = DirectoryService.objects.create(organization=organization, name="Handyperson")
    elsewhere.areas.set([blaby])
    here = DirectoryService.objects.create(organization=organization, name="Handyperson")
    why = "They asked for it"
    sent = {"outcome": "signposted", "service": "handyperson ", "override_reason": why}
    as_priya.post(reverse("triage:decide", args=[referral.pk]), sent)
    referral.refresh_from_db()
    assert referral.decision.entry == here
