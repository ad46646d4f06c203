"""What could change a contribution, and what differs between two runs."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from grants.rules.comparing import Change, differences
from grants.rules.facts import Application, Capital, Facts, Income, Person, RelevantPerson
from grants.rules.means_test import assess
from grants.rules.what_if import (
    side_by_side,
    with_attendance_allowance,
    with_certificate,
    with_cost,
    with_first,
)
from grants.rules.working import Group

ON = date(2026, 11, 23)
PELL = Facts(
    application=Application(certificate="owner", estimated_expense=Decimal("6850.00")),
    relevant_persons=(
        RelevantPerson(
            person=Person(
                born=date(1948, 3, 14),
                income=(
                    Income(kind="retirement_pension", amount=Decimal("203.40")),
                    Income(kind="occupational_pension", amount=Decimal("386.10"), per="month"),
                ),
                capital=(Capital(kind="savings", amount=Decimal("14240.00")),),
            )
        ),
    ),
)


def run(facts):
    return assess(facts, applied_on=ON, approved_on=ON)


def test_the_sums_of_the_picture():
    """£203.40 + £89.10 + £17.00 = £309.50, less £205.10 = £104.40."""
    result = run(PELL)
    assert (result.weekly_income, result.weekly_excess) == (Decimal("309.50"), Decimal("104.40"))
    assert (result.contribution, result.grant) == (Decimal("3992.64"), Decimal("2857.36"))


def test_what_could_change_it_stands_beside_it_with_the_change_signed():
    allowance, credit, tenant = side_by_side(
        PELL, ["attendance_allowance", "guarantee_credit", "tenant"], on=ON
    )
    assert (allowance.result.contribution, allowance.change) == (
        Decimal("1133.77"),
        Decimal("-2858.87"),
    )
    assert allowance.result.applicable_amount == Decimal("255.45")
    assert (credit.result.contribution, credit.change) == (0, Decimal("-3992.64"))
    assert credit.result.applicable_amount == Decimal("62.30")
    # 47.95 at 11.04, 47.95 at 22.09 and 8.50 at 88.34 are 2,339.4735
    assert tenant.result.contribution == Decimal("2339.47")


def test_an_owner_may_be_asked_of_a_tenant():
    (owner,) = side_by_side(with_certificate(PELL, "tenant"), ["owner"], on=ON)
    assert owner.change == Decimal("3992.64") - Decimal("2339.47")


def test_a_change_is_not_known_while_an_answer_is_not():
    unknown = with_first(PELL, lambda person: replace(person, capital=None))
    (allowance,) = side_by_side(unknown, ["attendance_allowance"], on=ON)
    assert allowance.change is None


def test_other_works_leave_the_contribution_and_change_the_grant():
    result = run(with_cost(PELL, Decimal("4000.00")))
    assert (result.contribution, result.grant) == (Decimal("3992.64"), Decimal("7.36"))


def test_nothing_is_asked_while_it_is_not_known_whose_money_counts():
    with pytest.raises(ValueError, match="whose money counts"):
        with_attendance_allowance(replace(PELL, relevant_persons=None))


def test_two_runs_of_the_same_facts_do_not_differ():
    assert differences(run(PELL), run(PELL)) == ()


def test_the_differences_of_two_runs_are_named_line_by_line():
    found = differences(run(PELL), run(with_attendance_allowance(PELL)))
    severe, band, grant, gone = (
        next(each for each in found if each.group is Group.SET_ASIDE),
        next(each for each in found if each.group is Group.BANDS),
        next(each for each in found if each.group is Group.GRANT),
        found[-1],
    )
    assert (severe.change, severe.label) == (Change.ADDED, "Severe disability premium")
    assert (severe.before, severe.by) == (None, Decimal("50.35"))
    assert (band.change, band.before) == (Change.OTHER, Decimal("1807.2355"))
    assert band.after == Decimal("6.10") * Decimal("37.69")  # 54.05 is 6.10 above 47.95
    assert grant.by == Decimal("2858.87")
    assert (gone.change, gone.by) == (Change.GONE, -Decimal("8.50") * Decimal("150.77"))


def test_the_differences_of_a_part_add_up_to_that_of_its_figure():
    before, after = run(PELL), run(with_attendance_allowance(PELL))
    found = differences(before, after)
    assert sum(each.by for each in found if each.group is Group.SET_ASIDE) == (
        after.applicable_amount - before.applicable_amount
    )
    assert sum(each.by for each in found if each.group is Group.GRANT) == (
        after.grant - before.grant
    )


def test_two_lines_alike_are_told_apart_by_their_order():
    twice = with_first(
        PELL, lambda person: replace(person, income=(*person.income, person.income[0]))
    )
    (pension,) = [
        each for each in differences(run(PELL), run(twice)) if each.label == "State Pension"
    ]
    assert (pension.change, pension.by) == (Change.ADDED, Decimal("203.40"))
