"""The stories, played by the verbs and written in bulk, leave the same rows."""

from datetime import date
from itertools import count
from typing import Any

import pytest
from django.db import models

from cases.clock import targets_on
from cases.enums import CompetenceArea
from cases.models import Case
from cases.mot.sets import current_version, question_set
from cases.seed.targets import seed_targets
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import Event
from tests.cases.factories import make_competent, make_worker
from tests.core.factories import make_locality
from tests.triage.factories import make_triage_officer
from triage.demonstration.bulk import write
from triage.demonstration.cast import Cast, cast_on
from triage.demonstration.inhabitants import districts
from triage.demonstration.many import until_cases
from triage.demonstration.play import PLAYED, play
from triage.demonstration.published import published
from triage.demonstration.stories import Story, stories
from triage.models import Referral

TODAY = date(2026, 11, 23)
SAMPLE = 10  # enough to take every step there is
LARGE_SAMPLE = 40
FAR = 88_000  # among the last of a county with 80,000 cases
ABOVE = (CompetenceArea.SIMPLE_MAJOR, CompetenceArea.COMPLEX_MAJOR)  # nobody has to agree
ASKED = (1633, 2072)  # of the few that wait for an answer on this day
MADE_NEW = {"id", "reference", "person", "home", "case", "visit", "referral", "event_id"}


@pytest.fixture
def cast() -> Cast:
    seed_targets(on=TODAY)
    make_triage_officer()
    for number, district in enumerate(districts()):
        locality = make_locality(name=f"District {number}", lad_code=district["lad_code"])
        make_competent(make_worker(locality=locality, role=RoleCode.HSC), *ABOVE)
        make_competent(make_worker(locality=locality, role=RoleCode.HSC), *ABOVE)
    return cast_on(TODAY)


def sample(size: int = SAMPLE) -> list[Story]:
    """The published ones, the first so many of the others, those asked for more, and late ones."""
    questions = question_set(current_version(TODAY))
    numbers = [*range(size), *ASKED, *range(FAR, FAR + size // 5)]
    told = stories(numbers, on=TODAY, questions=questions)
    return [*published(on=TODAY, questions=questions), *told]


def fields_of(row: models.Model) -> dict[str, Any]:
    names = [field.name for field in row._meta.concrete_fields]
    return {name: getattr(row, name) for name in names if name not in MADE_NEW}


def all_that_stands(referral: Referral) -> dict[str, Any]:
    """A referral and what came of it, without the keys that differ each time."""
    told = {"referral": fields_of(referral), "person": fields_of(referral.person)}
    told |= {"home": fields_of(referral.home)}
    if hasattr(referral, "decision"):
        told["decision"] = fields_of(referral.decision)
    events = Event.objects.filter(person_id=referral.person_id).order_by("id")
    told["events"] = [event_of(event) for event in events]
    return told | (what_stands_of(referral.case) if referral.case else {})


def event_of(event: Event) -> dict[str, Any]:
    keys = ("id", "visit", "solution", "order", "case")
    kept = {name: value for name, value in event.detail.items() if name not in keys}
    shown = ("verb", "verb_version", "happened_on", "actor_id", "subject_type", "locality_id")
    row = {name: getattr(event, name) for name in shown}
    places = (bool(event.case_id), bool(event.person_id), event.organisation_id)
    return row | {"detail": kept, "keys": sorted(event.detail), "places": places}


def what_stands_of(case: Case) -> dict[str, Any]:
    solutions = case.solutions.order_by("code")
    orders = [order for each in solutions for order in each.orders.order_by("ordered_on", "id")]
    parts = {
        "case": [fields_of(case)],
        "milestones": map(fields_of, case.milestones.order_by("event_id", "kind")),
        "assignments": map(fields_of, case.assignments.all()),
        "visits": map(fields_of, case.visits.all()),
        "answers": [fields_of(v.answers) for v in case.visits.all() if hasattr(v, "answers")],
        "scores": [fields_of(s) for v in case.visits.all() for s in v.scores.order_by("theme")],
        "solutions": map(fields_of, solutions),
        "orders": [{**fields_of(order), "solution": order.solution.code} for order in orders],
        "follow_ups": map(fields_of, case.follow_ups.all()),
    }
    later = [s for f in case.follow_ups.all() for s in f.scores.order_by("theme")]
    parts["outcomes"] = [{**fields_of(score), "follow_up": None} for score in later]
    return {name: list(rows) for name, rows in parts.items()}


def differences(played: Any, written: Any, where: str = "") -> list[tuple[str, Any, Any]]:
    """Where two nested answers differ, shortly: a whole diff of them takes minutes."""
    if isinstance(played, dict) and isinstance(written, dict):
        names = sorted({*played, *written})
        pairs = [(f"{where}.{name}", played.get(name), written.get(name)) for name in names]
    elif isinstance(played, list) and isinstance(written, list) and len(played) == len(written):
        pairs = [
            (f"{where}[{i}]", *pair) for i, pair in enumerate(zip(played, written, strict=True))
        ]
    else:
        return [] if played == written else [(where, played, written)]
    return [found for name, one, other in pairs for found in differences(one, other, name)]


@pytest.mark.django_db
@pytest.mark.parametrize("size", [SAMPLE, pytest.param(LARGE_SAMPLE, marks=pytest.mark.large)])
def test_bulk_rows_are_those_the_verbs_leave(cast, size):
    told = sample(size)
    played = {story.number: play(story, cast) for story in told}
    write(told, cast, questions=question_set(current_version(TODAY)), targets=targets_on)
    for story in told:
        twin = Referral.objects.exclude(pk=played[story.number].pk).get(
            person__nhs_number=story.who.nhs_number
        )
        standing, written = all_that_stands(played[story.number]), all_that_stands(twin)
        assert differences(standing, written) == []


def test_the_same_number_tells_the_same_story():
    assert sample() == sample()


def test_a_county_of_any_size_has_as_many_cases_as_asked_for():
    told = stories(count(), on=TODAY, questions=question_set(current_version(TODAY)))
    assert sum(story.leads_to_a_case for story in until_cases(told, 25)) == 25


def test_the_sample_and_the_case_studies_take_every_step_there_is():
    studies = published(on=TODAY, questions=question_set(current_version(TODAY)))
    assert {step.name for story in [*sample(), *studies] for step in story.steps} == set(PLAYED)


def test_stories_reach_every_end_and_some_are_still_under_way():
    last = {story.steps[-1].name for story in sample(LARGE_SAMPLE) if story.steps}
    assert {"close", "decide"} <= last
    assert len(last) >= 3
