"""What a call holds besides the first four answers, and that it is kept while it is told."""

from importlib import import_module

import pytest
from django.apps import apps

from cases.models import Home, SafeguardingConcern
from lightbulb.core.keys import new_key
from tests.triage.factories import make_triage_officer
from tests.triage.test_log import CALL, WHOLE, send, text_of
from triage.models import CallDraft, Referral, Sharing

pytestmark = pytest.mark.django_db
WARD = {
    "staying": "ward",
    "ward": "Glenfield, ward 17",
    "home_from_hospital_on": "1/12/26",
    "wish": "visit",
    "help_now": "Son shops on Saturdays",
    "surgery": "The Banks surgery",
    "urgency_facts": ["long_lie"],
}


def test_the_situation_is_kept_and_says_what_it_implies(as_priya):
    send(as_priya, CALL | WARD)
    referral = Referral.objects.get()
    assert (referral.staying, referral.ward) == ("ward", "Glenfield, ward 17")
    assert (str(referral.home_from_hospital_on), referral.wish) == ("2026-12-01", "visit")
    assert referral.person.surgery == "The Banks surgery"
    assert set(referral.urgency_facts) == {"long_lie", "fallen", "hospital"}


def test_somebody_on_a_ward_goes_to_the_hospital_team_wherever_they_live(as_priya, postcodes):
    page = text_of(send(as_priya, WHOLE | WARD | {"postcode": "LE3 5SE"}, press="check"))
    assert "LE3 5SE lies with Leicester City Council: the hospital team helps here too." in page
    assert "Suggested route: hospital housing." in page


def test_somebody_without_a_name_yet_can_be_logged(as_priya):
    send(as_priya, CALL | {"family_name": "", "name_not_known": "on"})
    assert Referral.objects.get().person.family_name == "Name not known"


@pytest.fixture
def flows(db):
    """The flows a new database begins with, which a test that empties tables takes away."""
    begun = import_module("triage.migrations.0006_sharing_flows_to_begin_with")
    begun.add(apps, None)


def test_what_may_be_shared_is_kept_for_each_recipient_and_stops_nothing(as_priya, flows):
    said = {"share_surgery": "agreed", "share_fire": "refused", "share_social-care": "not_asked"}
    more = {"share_who": "Alan", "share_how": "phone", "share_why_not": "He was in a hurry"}
    send(as_priya, CALL | said | more)
    kept = {each.flow.code: each for each in Sharing.objects.select_related("flow")}
    assert {code: each.answer for code, each in kept.items()} == {
        "surgery": "agreed",
        "fire": "refused",
        "social-care": "not_asked",
    }
    assert (kept["surgery"].said_by, kept["surgery"].said_how) == ("Alan", "phone")
    page = text_of(as_priya.get(f"/referrals/{Referral.objects.get().pk}/"))
    assert "Fire and rescue service" in page
    assert "He was in a hurry" in page


def test_a_concern_is_raised_with_its_note_apart(as_priya, priya):
    send(as_priya, CALL | {"concern": "Bruises on both arms", "concern_route": "adult"})
    concern, referral = SafeguardingConcern.objects.get(), Referral.objects.get()
    assert (concern.person, concern.raised_by) == (referral.person, priya)
    page = text_of(as_priya.get(f"/referrals/{referral.pk}/"))
    assert "Ring adult duty before contact" in page
    assert "Bruises" not in page


def test_passing_on_a_concern_against_their_wish_needs_a_reason(as_priya):
    answer = send(as_priya, CALL | {"concern": "Bruises", "concern_refused": "on"})
    assert "Say why it is passed on although they do not want it" in text_of(answer)
    assert not Referral.objects.exists()


def test_somebody_else_at_the_address_is_linked_without_typing_it_again(as_priya, postcodes):
    send(as_priya, WHOLE)
    first = Referral.objects.get()
    page = text_of(as_priya.get(f"/referrals/log/?with={first.pk}"))
    assert "Linked with Dorothy Candlewick" in page
    assert 'value="18 Barrow Road"' in page
    home = {"postcode": "LE13 9SH", "address": "18 Barrow Road", "town": "Melton Mowbray"}
    send(as_priya, CALL | home | {"given_name": "Alan", "linked_to": str(first.pk)})
    second = Referral.objects.exclude(pk=first.pk).get()
    assert (second.linked_to, second.home, second.locality) == (first, first.home, first.locality)
    assert Home.objects.count() == 1


def save(client, **typed):
    return client.post("/referrals/log/save/", typed)


def test_what_is_typed_is_kept_as_it_goes_and_opened_again(as_priya, priya):
    key = str(new_key())
    answer = save(as_priya, draft=key, caller_name="Alan", date_of_birth="30/2/41")
    assert answer.json()["saved"].startswith("Saved at ")
    save(as_priya, draft=key, caller_name="Alan P", needs=["bathing", "stairs"])
    assert CallDraft.objects.get().answers["caller_name"] == "Alan P"
    page = text_of(as_priya.get(f"/referrals/log/?draft={key}"))
    assert 'value="Alan P"' in page
    assert page.count("checked") >= 2


def test_half_done_works_by_a_button_and_sending_takes_the_draft_away(as_priya):
    key = str(new_key())
    send(as_priya, CALL | {"draft": key}, press="save")
    assert "1 call saved half-done" in text_of(as_priya.get("/referrals/log/"))
    send(as_priya, CALL | {"draft": key})
    assert not CallDraft.objects.exists()
    assert Referral.objects.count() == 1


def test_a_draft_is_seen_by_nobody_else(client, as_priya):
    key = str(new_key())
    save(as_priya, draft=key, caller_name="Alan")
    client.force_login(make_triage_officer(name="Sam Wicklow"))
    assert "Alan" not in text_of(client.get(f"/referrals/log/?draft={key}"))
    client.post(f"/referrals/log/{key}/throw-away/")
    save(client, draft=key, caller_name="Sam")
    assert CallDraft.objects.get().answers["caller_name"] == "Alan"


def test_far_too_many_words_are_kept_in_a_draft_and_said_when_sending(as_priya):
    words, key = "word " * 5_000, str(new_key())
    save(as_priya, draft=key, words=words)
    assert CallDraft.objects.get().answers["words"] == words
    page = text_of(send(as_priya, CALL | {"words": words, "draft": key}))
    assert "What they said can have up to 5,000 characters here" in page
    assert words.strip() in page
