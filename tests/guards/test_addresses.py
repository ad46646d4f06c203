"""Every address asks for a person, names its methods and has a name of the house's kind."""

import re

import pytest
from django.http import HttpResponseNotAllowed
from django.test import RequestFactory

from tests.guards.addresses import Address, all_addresses

PUBLIC = {
    "account_login": "the sign-in page",
    "account_logout": "who is not signed in is shown the way in",
    "account_reset_password": "who has forgotten the password cannot sign in",
    "account_reset_password_done": "as above",
    "account_reset_password_from_key": "as above; the key in the address is the proof",
    "account_reset_password_from_key_done": "as above",
    "core:accessibility": "the statement must be readable by anybody",
    "core:privacy": "whoever is asked something may read what becomes of it",
    "core:cookies": "as above",
    "help:start": "whoever needs help has no account",
    "help:advice": "as above; nothing is asked",
    "help:ask": "as above; limited by address, and tells nothing of anybody",
    "help:partner": "the signed link is the proof; it lets in what is told, and shows nobody",
    "help:status": "as above; reference and PIN are the proof, limited by both",
    "cases:visit_answers": "answers a stranger in the API's own words, with 401",
    "cases:put_photo": "as above",
    "core:health": "the load balancer; says nothing but that the pages answer",
}
WORDS = re.compile(r"(?:[a-z]+(?:-[a-z]+)*|<(?:\w+:)?\w+>|v1)")
MAILED_LINK = "password/choose/"  # its key is made by allauth, in a shape of its own
NAME = re.compile(r"(?:[a-z]+:)?[a-z]+(?:_[a-z]+)*")
addresses = pytest.mark.parametrize(
    "address", [pytest.param(each, id=each.route or "/") for each in all_addresses()]
)


def test_only_listed_pages_are_public():
    assert {each.name for each in all_addresses() if each.is_public} == set(PUBLIC)


@addresses
def test_an_address_has_a_name_in_small_letters(address: Address):
    assert address.name
    assert NAME.fullmatch(address.name)


@addresses
def test_an_address_is_words_and_keys_between_slashes(address: Address):
    if MAILED_LINK in address.route or address.route.startswith("api/"):
        return
    assert address.route == "" or address.route.endswith("/")
    assert all(WORDS.fullmatch(part) for part in address.route.split("/")[:-1])


def test_no_name_stands_for_two_addresses():
    names = [each.name for each in all_addresses()]
    assert sorted(names) == sorted(set(names))


def refuses(address: Address, method: str) -> bool:
    """Whether the view turns a method away before it looks at anything else."""
    keys = dict.fromkeys(re.findall(r"<(?:\w+:)?(\w+)>", address.route), "key")
    try:
        answer = address.view(RequestFactory().generic(method, "/"), **keys)
    except Exception:
        return False  # it looked: at the person, at the session
    return isinstance(answer, HttpResponseNotAllowed)


@addresses
def test_a_view_names_its_methods(address: Address):
    if address.route.startswith("api/"):
        return  # answers a wrong method in its own words, which the API's tests look at
    is_class = hasattr(address.view, "view_class") or hasattr(address.view, "cls")
    assert is_class or refuses(address, "PURGE")


@addresses
def test_what_only_takes_a_form_ends_in_a_verb(address: Address):
    if hasattr(address.view, "view_class") or not refuses(address, "GET"):
        return
    last = address.route.split("/")[-2]
    assert re.fullmatch(r"[a-z-]+", last)
    assert address.name.split(":")[-1].split("_")[0] == last.split("-")[0]
