"""The stories: what a good triage officer would decide, beside what the rules suggest."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from triage.enums import Need, Source, Staying, TriageOutcome, UrgencyFact, Wish
from triage.rules.facts import Facts
from triage.rules.suggestion import suggest

FOLDER = Path(__file__).parent / "stories"
MONDAY = date(2026, 11, 23)
COUNTY = {
    *("blaby", "charnwood", "harborough", "hinckley_bosworth", "melton"),
    *("north_west_leicestershire", "oadby_wigston"),
}
# Where the rules differ from a story, and why they are left so. At most two may.
EXPLAINED: dict[str, str] = {}


def told_in(file):
    return tomllib.loads((FOLDER / f"{file}.toml").read_text())["stories"]


def facts_of(story):
    council = story.get("council")
    return Facts(
        needs=frozenset(story["needs"]),
        urgency_facts=frozenset(story.get("urgency_facts", ())),
        falls=story.get("falls"),
        age=story.get("age"),
        tenure=story.get("tenure", ""),
        staying=story.get("staying", "home"),
        wish=story.get("wish", "not_said"),
        source=story["source"],
        in_county=None if council is None else council in COUNTY,
        missing=frozenset(story.get("missing", ())),
        open_already=story.get("open_already", False),
    )


def by_name(story):
    return story["name"]


@pytest.mark.parametrize("story", told_in("published"), ids=by_name)
def test_the_published_case_studies_take_the_route_the_paper_tells(story):
    assert suggest(facts_of(story), on=MONDAY).outcome == story["route"]


@pytest.mark.parametrize("story", told_in("invented"), ids=by_name)
def test_an_invented_story_takes_the_route_a_good_officer_would_choose(story):
    suggested = suggest(facts_of(story), on=MONDAY).outcome
    assert (suggested == story["route"]) != (story["name"] in EXPLAINED)


def test_at_least_eighteen_of_twenty_agree():
    assert len(told_in("invented")) == 20
    assert len(EXPLAINED) <= 2


def test_the_stories_use_the_words_of_the_form():
    for story in told_in("invented") + told_in("published"):
        assert set(story["needs"]) <= set(Need.values)
        assert set(story.get("urgency_facts", ())) <= set(UrgencyFact.values)
        assert story["source"] in Source.values
        assert story.get("staying", "home") in Staying.values
        assert story.get("wish", "not_said") in Wish.values
        assert story["route"] in TriageOutcome.values
