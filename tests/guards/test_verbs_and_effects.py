"""What can happen and what follows from it: listed once, used, and kept to its shape."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from importlib import import_module
from importlib.util import find_spec
from uuid import UUID

import pytest
from django.apps import apps

from lightbulb.core.record import verbs
from lightbulb.core.record.effects import all_effects
from lightbulb.core.record.verbs import VerbEnum, checked_detail
from tests.guards.sources import product_code

SAMPLES = {
    verbs.CODE: "a_code",
    verbs.ID: UUID(int=1),
    verbs.DATE: date(2026, 11, 23),
    verbs.AMOUNT: Decimal("104.00"),
    verbs.NUMBER: 3,
    verbs.FIELDS: ["name"],
}


def enums() -> Iterator[type[VerbEnum]]:
    for app in apps.get_app_configs():
        if find_spec(f"{app.name}.verbs"):
            yield import_module(f"{app.name}.verbs").Verb


def code() -> str:
    return "\n".join(path.read_text() for path in product_code())


ALL_VERBS = [verb for enum in enums() for verb in enum]
each_verb = pytest.mark.parametrize("verb", [pytest.param(v, id=v.word) for v in ALL_VERBS])


def test_a_verb_belongs_to_one_app():
    words = [verb.word for verb in ALL_VERBS]
    assert sorted(words) == sorted(set(words))


def test_no_verb_is_another_by_a_second_name():
    assert all(len(enum.__members__) == len(list(enum)) for enum in enums())


@each_verb
def test_a_verb_reads_on_after_a_name_and_fits_its_column(verb):
    assert re.match(r"[a-z]", verb.spec.sentence)
    assert not verb.spec.sentence.endswith(".")
    assert len(verb.word) <= 60
    assert verb.spec.version >= 1


@each_verb
def test_a_verb_takes_the_detail_it_names_and_nothing_in_words(verb):
    detail = {key: SAMPLES[kind] for key, kind in verb.spec.detail.items()}
    assert set(checked_detail(verb, detail)) == set(verb.spec.detail)
    for key in [*verb.spec.detail, "note"]:
        with pytest.raises(ValueError, match=key):
            checked_detail(verb, {key: "Mrs Example of Elm Road"})


@each_verb
def test_a_verb_is_recorded_somewhere(verb):
    assert re.search(rf"\bVerb\.{verb.name}\b", code())


@pytest.mark.parametrize("effect", sorted(all_effects()))
def test_an_effect_is_asked_for_somewhere(effect):
    asked = re.findall(r"\bput\(\s*\"(\w+)\"", code())
    assert effect in asked


def test_an_effect_belongs_to_one_app():
    listed = [
        name
        for app in apps.get_app_configs()
        if find_spec(f"{app.name}.effects")
        for name in getattr(import_module(f"{app.name}.effects"), "EFFECTS", {})
    ]
    assert sorted(listed) == sorted(set(listed)) == sorted(all_effects())
