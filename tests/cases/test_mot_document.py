"""The document of answers: read, checked, and two windows put together."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.mot import document as mot
from cases.mot.sets import question_set

THEMES = ("home", "health")
QUESTIONS = question_set("2026-11-01")
# Two cores shared with other tests may be slow; that is no fault of the document.
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
answers = st.fixed_dictionaries(
    {},
    optional={
        "value": st.sampled_from(["easy", "lot", "help"]),
        "seen": st.booleans(),
        "said_by": st.sampled_from(["person", "other", "carer"]),
        "note": st.sampled_from(["", "steep"]),
    },
).filter(bool)
documents = st.dictionaries(st.sampled_from(["P4", "P9", "score-home", "Z9"]), answers)


def value(text):
    return {"value": text}


@pytest.mark.parametrize(
    ("answer", "how"),
    [
        ({"seen": True}, "saw"),
        ({"seen": True, "said_by": "person"}, "saw"),
        ({"seen": False, "said_by": "person"}, "said"),
        ({"said_by": "other"}, "other"),
        ({"said_by": "carer"}, ""),
        ({}, ""),
    ],
)
def test_how_an_answer_is_known(answer, how):
    assert mot.how_of({"P4": answer}, "P4") == how


def test_what_must_be_seen_and_was_only_said_comes_back_as_a_list():
    document = {
        "P4": {"value": "lot", "seen": True},
        "P9": {"value": "lot", "said_by": "person", "seen": False},
        "M1": {"value": "lot", "said_by": "person"},
    }
    assert [question.id for question in mot.reported_only(document, QUESTIONS)] == ["P9"]


@pytest.mark.parametrize(
    ("text", "score"),
    [("1", 1), ("10", 10), ("0", None), ("11", None), ("", None), ("٣", None), ("1.5", None)],
)
def test_a_score_is_from_one_to_ten_and_never_nothing(text, score):
    assert mot.score_of(text) == score


def test_a_score_not_given_is_left_out():
    assert mot.scores_in({"score-home": value("7"), "score-health": value("")}, THEMES) == {
        "home": 7
    }


def test_what_no_question_asks_for_is_flagged_with_why():
    document = {
        "P4": value("lot"),
        "P9": value("sometimes"),
        "R1": value("anything at all"),
        "score-home": value("12"),
        "score-health": value("3"),
        "Z9": value("x"),
    }
    found = {odd.id: odd.why for odd in mot.odd_answers(document, QUESTIONS, THEMES)}
    assert found == {
        "P9": "It is none of the answers to choose from",
        "score-home": "A score is from 1 to 10",
        "Z9": "This set of questions does not ask it",
    }


def test_both_windows_changes_are_joined_where_they_do_not_meet():
    base = {"P4": value("easy"), "P9": value("easy")}
    yours = {"P4": value("lot"), "P9": value("easy"), "M1": value("help")}
    saved = {"P4": value("easy"), "P9": value("cannot"), "A1": value("easy")}
    joined = mot.join(base=base, yours=yours, saved=saved)
    assert joined.clashes == ()
    assert joined.document == {
        "P4": value("lot"),
        "P9": value("cannot"),
        "M1": value("help"),
        "A1": value("easy"),
    }


def test_an_answer_and_how_it_is_known_are_joined_from_two_windows():
    joined = mot.join(
        base={"P4": value("easy")},
        yours={"P4": value("lot")},
        saved={"P4": {"value": "easy", "seen": True}},
    )
    assert joined.document == {"P4": {"value": "lot", "seen": True}}


def test_the_same_answer_changed_in_both_is_for_a_person_to_decide():
    base, yours, saved = {"P4": value("easy")}, {"P4": value("lot")}, {"P4": value("help")}
    joined = mot.join(base=base, yours=yours, saved=saved)
    assert joined.clashes == (mot.Clash("P4", "value", "easy", "lot", "help"),)
    assert joined.document == yours
    chosen = mot.choose(yours=joined.document, saved=saved, fields=[("P4", "value")])
    assert chosen == saved


def test_the_same_change_in_both_is_no_clash():
    joined = mot.join(base={}, yours={"P4": value("lot")}, saved={"P4": value("lot")})
    assert joined == mot.Joined((), {"P4": value("lot")})


@calm
@given(documents)
def test_a_document_taken_apart_and_put_together_is_the_same(document):
    assert mot.document_of(mot.parts_of(document)) == document


@calm
@given(base=documents, yours=documents, saved=documents)
def test_joining_loses_no_change_of_either_side(base, yours, saved):
    joined = mot.join(base=base, yours=yours, saved=saved)
    before, after = mot.parts_of(base), mot.parts_of(joined.document)
    clashing = {(clash.question, clash.part) for clash in joined.clashes}
    for side in (mot.parts_of(yours), mot.parts_of(saved)):
        changed = {field for field in {*side, *before} if side.get(field) != before.get(field)}
        assert all(after.get(field) == side.get(field) for field in changed - clashing)


@calm
@given(base=documents, yours=documents)
def test_what_nobody_else_touched_is_yours(base, yours):
    assert mot.join(base=base, yours=yours, saved=base) == mot.Joined((), yours)


@calm
@given(yours=documents, saved=documents)
def test_what_is_not_held_as_typed_is_named(yours, saved):
    named = mot.differences(yours=yours, saved=saved)
    assert bool(named) == (not mot.parts_of(yours).items() <= mot.parts_of(saved).items())


def test_an_answer_that_is_no_object_is_its_value():
    assert mot.readable({"P4": "lot"}) == {"P4": value("lot")}


def test_what_is_no_document_is_refused():
    with pytest.raises(ValueError, match="must be an object"):
        mot.readable([1, 2])
