"""Question sets: every version reads, and says what the rules need of it."""

import pytest

from cases.enums import SolutionKind
from cases.models import Solution
from cases.mot import sets
from cases.rules.solutions import OFFERS
from tests.cases.visit_rows import make_hsc, make_plan

VERSIONS = sets.versions()
EIGHT = ["key_needs", "health", "home", "security", "warmth", "mobility", "managing", "community"]


def every_version(test):
    return pytest.mark.parametrize("version", VERSIONS)(test)


def test_the_newest_version_is_used_for_new_visits():
    assert VERSIONS[0] == "2026-11-01"
    assert sets.current_version() == VERSIONS[-1]


def test_a_version_there_is_not_is_refused():
    with pytest.raises(LookupError, match="No question set 1999-01-01"):
        sets.question_set("1999-01-01")


def test_a_question_there_is_not_is_refused():
    with pytest.raises(LookupError, match="2026-11-01 has no question Z9"):
        sets.question_set("2026-11-01").question("Z9")


def test_a_set_is_read_as_it_is_written():
    question = sets.question_set("2026-11-01").question("P13")
    assert (question.domain, question.must_be_seen) == ("mobility", True)
    assert question.text == "Using the bath or shower"
    assert [choice.value for choice in question.choices] == [
        "easy",
        "little",
        "lot",
        "help",
        "cannot",
    ]
    assert question.is_concern("lot")
    assert not question.is_concern("little")


@every_version
def test_the_eight_domains_are_asked_in_their_order_and_each_asks_something(version):
    questions = sets.question_set(version)
    assert list(questions.domains) == EIGHT
    assert list(questions.short) == EIGHT
    assert all(questions.of_domain(domain) for domain in EIGHT)


@every_version
def test_every_question_has_an_id_of_its_own_a_known_domain_and_help(version):
    questions = sets.question_set(version)
    ids = [question.id for question in questions.questions]
    assert len(ids) == len(set(ids))
    assert {question.domain for question in questions.questions} == set(EIGHT)
    assert [question.id for question in questions.questions if not question.help] == []


@every_version
def test_every_question_with_choices_has_one_that_is_a_concern_and_one_that_is_none(version):
    for question in sets.question_set(version).questions:
        concerns = {choice.concern for choice in question.choices}
        assert concerns in (set(), {True, False}), question.id


@every_version
def test_every_offer_comes_from_a_question_of_the_set_and_one_of_its_answers(version):
    questions = sets.question_set(version)
    for offer in OFFERS:
        choices = {choice.value for choice in questions.question(offer.question).choices}
        assert offer.when <= choices, offer.code
        assert all(questions.question(offer.question).is_concern(value) for value in offer.when)


def test_every_offer_has_a_code_of_its_own_and_a_kind_there_is():
    codes = [offer.code for offer in OFFERS]
    assert len(codes) == len(set(codes))
    assert {offer.kind for offer in OFFERS} <= set(SolutionKind.values)


@pytest.mark.django_db
def test_the_set_a_visit_was_made_with_stays_with_its_answers():
    case = make_plan(worker=make_hsc())
    assert case.visits.get().answers.question_set == "2026-11-01"
    assert Solution.objects.get().from_answers == ["P13"]
