"""Partners refer by a link of their own: signed, for a time, and showing nothing of anybody."""

from datetime import date

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cases.models import Person
from lightbulb.core.access.outside import Outsider
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.keys import new_key
from lightbulb.core.models import Event
from lightbulb.core.record.models import ActorKind
from tests.cases.factories import make_home, make_person, make_worker
from triage.actions import end_partner_link, make_partner_link
from triage.models import PartnerLink, Referral, StatusPin

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("monday", "plain_static_files", "postcodes"),
]
MONDAY, NEXT_YEAR = date(2026, 11, 23), date(2027, 11, 22)
TOLD = {
    "caller_name": "Dr Ida Wick",
    "caller_relation": "GP",
    "caller_phone": "01632 960 444",
    "given_name": "Dorothy",
    "family_name": "Pearse",
    "needs": ["bathing"],
    "urgency_facts": ["quick_look"],
    "words": "Two falls this month",
    "postcode": "LE13 9SH",
    "address": "4 Lantern Row",
    "tenure": "not_known",
    "letters_in": "large_print",
}


@pytest.fixture(autouse=True)
def nobody_has_tried(db):
    cache.clear()


@pytest.fixture
def manager(melton):
    return make_worker(locality=melton, role=RoleCode.HUB_MANAGER, name="Ottilie Wick")


@pytest.fixture
def link(manager):
    link = PartnerLink(name="Sileby surgery", source="gp", ends_on=NEXT_YEAR)
    return make_partner_link(link=link, by=manager, on=MONDAY)


def send(client, address, **changes):
    return client.post(address, TOLD | {"press": "send", "request_id": str(new_key())} | changes)


def test_a_referral_by_the_link_is_in_the_queue_under_the_organisation(client, link, melton):
    assert "You refer as <strong>Sileby surgery" in client.get(link.address).content.decode()
    assert "Nothing is sent yet." in client.post(link.address, TOLD).content.decode()
    page = send(client, link.address).content.decode()
    referral = Referral.objects.get()
    assert referral.reference in page
    assert (referral.link, referral.door, referral.source) == (link, "link", "gp")
    assert (referral.locality, referral.caller_name) == (melton, "Dr Ida Wick")
    event = Event.objects.get(verb="referral_logged")
    assert (event.actor_kind, event.actor_id) == ("partner_link", str(link.pk))


def test_the_partner_learns_a_reference_and_nothing_else(client, link, melton):
    make_person(
        given_name="Dorothy",
        family_name="Pearse",
        home=make_home(address="4 Lantern Row", postcode="LE13 9SH", locality=melton),
    )
    page = send(client, link.address).content.decode()
    assert not StatusPin.objects.exists()
    assert "PIN" not in page
    assert "already" not in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"caller_name": ""}, "Enter your name, so that we know who refers"),
        ({"caller_phone": ""}, "Enter a number on which we can ask you"),
        ({"family_name": ""}, "Enter the last name of whoever needs help"),
        ({"nhs_number": "999 999 9999 1"}, "is not an NHS number"),
        ({"website": "x"}, "Press the button again, or ring us"),
    ],
)
def test_what_is_wrong_is_said_and_kept(client, link, changes, sentence):
    answer = send(client, link.address, **changes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Two falls this month" in answer.content.decode()
    assert not Person.objects.exists()


def test_a_link_that_is_over_or_bent_says_so_and_takes_nothing(client, link, manager):
    bent = link.address.replace("partner/", "partner/0", 1)
    assert send(client, bent).status_code == 404
    end_partner_link(link=link, by=manager, on=MONDAY)
    answer = send(client, link.address)
    assert (answer.status_code, Referral.objects.count()) == (404, 0)
    assert "This link no longer works" in answer.content.decode()


def test_after_its_last_day_it_is_over(client, manager):
    link = PartnerLink.objects.create(
        name="Old", source="gp", starts_on=MONDAY, ends_on=MONDAY, made_by=manager
    )
    assert link.is_usable(MONDAY)
    assert not PartnerLink.objects.usable(date(2026, 11, 24)).exists()


def test_whoever_comes_by_a_link_sees_nobody():
    link = Outsider(ActorKind.PARTNER_LINK, "key")
    make_person()
    assert not Person.objects.visible_to(link, on=MONDAY).exists()
    assert not Referral.objects.visible_to(link, on=MONDAY).exists()


def test_managers_make_and_end_links_and_nobody_else(client, manager, priya):
    with pytest.raises(PermissionDenied, match="Managers let partners in"):
        make_partner_link(link=PartnerLink(name="A", source="gp"), by=priya, on=MONDAY)
    client.force_login(manager)
    address = reverse("triage:partners")
    told = {"name": "Elm ward", "source": "hospital", "ends_on": "22/11/2027"}
    page = client.post(address, told).content.decode()
    link = PartnerLink.objects.get()
    assert link.address in page
    assert "it is shown this once" in page
    assert link.address not in client.get(address).content.decode()
    client.post(reverse("triage:end_partner", args=[link.pk]))
    link.refresh_from_db()
    assert link.ended_on == MONDAY
    verbs = Event.objects.filter(verb__startswith="partner_link").order_by("id")
    assert list(verbs.values_list("verb", flat=True)) == ["partner_link_made", "partner_link_ended"]


def test_one_organisation_has_one_link_at_a_time(link, manager):
    again = PartnerLink(name="Sileby surgery", source="gp", ends_on=NEXT_YEAR)
    with pytest.raises(ValidationError, match="There is a link for this organisation"):
        make_partner_link(link=again, by=manager, on=MONDAY)


@pytest.mark.parametrize("day", ["22/11/2026", "1/1/2028"])
def test_a_link_lasts_a_year_at_most(client, manager, day):
    client.force_login(manager)
    told = {"name": "Elm ward", "source": "hospital", "ends_on": day}
    answer = client.post(reverse("triage:partners"), told)
    assert "The last day is today or later, within a year" in answer.content.decode()
    assert 'value="Elm ward"' in answer.content.decode()


def test_the_queue_lists_each_organisation_apart(client, link, manager, priya):
    send(client, link.address)
    again = PartnerLink(name="Elm surgery", source="gp", ends_on=NEXT_YEAR)
    make_partner_link(link=again, by=manager, on=MONDAY)
    send(client, again.address, family_name="Wick")
    client.force_login(priya)
    queue = reverse("triage:queue")
    both = client.get(queue).content.decode()
    assert "By the link of" in both
    only = client.get(queue, {"link": "Elm surgery"}).content.decode()
    assert ("Wick" in only, "Pearse" in only) == (True, False)


def test_an_organisation_by_which_nobody_waits_takes_no_room_in_the_queue(client, link, priya):
    client.force_login(priya)
    assert "By the link of" not in client.get(reverse("triage:queue")).content.decode()
