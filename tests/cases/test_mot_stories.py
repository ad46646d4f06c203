"""The published case studies, and twenty short stories, against what the questions suggest."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from cases.rules.housing_mot import suggested
from tests.cases.whole_mot import QUESTIONS

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "mot"

LEAST_THAT_AGREE = 18  # of twenty

# Where a story and the rules differ, and which of them is right.
EXPLAINED: dict[str, str] = {}


def told(name: str) -> list[dict[str, Any]]:
    stories: list[dict[str, Any]] = tomllib.loads((EXAMPLES / name).read_text())["story"]
    return stories


def codes_for(story: Mapping[str, Any]) -> set[str]:
    answers = {
        question: tuple(value) if isinstance(value, list) else (value,)
        for question, value in story["answers"].items()
    }
    return {each.code for each in suggested(QUESTIONS, answers)}


STUDIES = [pytest.param(story, id=story["name"]) for story in told("case_studies.toml")]


@pytest.mark.parametrize("story", STUDIES)
def test_everything_that_was_done_is_suggested(story):
    done = {each["code"] for each in story["done"]}
    assert done - codes_for(story) == set()


def differs(story: Mapping[str, Any]) -> bool:
    found = codes_for(story)
    return bool(set(story["expected"]) - found or set(story["never"]) & found)


def test_the_stories_agree_but_for_those_explained():
    stories = told("stories.toml")
    assert len(stories) == 20
    differing = {story["name"] for story in stories if differs(story)}
    assert differing == EXPLAINED.keys()
    assert len(stories) - len(differing) >= LEAST_THAT_AGREE
