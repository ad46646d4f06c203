"""Every income and everything owned that the Regulations leave out whole, one by one."""

from datetime import date
from decimal import Decimal

import pytest

from grants.rules import facts as f
from grants.rules.means_test import assess
from grants.rules.vocabulary import CAPITAL, INCOME, PASSPORTS
from grants.rules.working import Group

OF_70 = date(1956, 1, 1)
ON = date(2026, 11, 21)
APPLICATION = f.Application(certificate="owner", estimated_expense=Decimal("8000.00"))


def whole(kinds):
    return sorted(name for name, kind in kinds.items() if kind.counts == "nothing")


def test_of(**told):
    person = f.Person(born=OF_70, carers_allowance_paid_to_carer=True, **told)
    facts = f.Facts(application=APPLICATION, relevant_persons=(f.RelevantPerson(person=person),))
    return assess(facts, applied_on=ON, approved_on=ON)


test_of.__test__ = False


@pytest.mark.parametrize("name", [name for name in whole(INCOME) if name not in PASSPORTS])
def test_income_that_is_left_out_is_a_line_of_nought_with_its_paragraph(name):
    pension = f.Income(kind="retirement_pension", amount=Decimal("215.10"))
    result = test_of(income=(pension, f.Income(kind=name, amount=Decimal("50.00"))))
    lines = [step for step in result.steps if step.group is Group.INCOME]
    assert [step.amount for step in lines] == [Decimal("215.10"), 0]
    assert lines[1].source == INCOME[name].source


@pytest.mark.parametrize("name", whole(CAPITAL))
def test_what_is_owned_and_left_out_is_named_with_its_paragraph(name):
    result = test_of(capital=(f.Capital(kind=name, amount=Decimal("90000.00")),))
    assert result.weekly_income == 0
    assert CAPITAL[name].source in [step.source for step in result.steps]


@pytest.mark.parametrize("name", sorted(n for n, k in CAPITAL.items() if k.counts == "weeks"))
def test_what_is_left_out_for_a_time_counts_after_it_unless_longer_is_reasonable(name):
    weeks = CAPITAL[name].weeks
    began = date.fromordinal(ON.toordinal() - weeks * 7 - 1)
    item = f.Capital(kind=name, amount=Decimal("7000.00"), since=began)
    longer = f.Capital(kind=name, amount=Decimal("7000.00"), since=began, longer_reasonable=True)
    assert test_of(capital=(item,)).weekly_income == 2  # 1,000.00 over, by 500.00
    assert test_of(capital=(longer,)).weekly_income == 0
