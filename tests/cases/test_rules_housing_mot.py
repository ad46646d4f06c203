"""What follows from the answers of a visit, by rules that only ever add."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.mot.sets import Question
from cases.rules.housing_mot import (
    Reason,
    asking,
    falls_screen,
    hazards,
    raised,
    suggested,
)
from tests.cases.whole_mot import QUESTIONS

WINTER = frozenset({"cold_season"})
EASE = ("easy", "little", "lot", "help", "cannot")
LIGHT = settings(max_examples=60, deadline=None, derandomize=True, database=None)


def ids(questions) -> list[str]:
    return [each.id for each in questions]


def flags_of(answers, facts=frozenset()) -> set[tuple[str, str]]:
    return {(each.question, each.say) for each in raised(QUESTIONS, answers, facts=facts)}


# --- What is asked -----------------------------------------------------------------------


def test_a_follow_up_is_asked_with_its_parent_and_once_its_answer_is_given():
    assert "P9a" not in ids(asking(QUESTIONS, {"P9": ("little",)}).asked)
    assert "P9a" in ids(asking(QUESTIONS, {"P9": ("lot",)}).asked)


def test_what_the_answers_leave_out_is_listed_and_may_be_asked_anyway():
    left_out = ids(asking(QUESTIONS, {}).left_out)
    assert "M5" in left_out
    assert "P9a" not in left_out
    assert "M5" in ids(asking(QUESTIONS, {}, anyway=frozenset({"M5"})).asked)


def test_what_is_answered_already_is_never_left_out():
    assert "M5" in ids(asking(QUESTIONS, {"M5": ("lot",)}).asked)


def test_a_follow_up_of_what_is_not_asked_is_not_asked():
    answers = {"A2": (), "A2a": ("kerb",)}
    assert "A2a" not in ids(asking(QUESTIONS, answers).asked)


def test_memory_opens_the_ten_questions_of_its_part():
    asked = ids(asking(QUESTIONS, {"H10": ("yes",)}).asked)
    assert [f"D{number}" for number in range(1, 11)] == [each for each in asked if each[0] == "D"]


# --- What must not wait ------------------------------------------------------------------


def test_no_heating_is_for_today_in_the_cold_months_alone():
    cold = {
        each.question
        for each in raised(QUESTIONS, {"W1": ("none",)}, facts=WINTER)
        if each.is_today
    }
    assert cold == {"W1"}
    assert not any(each.is_today for each in raised(QUESTIONS, {"W1": ("none",)}))


def test_mould_is_for_today_where_it_harms_somebody():
    assert ("E3", "Much mould, and somebody it harms") not in flags_of({"E3": ("much",)})
    with_a_child = {"E3": ("much",), "E2a": ("under_5",)}
    assert ("E3", "Much mould, and somebody it harms") in flags_of(with_a_child)


def test_a_hazard_is_what_was_seen_by_its_name():
    (found,) = hazards(QUESTIONS, {"P5": ("uneven",)})
    assert (found.name, found.question) == ("Falling on level surfaces", "P5")
    assert hazards(QUESTIONS, {"P5": ("fine",)}) == ()


# --- What may help -----------------------------------------------------------------------


def test_a_suggestion_is_made_once_with_every_reason_for_it():
    found = suggested(QUESTIONS, {"H3": ("2",), "P14": ("nothing",)})
    pendant = next(each for each in found if each.code == "pendant")
    assert pendant.reasons == (
        Reason("H3", "help has to come fast after a fall"),
        Reason("P14", "they could not get help after a fall"),
    )


def test_nothing_answered_suggests_nothing_and_raises_nothing():
    assert suggested(QUESTIONS, {}) == ()
    assert raised(QUESTIONS, {}) == ()


# --- The falls screen --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "count", "refers"),
    [
        ({}, 0, False),
        ({"H3": ("1",), "H4": ("yes",)}, 2, False),
        ({"H3": ("1",), "H4": ("yes",), "H5": ("yes",)}, 3, True),
        ({"H1": ("stroke",), "H6": ("no",), "H5": ("yes",), "H3": ("none",)}, 3, True),
        ({"H1": ("stroke",), "H3": ("4",), "H4": ("yes",), "H5": ("yes",), "H6": ("no",)}, 5, True),
    ],
)
def test_three_of_five_signs_offer_the_falls_pathway(answers, count, refers):
    screen = falls_screen(answers)
    assert (screen.count, screen.refers) == (count, refers)
    assert len(screen.signs) == 5


# --- In any visit ------------------------------------------------------------------------


def answer_to(question: Question) -> st.SearchStrategy[tuple[str, ...]]:
    values = [choice.value for choice in question.choices]
    match question.kind:
        case "one":
            return st.sampled_from(values).map(lambda value: (value,))
        case "many":
            return st.lists(st.sampled_from(values), unique=True).map(tuple)
        case "number" | "score":
            return st.integers(0, 12).map(lambda number: (str(number),))
        case "rooms":
            full = st.tuples(*(st.integers(1, 9) for _ in question.rooms))
            return full.map(lambda each: tuple(f"room:{number}" for number in each))
    return st.sampled_from([(), ("A tap drips",)])


some_visit = st.fixed_dictionaries(
    {}, optional={question.id: answer_to(question) for question in QUESTIONS.questions}
)
WORSE = [each for each in QUESTIONS.questions if each.kind == "many"]


@LIGHT
@given(some_visit, st.sampled_from(WORSE), st.data())
def test_one_problem_more_never_takes_a_flag_away(answers, question, data):
    choice = data.draw(st.sampled_from([each.value for each in question.choices]))
    more = answers | {question.id: (*answers.get(question.id, ()), choice)}
    assert flags_of(answers, WINTER) <= flags_of(more, WINTER)


@LIGHT
@given(
    some_visit,
    st.sampled_from(
        [each for each in QUESTIONS.questions if each.choices and each.choices[0].value == "easy"]
    ),
)
def test_what_grows_harder_never_takes_a_flag_away(answers, question):
    before = set()
    for ease in EASE:
        now = {
            flag for flag in flags_of(answers | {question.id: (ease,)}) if flag[0] == question.id
        }
        assert before <= now
        before = now


@LIGHT
@given(some_visit, st.randoms())
def test_the_order_of_answers_does_not_matter(answers, luck):
    turned = [*answers.items()]
    luck.shuffle(turned)
    again = {name: tuple(reversed(values)) for name, values in turned}
    assert suggested(QUESTIONS, answers) == suggested(QUESTIONS, again)
    assert raised(QUESTIONS, answers) == raised(QUESTIONS, again)
    assert asking(QUESTIONS, answers) == asking(QUESTIONS, again)
