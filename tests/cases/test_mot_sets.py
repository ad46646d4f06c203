"""Question sets: every version reads, and says what the rules need of it."""

from datetime import date

import pytest

from cases.enums import SolutionKind
from cases.models import Solution
from cases.mot import sets
from cases.mot.catalogue import catalogue
from cases.mot.offering import offered
from cases.rules.housing_mot import suggested
from tests.cases.visit_rows import make_hsc, make_plan

VERSIONS = sets.versions()
WHOLE = sets.question_set("2026-11-27")
EIGHT = ["key_needs", "health", "home", "security", "warmth", "mobility", "managing", "community"]


def every_version(test):
    return pytest.mark.parametrize("version", VERSIONS)(test)


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2020, 1, 1), "2026-11-01"),  # before there was any, the oldest
        (date(2026, 11, 26), "2026-11-01"),
        (date(2026, 11, 27), "2026-11-27"),
        (date(2030, 1, 1), VERSIONS[-1]),
    ],
)
def test_a_visit_asks_the_newest_set_of_its_day(day, version):
    assert sets.current_version(day) == version


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
    assert [domain for domain in questions.domains if domain in EIGHT] == EIGHT
    assert list(questions.short) == list(questions.domains)
    assert all(questions.of_domain(domain) for domain in questions.domains)


@every_version
def test_every_question_has_an_id_of_its_own_and_a_known_domain(version):
    questions = sets.question_set(version)
    ids = [question.id for question in questions.questions]
    assert len(ids) == len(set(ids))
    assert {question.domain for question in questions.questions} == questions.domains.keys()


@every_version
def test_every_offer_is_listed_and_of_a_kind_there_is(version):
    questions = sets.question_set(version)
    codes = {offer.code for question in questions.questions for offer in question.offers}
    assert codes <= catalogue().keys()
    assert {catalogue()[code].kind for code in codes} <= set(SolutionKind.values)


@every_version
def test_a_walk_round_the_home_asks_every_question_once(version):
    questions = sets.question_set(version)
    walked = [each for place in questions.places for each in place.questions]
    asked = [each.id for each in questions.questions if not each.follows]
    assert walked == [] or sorted(walked) == sorted(asked)


@every_version
def test_one_question_raises_one_flag_for_today_at_most(version):
    for question in sets.question_set(version).questions:
        assert sum(flag.level == sets.TODAY for flag in question.flags) <= 1, question.id


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"H3": "one"}, ["falls_advice"]),
        ({"H3": "more"}, ["falls_advice", "pendant"]),
        ({"E3": "yes"}, []),
        ({"E3": "unsure"}, ["damp_check"]),
        ({"S1": "no", "W2": "unsure"}, ["door_chain", "warm_homes"]),
        ({"P4": "lot"}, ["grab_rail_door"]),
        ({"P4": "help"}, ["grab_rail_door", "half_step"]),
        ({"P9": "cannot"}, ["second_rail", "stairlift"]),
        ({"P13": "little"}, []),
        ({"P13": "help"}, ["bath_board", "level_shower"]),
        ({"M1": "lot", "A1": "cannot"}, ["perching_stool", "local_area"]),
    ],
)
def test_the_first_set_offers_what_it_always_did(answers, expected):
    given = {question: (value,) for question, value in answers.items()}
    found = offered(sets.question_set("2026-11-01"), given, facts=frozenset())
    assert [offer.code for offer in found] == expected


def test_an_offer_names_every_answer_it_comes_from_and_the_reasons_once():
    questions = sets.question_set("2026-11-27")
    given = {"H3": ("1",), "H5": ("yes",), "P14": ("shout",)}
    found = {offer.code: offer for offer in offered(questions, given, facts=frozenset())}
    assert found["falls_advice"].from_answers == ("H3", "H5")
    assert found["falls_advice"].because == "they fell · they feel unsteady"
    assert (found["falls_advice"].domain, found["pendant"].domain) == ("health", "mobility")


def test_what_somebody_else_at_home_must_not_read_is_not_offered_for_the_plan():
    given = {"R9": ("yes",), "S5": ("goes_on",)}
    found = offered(sets.question_set("2026-11-27"), given, facts=frozenset())
    assert "safeguarding" in {each.code for each in suggested(WHOLE, given)}
    assert "safeguarding" not in {offer.code for offer in found}


@pytest.mark.django_db
def test_the_set_a_visit_was_made_with_stays_with_its_answers():
    case = make_plan(worker=make_hsc())
    assert case.visits.get().answers.question_set == "2026-11-01"
    assert Solution.objects.get().from_answers == ["P13"]
