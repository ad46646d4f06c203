"""The means test by examples worked out by hand: a sentence, facts, every amount."""

import pytest

from grants.rules.means_test import assess
from grants.rules.working import Group
from tests.grants.example_cases import COST, FILES, asked

CASES = [
    pytest.param(case, id=f"{name}: {case['says']}")
    for name, cases in FILES.items()
    for case in cases
]
SOURCES = ("reg. ", "regs ", "Sch. ", "s. ", "ss. ", "SI ")


def outcome(case):
    one = asked(case)
    return assess(
        one.facts,
        applied_on=one.applied_on,
        approved_on=one.approved_on,
        choices=one.choices,
    )


def amounts(result, group):
    return sorted(step.amount for step in result.steps if step.group is group)


def expected_income(case):
    if "coming_in" in case:
        return sorted(case["coming_in"])
    if not case["set_aside"] or case["pays"] == 0:
        return []
    people = [case["person"], *case.get("beside", [])]
    first = case["person"]["income"]
    return [first] if not isinstance(first, list) else [people[0]["income"][0]["amount"]]


@pytest.mark.parametrize("case", CASES)
def test_every_amount_of_a_case_is_the_one_worked_out_by_hand(case):
    result = outcome(case)
    assert result.missing == ()
    assert amounts(result, Group.SET_ASIDE) == sorted(case["set_aside"])
    assert amounts(result, Group.INCOME) == expected_income(case)
    applicable, income = sum(case["set_aside"]), sum(expected_income(case))
    assert result.applicable_amount == applicable
    assert result.weekly_income == income
    assert result.weekly_excess == max(0, income - applicable)
    assert result.contribution == case["pays"]
    grant = case.get("grant", COST - case["pays"])
    assert result.grant == (None if grant == "none" else grant)


@pytest.mark.parametrize("case", CASES)
def test_every_line_of_a_case_names_the_law_it_stands_in(case):
    assert all(step.source.startswith(SOURCES) for step in outcome(case).steps)


def test_there_are_as_many_examples_as_the_rule_is_owed():
    assert len(CASES) >= 120
