"""Priority and route: more risk never ranks lower, waiting helps, and every end is reached."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.enums import Need, Priority, Staying, TriageOutcome, UrgencyFact, Wish
from triage.rules import priority
from triage.rules.facts import Facts
from triage.rules.figures import NoFigures, all_figures, figures_on
from triage.rules.suggestion import band_days, ranks_from, score_on, suggest

MONDAY = date(2026, 11, 23)
some = st.builds(
    Facts,
    needs=st.frozensets(st.sampled_from(Need.values), min_size=1),
    urgency_facts=st.frozensets(st.sampled_from(UrgencyFact.values)),
    falls=st.none() | st.integers(0, 12),
    age=st.none() | st.integers(0, 110),
    tenure=st.sampled_from(["", "owned", "private", "council"]),
    staying=st.sampled_from(Staying.values),
    wish=st.sampled_from(Wish.values),
    source=st.sampled_from(["self", "hospital"]),
    in_county=st.sampled_from([True, False, None]),
    missing=st.frozensets(st.sampled_from(["name", "contact"])),
    open_already=st.booleans(),
    days_waited=st.integers(0, 800),
)


def told(*urgency, needs=("bathing",), **more):
    return Facts(needs=frozenset(needs), urgency_facts=frozenset(urgency), in_county=True, **more)


def score(facts):
    return suggest(facts, on=MONDAY).score


@given(some, st.sampled_from(UrgencyFact.values), st.sampled_from(Need.values))
def test_more_risk_never_ranks_lower(facts, fact, need):
    riskier = replace(facts, urgency_facts=facts.urgency_facts | {fact})
    assert score(riskier) >= score(facts)
    assert score(replace(facts, needs=facts.needs | {need})) >= score(facts)
    assert score(replace(facts, falls=(facts.falls or 0) + 1)) >= score(facts)


@given(some, st.integers(0, 400))
def test_waiting_longer_never_ranks_lower(facts, days):
    longer = replace(facts, days_waited=facts.days_waited + days)
    assert score(longer) >= score(facts)


@given(some)
def test_the_reasons_are_complete_and_add_up(facts):
    found = suggest(facts, on=MONDAY)
    assert sum(reason.points for reason in found.reasons) == found.score
    assert len(found.why) == 2
    assert all(found.why)
    assert found.outcome in TriageOutcome.values
    assert found.priority in Priority.values


@given(st.integers(0, 60), st.integers(0, 900), st.integers(0, 60), st.integers(0, 900))
def test_sorting_by_the_day_it_ranks_from_is_sorting_by_score(one, waited, other, longer):
    figures = figures_on(MONDAY)
    days = [
        ranks_from(MONDAY - timedelta(days=ago), points, figures)
        for points, ago in ((one, waited), (other, longer))
    ]
    scores = [score_on(MONDAY, day, figures) for day in days]
    assert scores == [one + waited // 30, other + longer // 30]
    assert (days[0] <= days[1]) <= (scores[0] >= scores[1])


def test_every_band_is_reached_and_no_two_overlap():
    found = {suggest(told(*few), on=MONDAY).priority for few in combinations(UrgencyFact, 2)}
    assert found | {suggest(told(), on=MONDAY).priority} == set(Priority.values)
    figures = figures_on(MONDAY)
    edges = [band_days(band, figures, on=MONDAY) for _, band in figures.bands]
    assert [until for _, until in edges][:-1] == [after for after, _ in edges][1:]


@pytest.mark.parametrize(
    ("facts", "outcome", "service"),
    [
        (told(), "locality_case", ""),
        (told(staying="ward"), "hospital_housing", ""),
        (told("losing_home", needs=["moving"]), "other_district", "Housing options"),
        (told(needs=["care"], age=80), "adult_social_care", ""),
        (told(needs=["care"], age=9), "childrens_services", ""),
        (told("no_heating", needs=["warmth"]), "signposted", "Warm Homes"),
        (told(wish="own"), "self_help", ""),
        (told(needs=["kitchen"]), "advice", ""),
        (told(open_already=True), "duplicate", ""),
        (replace(told(), in_county=False), "out_of_area", ""),
        (told(missing=frozenset({"name"})), "details_missing", ""),
    ],
)
def test_every_route_is_reached(facts, outcome, service):
    found = suggest(facts, on=MONDAY)
    assert (found.outcome, found.service) == (outcome, service)


def test_a_fall_with_an_hour_on_the_floor_raises_the_rank_and_says_why():
    # bath 1; then fallen 2 and an hour on the floor 6 with it
    before, after = told(), told("fallen", "long_lie", falls=1)
    assert (score(before), score(after)) == (1, 9)
    assert "Lay on the floor over an hour" in suggest(after, on=MONDAY).why


def test_a_point_is_added_for_each_thirty_days_of_waiting():
    assert [score(told(days_waited=days)) for days in (0, 29, 30, 60)] == [1, 1, 2, 3]


def test_what_nobody_knows_is_asked_and_never_guessed():
    unknown = Facts(needs=frozenset({"bathing"}), in_county=None, missing=frozenset({"contact"}))
    assert suggest(unknown, on=MONDAY).missing == (
        "How can they be reached?",
        "Where is the home?",
    )


@pytest.mark.parametrize(
    ("facts", "complexity"),
    [
        (told(), "simple"),
        (told(needs=["bathing", "stairs", "toilet", "access"]), "complex"),
        (told(needs=["very_full"]), "complex"),
        (told(age=6), "complex"),
    ],
)
def test_the_class_is_suggested_from_what_the_work_takes(facts, complexity):
    assert suggest(facts, on=MONDAY).complexity == complexity


def test_figures_name_their_source_and_an_earlier_day_is_refused():
    assert all(figures.source for figures in all_figures())
    with pytest.raises(NoFigures):
        figures_on(date(2017, 9, 30))


def test_every_weight_has_its_words_and_every_fact_its_weight():
    figures = figures_on(MONDAY)
    assert set(figures.urgency) == set(priority.URGENCY) == set(UrgencyFact.values)
    assert set(figures.needs) == set(priority.NEEDS) <= set(Need.values)
