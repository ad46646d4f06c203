"""The drafted questions hold together: every id, answer, condition and solution leads somewhere."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import pyphen
import pytest

from cases.mot.conditions import Chosen, Number, plain_tests, questions_in
from cases.mot.sets import Question
from cases.rules.housing_mot import asking
from tests.cases.whole_mot import ASSESSMENT, QUESTIONS, SOLUTIONS

BY_ID = {question.id: question for question in QUESTIONS.questions}
of_both = pytest.mark.parametrize(
    "asked", [pytest.param(QUESTIONS, id="mot"), pytest.param(ASSESSMENT, id="assessment")]
)
EASIEST_TO_LEAVE_SCHOOL_BY = 11  # years of age: the grade of the text and five
ENGLISH = pyphen.Pyphen(lang="en_GB")
GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
# Of the words the glossary does not use for its nouns, those that mean something else at home.
EVERYDAY = frozenset(
    {
        *("bill", "difficulty", "group", "lead", "level", "lock", "measure", "owner", "power"),
        *("right", "service", "therapist"),
    }
)


def core() -> list[Question]:
    return [
        each
        for each in QUESTIONS.questions
        if not each.follows and each.domain not in ("before", "memory")
    ]


def test_there_are_seventy_questions_ten_of_memory_and_what_is_settled_before():
    of_memory = [each for each in QUESTIONS.of_domain("memory") if not each.follows]
    assert (len(core()), len(of_memory)) == (70, 10)
    assert [each.id for each in QUESTIONS.of_domain("before")][:2] == ["Z1", "Z2"]


@of_both
def test_every_id_is_used_once(asked):
    used = Counter(each.id for each in asked.questions)
    assert [name for name, n in used.items() if n > 1] == []


def test_no_question_of_the_assessment_has_an_id_of_the_housing_mot():
    assert not BY_ID.keys() & {each.id for each in ASSESSMENT.questions}


@of_both
def test_every_domain_has_its_names_and_questions(asked):
    assert asked.domains.keys() == asked.short.keys()
    assert {each.domain for each in asked.questions} == asked.domains.keys()


@of_both
def test_an_answer_is_offered_once_and_is_of_the_kind(asked):
    for question in asked.questions:
        values = [choice.value for choice in question.choices]
        assert len(values) == len(set(values)), question.id
        assert bool(values) == (question.kind in ("one", "many")), question.id
        alone = any(choice.alone for choice in question.choices)
        assert question.kind == "many" or not alone, question.id


@of_both
def test_every_condition_asks_for_answers_there_are(asked):
    by_id = {each.id: each for each in asked.questions}
    for question in asked.questions:
        for test in chain.from_iterable(map(plain_tests, question.conditions())):
            assert set(questions_in(test)) <= by_id.keys(), question.id
            if isinstance(test, Chosen):
                known = {choice.value for choice in by_id[test.question].choices}
                assert test.values <= known, question.id
            if isinstance(test, Number):
                assert by_id[test.question].kind in ("number", "score", "rooms"), question.id


@of_both
def test_a_follow_up_stands_after_its_parent_and_some_answer_to_it_shows_it(asked):
    by_id = {each.id: each for each in asked.questions}
    order = list(by_id)
    for question in (each for each in asked.questions if each.follows):
        parent = by_id[question.follows]
        assert parent.domain == question.domain, question.id
        assert order.index(parent.id) < order.index(question.id), question.id
        if question.shown is not None:
            assert set(questions_in(question.shown)) == {parent.id}, question.id


def test_every_solution_is_known_and_suggested_by_something():
    questions = (*QUESTIONS.questions, *ASSESSMENT.questions)
    assert {offer.code for each in questions for offer in each.offers} == SOLUTIONS.keys()


def test_an_act_today_says_what_has_to_be_done():
    today = [flag for each in QUESTIONS.questions for flag in each.flags if flag.level == "today"]
    assert len(today) > 20
    assert all(flag.do for flag in today)


def test_an_ordinary_visit_asks_about_half_of_the_seventy():
    """Bath, stairs and front door are hard; nothing else is."""
    answers = {"P13": ("lot",), "P9": ("lot",), "P4": ("lot",), "H3": ("0",), "H5": ("no",)}
    asked = asking(QUESTIONS, answers).asked
    assert 30 <= len([each for each in asked if each in core()]) <= 40


@pytest.mark.parametrize("safety", ["H3", "H9", "E3", "E6", "P1", "P2", "P13", "P14", "R9", "S5"])
def test_what_is_about_safety_is_always_asked(safety):
    assert BY_ID[safety].shown is None


# --- Words -------------------------------------------------------------------------------


def years_to_read(questions: Iterable[Question]) -> float:
    """Flesch and Kincaid's grade of questions and help, and five: the age that reads them."""
    words = syllables = sentences = 0
    for question in questions:
        for sentence in re.split(r"[.?!:;]", f"{question.text}. {question.help}"):
            found = re.findall(r"[A-Za-z’]+", sentence)
            sentences += bool(found)
            words += len(found)
            syllables += sum(len(ENGLISH.positions(word)) + 1 for word in found)
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59 + 5


@pytest.mark.parametrize(
    ("asked", "domain"),
    [(asked, domain) for asked in (QUESTIONS, ASSESSMENT) for domain in asked.domains],
)
def test_an_area_reads_as_easily_as_a_childs_book(asked, domain):
    assert years_to_read(asked.of_domain(domain)) <= EASIEST_TO_LEAVE_SCHOOL_BY


def not_our_words() -> set[str]:
    rows = [row.split("|") for row in GLOSSARY.read_text().splitlines() if row.count("|") == 5]
    words = {word.strip() for row in rows[2:] for word in row[3].split(",")}
    return {word for word in words if word and "(" not in word} - EVERYDAY


def words_of(question: Question) -> list[str]:
    parts = [question.text, question.help, *(choice.label for choice in question.choices)]
    parts += [words for flag in question.flags for words in (flag.say, flag.do)]
    return [*parts, *(offer.because for offer in question.offers)]


@of_both
def test_no_word_is_used_that_the_glossary_does_without(asked):
    text = " ".join(chain.from_iterable(map(words_of, asked.questions))).lower()
    found = (each for each in not_our_words() if re.search(rf"\b{re.escape(each.lower())}\b", text))
    assert list(found) == []
