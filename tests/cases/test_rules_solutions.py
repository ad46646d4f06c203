"""From answers to what may help: the table worked by hand, and what must always hold."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.mot.sets import question_set
from cases.rules.solutions import OFFERS, suggest

QUESTIONS = question_set("2026-11-01")
CHOICES = {
    question.id: [choice.value for choice in question.choices]
    for question in QUESTIONS.questions
    if question.choices
}
# From least to most difficulty; "unsure" and "no" ask for the same.
WORSE = {
    **dict.fromkeys(("P4", "P9", "P13", "M1", "A1"), ("easy", "little", "lot", "help", "cannot")),
    "H3": ("none", "one", "more"),
    **dict.fromkeys(("E3", "S1", "W2"), ("yes", "unsure", "no")),
}
# Two cores shared with other tests may be slow; that is no fault of the rules.
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
any_answers = st.fixed_dictionaries(
    {}, optional={question: st.sampled_from(values) for question, values in CHOICES.items()}
)


def codes(answers):
    return [suggestion.offer.code for suggestion in suggest(answers)]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, []),
        ({"H3": "none"}, []),
        ({"H3": "one"}, ["falls_advice"]),
        ({"H3": "more"}, ["falls_advice", "pendant"]),
        ({"E3": "yes"}, []),
        ({"E3": "no"}, ["damp_check"]),
        ({"E3": "unsure"}, ["damp_check"]),
        ({"S1": "no"}, ["door_chain"]),
        ({"W2": "unsure"}, ["warm_homes"]),
        ({"P4": "little"}, []),
        ({"P4": "lot"}, ["grab_rail_door"]),
        ({"P4": "help"}, ["grab_rail_door", "half_step"]),
        ({"P4": "cannot"}, ["grab_rail_door", "half_step"]),
        ({"P9": "lot"}, ["second_rail"]),
        ({"P9": "cannot"}, ["second_rail", "stairlift"]),
        ({"P13": "lot"}, ["bath_board"]),
        ({"P13": "help"}, ["bath_board", "level_shower"]),
        ({"M1": "lot"}, ["perching_stool"]),
        ({"A1": "cannot"}, ["local_area"]),
        ({"A1": "easy"}, []),
    ],
)
def test_each_line_of_the_table(answers, expected):
    assert codes(answers) == expected


def test_a_hard_bath_two_falls_and_a_cold_room_together():
    answers = {"P13": "help", "H3": "more", "W2": "no", "M1": "easy"}
    assert codes(answers) == [
        "falls_advice",
        "pendant",
        "warm_homes",
        "bath_board",
        "level_shower",
    ]


def test_a_suggestion_says_which_answer_it_comes_from():
    (suggestion,) = suggest({"P13": "lot"})
    assert (suggestion.offer.question, suggestion.answer) == ("P13", "lot")


@calm
@given(any_answers)
def test_an_answer_that_none_can_choose_suggests_nothing(answers):
    odd = dict.fromkeys(answers, "sometimes") | {"Z9": "cannot"}
    assert suggest(odd) == ()


@calm
@given(answers=any_answers, question=st.sampled_from(sorted(WORSE)), data=st.data())
def test_more_difficulty_never_suggests_less(answers, question, data):
    scale = WORSE[question]
    less, more = sorted(
        data.draw(st.lists(st.sampled_from(range(len(scale))), min_size=2, max_size=2))
    )
    fewer = set(codes(answers | {question: scale[less]}))
    assert fewer <= set(codes(answers | {question: scale[more]}))


@calm
@given(answers=any_answers, left_out=st.sampled_from(sorted(CHOICES)))
def test_one_more_answer_never_takes_a_suggestion_away(answers, left_out):
    without = {key: value for key, value in answers.items() if key != left_out}
    assert set(codes(without)) <= set(codes(answers))


@calm
@given(any_answers)
def test_the_order_of_the_answers_does_not_matter(answers):
    assert suggest(dict(reversed(answers.items()))) == suggest(answers)


def test_every_offer_is_made_for_some_answer():
    possible = {
        code
        for question, values in CHOICES.items()
        for value in values
        for code in codes({question: value})
    }
    assert possible == {offer.code for offer in OFFERS}
