"""Everybody meets at every address what the access matrix says, and no address is left out."""

import logging
from collections.abc import Iterable
from typing import Any
from zlib import crc32

import pytest
from django.db import transaction
from django.template.backends.django import Template
from django.urls import reverse
from django.utils import timezone

from lightbulb.core.access.roles import ROLES, RoleCode
from tests.guards.addresses import all_addresses
from tests.guards.matrix import NOT_IN, NOT_THERE, REACHED, REFUSED, ROWS, cells, expected
from tests.guards.matrix_world import County

# Three addresses meet every situation in every run; of the rest, every other kind of role meets
# the usual ones, and which of them differs from address to address.
IN_FULL = frozenset({"cases:case", "cases:visit", "triage:referral"})
USUAL = frozenset({"", "own locality", "other district"})
FEWEST = 2_000
# Of roles that may do exactly the same, the first: the others meet it in the full run.
FIRST_OF_THEIR_KIND = frozenset(
    {(role.permissions, role.reach): code for code, role in reversed(ROLES.items())}.values()
)
KINDS = {role: number for number, role in enumerate(sorted(FIRST_OF_THEIR_KIND))}
MORE = {
    "cases:put_photo": ["0" * 64],
    "cases:step": ["close"],
    "reporting:indicator": ["referrals"],
    "reporting:export_cases": ["referrals"],
    "reporting:pack_file": ["pdf"],
    "api:indicator": ["referrals"],
    "api:indicator_cases": ["referrals"],
}
ANSWERS = {404: NOT_THERE, 403: REFUSED}
AT_FAULT = 500


# Who is asked about another district in every run: somebody of one, and of the whole county.
AWAY = frozenset({RoleCode.HSC, RoleCode.HUB_MANAGER, RoleCode.AUDITOR})


def is_usual(name: str, role: RoleCode, situation: str) -> bool:
    if situation == "other district":
        return role in AWAY
    turn = (crc32(name.encode()) + KINDS.get(role, 0)) % 2
    return situation in USUAL and role in KINDS and turn == 0


@pytest.fixture
def blank_pages(monkeypatch) -> None:
    """Who is let in is decided before a page is written, and writing it takes the longest.

    That every page can be written is what the browser's list and `test_showing` hold.
    """
    monkeypatch.setattr(Template, "render", lambda self, context=None, request=None: "")
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)


@pytest.fixture
def county(db, monday, plain_static_files, blank_pages) -> County:
    return County(on=timezone.localdate())


def met(county: County, name: str, row: Any, role: Any, situation: str) -> str:
    """What the service answers, in the words of the matrix; what it changed is undone."""
    keys = keys_of(county, row, role, situation)
    address = reverse(name, args=[*keys, *MORE.get(name, [])])
    client = county.client_of(role, situation)
    with transaction.atomic():
        answer = getattr(client, row.method)(address)
        read_to_the_end(answer)
        transaction.set_rollback(True)
    if answer.status_code >= AT_FAULT or answer.status_code in (301, 405):
        return f"answered {answer.status_code}"
    if answer.get("Location", "").startswith(reverse("account_login")):
        return "sent to sign in"
    return ANSWERS.get(answer.status_code, REACHED)


def keys_of(county: County, row: Any, role: Any, situation: str) -> list[Any]:
    if row.key:
        return [county.lying_nowhere[row.key].pk]
    return [county.records_for(role, situation).key_of(row.of)] if row.of else []


def read_to_the_end(answer: Any) -> None:
    """A file is closed when it was read, and what it holds is counted by then."""
    if answer.streaming:
        list(answer.streaming_content)


def wrong(county: County, chosen: Iterable[tuple[str, Any, Any, str]]) -> list[str]:
    found = []
    for name, row, role, situation in chosen:
        meant, was = expected(row, role, situation), met(county, name, row, role, situation)
        if was != meant:
            found.append(f"{name}, {role.value}, {situation}: {was}, not {meant}")
    return found


def test_everybody_meets_what_the_matrix_says(county):
    chosen = [cell for cell in cells() if cell[0] in IN_FULL or is_usual(cell[0], *cell[2:])]
    assert len(chosen) >= FEWEST
    found = wrong(county, chosen)
    assert not found, "\n".join(found)


@pytest.mark.large
def test_everybody_meets_what_the_matrix_says_in_every_situation(county):
    assert wrong(county, cells()) == []


def test_every_address_has_a_row_or_says_why_not():
    names = {address.name for address in all_addresses()}
    assert names == ROWS.keys() | NOT_IN.keys()
    assert not ROWS.keys() & NOT_IN.keys()


def test_an_address_refuses_the_wrong_method_to_whoever_may_use_it(county):
    for name, row in ROWS.items():
        if row.of or row.method == "get":
            continue
        keys = keys_of(county, row, RoleCode.SERVICE_MANAGER, "")
        address = reverse(name, args=[*keys, *MORE.get(name, [])])
        answer = county.client_of(RoleCode.SERVICE_MANAGER, "own locality").get(address)
        assert answer.status_code == 405, name
