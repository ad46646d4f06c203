"""Nobody meets a word of a person they are not meant to see, wherever they look."""

import io
import re
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from lightbulb.core.access.roles import RoleCode as Role
from tests.crawl.world import DESKS, Marked, World
from tests.guards.addresses import all_addresses

FEWEST = 5_000
AT_FAULT = 500
ENDS_IT = "account_logout"
POSTED = {"cases:suggest": "q", "triage:log": "find", "triage:look_up": "find"}
LISTS = ("core:home", "cases:my_day", "cases:caseload", "cases:team", "triage:queue")
Request = tuple[str, str, dict[str, str]]


@pytest.fixture
def world(db, monday) -> World:
    return World()


def signed_in(user: Any) -> Client:
    client = Client(raise_request_exception=False, headers={"x-forwarded-proto": "https"})
    client.force_login(user)
    return client


def requests(people: list[Marked]) -> Iterator[Request]:
    """Every address with every key of the marked, then every search for them."""
    keys = [key for each in people for key in each.keys]
    for address in all_addresses():
        if address.name == ENDS_IT:
            continue
        for key in keys if "<uuid" in address.route else keys[:1]:
            if path := path_of(address, key):
                yield "get", path, {}
    for person in people:
        for words in person.searches:
            yield from searches(words, person)


def path_of(address: Any, key: Any) -> str:
    kinds = re.findall(r"<(?:(\w+):)?\w+>", address.route)
    try:
        return reverse(address.name, args=[key if kind == "uuid" else "close" for kind in kinds])
    except NoReverseMatch:
        return ""


def searches(words: str, person: Marked) -> Iterator[Request]:
    yield "get", reverse("cases:find"), {"q": words}
    for list_name in ("cases:caseload", "triage:queue", "api:cases", "api:referrals"):
        yield "get", reverse(list_name), {"q": words}
    for name, field in POSTED.items():
        typed = {field: words, "press": "find", "person": str(person.person.pk)}
        yield "post", reverse(name), typed
    known = {"family_name": words, "postcode": words, "nhs_number": words, "phone": words}
    yield "post", reverse("triage:look_up"), known


def text_of(answer: Any) -> str:
    """Everything an answer says: its body, unpacked, and where it leads."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"PK"):
        packed = zipfile.ZipFile(io.BytesIO(body))
        body = b"".join(packed.read(name) for name in packed.namelist())
    return body.decode(errors="replace") + answer.headers.get("Location", "")


def leaks(text: str, request: Request, person: Marked) -> list[str]:
    """The marks in an answer, but for what was asked and is only said back."""
    _, path, typed = request
    asked = " ".join([path, *typed.values()]).lower()
    return [mark for mark in person.marks if mark.lower() not in asked and mark in text]


def crawl(world: World, people: list[Marked], *, every: int = 1) -> tuple[int, list[str]]:
    """How many answers were read, and what in them was not meant for who read it.

    With `every`, each role asks a part of the requests, and the next role the next part.
    """
    todo, found, number = list(requests(people)), [], 0
    for place, (role, user) in enumerate(world.users.items()):
        client = signed_in(user)
        kept_from = [person for person in people if role not in person.meant_for]
        for request in todo[place % every :: every]:
            method, path, typed = request
            answer = getattr(client, method)(path, typed)
            text, number = text_of(answer), number + 1
            where = f"{role.value}: {method} {path} {typed}"
            found += [
                f"{where}: {leaks(text, request, each)}"
                for each in kept_from
                if leaks(text, request, each)
            ]
            found += [f"{where}: {answer.status_code}"] if answer.status_code == AT_FAULT else []
    return number, found


def test_a_part_of_the_crawl_meets_nobody_who_is_not_meant_to_be_seen(world):
    number, found = crawl(world, [world.elsewhere, world.hide()], every=97)
    assert number >= 200
    assert found == []


@pytest.mark.large
def test_the_whole_crawl_meets_nobody_who_is_not_meant_to_be_seen(world, capsys):
    number, found = crawl(world, [world.elsewhere, world.hide()], every=4)
    with capsys.disabled():
        sys.stdout.write(f"\n{number} responses, {len(found)} leaks\n")
    assert number >= FEWEST
    assert found == []


def test_the_marked_are_met_by_those_meant_to_see_them(world):
    for person in (world.elsewhere, world.hide()):
        for role in person.meant_for:
            page = signed_in(world.users[role]).get("/find/", {"q": person.person.family_name})
            assert person.person.given_name in text_of(page), role


def counts(world: World, role: Role) -> list[list[str]]:
    """The figures on each worklist, without what differs at every look."""
    client = signed_in(world.users[role])
    pages = [text_of(client.get(reverse(name))) for name in LISTS]
    return [re.findall(r">\s*(\d+[^<]*)<", page) for page in pages]


def test_no_worklist_counts_somebody_who_is_hidden(world):
    roles = [role for role in Role if role not in DESKS | {Role.HSC}]
    before = {role: counts(world, role) for role in roles}
    world.hide()
    assert {role: counts(world, role) for role in roles} == before
