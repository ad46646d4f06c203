"""Signing in and out: what works, what is refused, what is throttled, what is recorded."""

import re

import pytest
from django.conf import settings
from django.core import mail

from lightbulb.core.record import outbox
from lightbulb.core.record.models import Event, OutboxRow
from tests.core import factories

ADDRESS = "asha@elmshire.example"
RIGHT = {"login": ADDRESS, "password": factories.PASSWORD}


@pytest.fixture
def asha(db):
    user = factories.make_user(email=ADDRESS, password=factories.PASSWORD)
    factories.make_membership(user=user)
    return user


def verbs(user):
    return list(Event.objects.about(user).order_by("id").values_list("verb", flat=True))


def is_signed_in(client):
    return client.get("/account/").status_code == 200


@pytest.mark.parametrize("typed", [ADDRESS, "Asha@Elmshire.EXAMPLE", f"  {ADDRESS} "])
def test_the_address_works_in_any_case(typed, client, asha):
    answer = client.post("/sign-in/", {**RIGHT, "login": typed})
    assert (answer.status_code, answer.url) == (302, "/")
    assert is_signed_in(client)
    assert verbs(asha) == ["signed_in"]


def test_a_wrong_password_is_refused_in_words_and_recorded(client, asha):
    page = client.post("/sign-in/", {**RIGHT, "password": "wrong"}).content.decode()
    assert "Check the email address and the password: together they are not right" in page
    assert not is_signed_in(client)
    event = Event.objects.about(asha).get()
    assert (event.verb, event.actor_kind) == ("sign_in_refused", "system")


def test_an_unknown_address_gets_the_same_words(client, asha):
    page = client.post("/sign-in/", {**RIGHT, "login": "who@else.example"}).content.decode()
    assert "Check the email address and the password: together they are not right" in page


def test_after_five_wrong_passwords_even_the_right_one_waits(client, asha):
    for _ in range(5):
        assert client.post("/sign-in/", {**RIGHT, "password": "wrong"}).status_code == 200
    answer = client.post("/sign-in/", RIGHT)
    assert answer.status_code == 429
    assert "Wait five minutes and try again." in answer.content.decode()
    assert not is_signed_in(client)


def test_the_throttle_of_one_address_does_not_stop_another(client, asha):
    for _ in range(5):
        client.post("/sign-in/", {"login": "who@else.example", "password": "wrong"})
    assert client.post("/sign-in/", RIGHT).status_code == 302


def test_many_tries_from_one_place_wait_too(client, asha):
    tries = [{"login": f"who{n}@else.example", "password": "wrong"} for n in range(11)]
    statuses = [client.post("/sign-in/", each).status_code for each in tries]
    assert statuses == [200] * 10 + [429]


def test_a_closed_account_is_told_so_when_the_password_is_right(client, db):
    left = factories.make_user(email=ADDRESS, password=factories.PASSWORD, left=True)
    answer = client.post("/sign-in/", RIGHT)
    assert answer.status_code == 403
    assert "Your account is closed" in answer.content.decode()
    assert not is_signed_in(client)
    assert verbs(left) == ["sign_in_refused"]


def test_a_closed_account_tells_a_guesser_nothing(client, db):
    factories.make_user(email=ADDRESS, password=factories.PASSWORD, left=True)
    page = client.post("/sign-in/", {**RIGHT, "password": "wrong"}).content.decode()
    assert "closed" not in page


def test_an_open_session_ends_when_the_account_is_closed(client, asha):
    client.force_login(asha)
    type(asha).objects.filter(pk=asha.pk).update(is_active=False)
    assert client.get("/account/").status_code == 302


def test_the_page_that_was_asked_for_opens_after_sign_in(client, asha):
    asked = client.get("/colleagues/?q=bram")
    page = client.get(asked.url).content.decode()
    following = re.search(r'name="next" value="([^"]+)"', page)[1]
    answer = client.post("/sign-in/", {**RIGHT, "next": following})
    assert answer.url == "/colleagues/?q=bram"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "javascript:alert(1)", r"/\evil.example"],
)
def test_sign_in_leads_to_no_other_site(elsewhere, client, asha):
    answer = client.post("/sign-in/", {**RIGHT, "next": elsewhere})
    assert (answer.status_code, answer.url) == (302, "/")


def test_signing_out_takes_a_press_of_the_button(client, asha):
    client.force_login(asha)
    assert "Sign out of Lightbulb?" in client.get("/sign-out/").content.decode()
    assert is_signed_in(client)
    client.post("/sign-out/")
    assert not is_signed_in(client)
    assert verbs(asha) == ["signed_out"]


def test_each_sign_in_has_a_session_of_its_own(client, asha):
    client.get("/sign-in/")
    client.post("/sign-in/", RIGHT)
    first = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/sign-out/")
    client.post("/sign-in/", RIGHT)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != first


@pytest.mark.parametrize("method", ["delete", "patch"])
def test_other_methods_are_refused_in_words(method, client, db):
    answer = getattr(client, method)("/sign-in/")
    assert answer.status_code == 405
    assert "That cannot be done at this address" in answer.content.decode()


def link_mailed_to(address, client):
    """Ask for a new password, let the outbox send the mail, and take the link from it."""
    client.post("/password/forgotten/", {"email": address})
    outbox.perform(OutboxRow.objects.get().pk)
    return re.search(r"https://localhost(/password/choose/\S+)", mail.outbox[0].body)[1]


def choose(client, link, password):
    """Open the link, which leads to a page without the key in its address, and choose."""
    page = client.get(link)
    return client.post(page.url, {"password1": password, "password2": password})


def test_a_forgotten_password_is_changed_by_the_link_in_the_mail(client, asha):
    link = link_mailed_to("Asha@elmshire.example", client)
    assert mail.outbox[0].to == [ADDRESS]
    answer = choose(client, link, "seven loud geese")
    assert (answer.status_code, answer.url) == (302, "/password/chosen/")
    asha.refresh_from_db()
    assert asha.check_password("seven loud geese")
    assert verbs(asha) == ["password_changed"]


def test_the_link_works_once(client, asha):
    link = link_mailed_to(ADDRESS, client)
    choose(client, link, "seven loud geese")
    assert "This link no longer works" in client.get(link).content.decode()


def test_the_outbox_keeps_no_link_and_no_address(client, asha):
    client.post("/password/forgotten/", {"email": ADDRESS})
    assert OutboxRow.objects.get().payload == {"user": str(asha.pk)}


def test_an_unknown_address_gets_the_same_page_and_no_mail(client, asha):
    known = client.post("/password/forgotten/", {"email": ADDRESS})
    unknown = client.post("/password/forgotten/", {"email": "who@else.example"})
    assert (unknown.status_code, unknown.url) == (known.status_code, known.url)
    assert OutboxRow.objects.count() == 1


def test_a_closed_account_gets_no_link(client, db):
    factories.make_user(email=ADDRESS, left=True)
    client.post("/password/forgotten/", {"email": ADDRESS})
    assert not OutboxRow.objects.exists()


def test_a_weak_password_is_refused_in_words(client, asha):
    answer = choose(client, link_mailed_to(ADDRESS, client), "short")
    assert answer.status_code == 200
    assert "too short" in answer.content.decode()


def test_changing_the_password_ends_every_session(client, asha):
    client.post("/sign-in/", RIGHT)
    new = {"password1": "seven loud geese", "password2": "seven loud geese"}
    client.post("/password/", {"oldpassword": factories.PASSWORD, **new})
    assert not is_signed_in(client)
    assert "password_changed" in verbs(asha)


def test_asking_for_many_links_is_throttled(client, asha):
    asks = [client.post("/password/forgotten/", {"email": ADDRESS}) for _ in range(6)]
    assert [each.status_code for each in asks] == [302] * 5 + [429]
