"""When something holds of the answers: read from a file, asked of a visit, and never with "not"."""

import pytest

from cases.mot.conditions import (
    All,
    Chosen,
    Either,
    Fact,
    Number,
    Told,
    holds,
    plain_tests,
    questions_in,
    read_condition,
)

FELL = {"H3": ("2",)}


@pytest.mark.parametrize(
    ("raw", "condition"),
    [
        (["lot"], Chosen("P9", frozenset({"lot"}))),
        ({"at_least": 1}, Number("P9", at_least=1)),
        ({"at_most": 4}, Number("P9", at_most=4)),
        ({"told": True}, Told("P9")),
        ({"fact": "cold_season"}, Fact("cold_season")),
        ({"H3": {"at_least": 2}}, Number("H3", at_least=2)),
        (
            {"all": [["lot"], {"H3": ["x"]}]},
            All((Chosen("P9", frozenset({"lot"})), Chosen("H3", frozenset({"x"})))),
        ),
        ({"any": [{"told": True}]}, Either((Told("P9"),))),
    ],
)
def test_a_condition_is_read_as_it_is_written(raw, condition):
    assert read_condition(raw, own="P9") == condition


@pytest.mark.parametrize(
    "raw", [[], {}, {"fact": "luck"}, {"told": False}, {"not": ["lot"], "x": 1}, "lot", 3]
)
def test_what_is_no_condition_is_named(raw):
    with pytest.raises(ValueError, match="is no condition"):
        read_condition(raw, own="P9")


def test_a_choice_holds_when_it_is_among_those_chosen():
    condition = Chosen("E6", frozenset({"no_alarm", "flue"}))
    assert holds(condition, {"E6": ("no_check", "flue")})
    assert not holds(condition, {"E6": ("no_check",)})
    assert not holds(condition, {})


@pytest.mark.parametrize(
    ("condition", "answers", "is_so"),
    [
        (Number("H3", at_least=2), FELL, True),
        (Number("H3", at_least=3), FELL, False),
        (Number("S1", at_most=4), {"S1": ("4",)}, True),
        (Number("S1", at_most=4), {"S1": ("5",)}, False),
        (Number("H3", at_least=1), {"H3": ("a few",)}, False),
        (Number("H3", at_least=1), {"H3": ("²",)}, False),
        (Number("E7", at_least=7), {"E7": ("bedroom:2", "kitchen: 8")}, True),
        (Number("H3"), FELL, False),
    ],
)
def test_a_number_holds_from_its_limit_on_and_of_rooms_the_worst_counts(condition, answers, is_so):
    assert holds(condition, answers) is is_so


def test_words_hold_when_there_are_any():
    assert holds(Told("M7"), {"M7": ("A tap",)})
    assert not holds(Told("M7"), {"M7": ("  ",)})


def test_a_fact_holds_when_the_caller_says_so():
    assert holds(Fact("cold_season"), {}, frozenset({"cold_season"}))
    assert not holds(Fact("cold_season"), {})


def test_all_needs_each_and_any_needs_one():
    two = (Number("H3", at_least=1), Told("M7"))
    assert not holds(All(two), FELL)
    assert holds(Either(two), FELL)
    assert holds(All(two), {**FELL, "M7": ("A tap",)})
    assert not holds(Either(two), {})


def test_the_questions_and_plain_tests_of_a_condition_are_named():
    nested = All(
        (
            Either((Told("A"), Fact("cold_season"))),
            Number("B", at_least=1),
            Chosen("C", frozenset("x")),
        )
    )
    assert list(questions_in(nested)) == ["A", "B", "C"]
    assert list(plain_tests(nested)) == [
        Told("A"),
        Fact("cold_season"),
        Number("B", at_least=1),
        Chosen("C", frozenset("x")),
    ]
