"""From weekly excess to contribution and grant, by the tables of the specification."""

from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from fractions import Fraction

import pytest

from grants.rules.allowances import one_of_three
from grants.rules.choices import CapOrder, Choices, GrantFrom, Rounding
from grants.rules.contribution import contribution, grant, rounded
from grants.rules.facts import Application, Person, RelevantPerson
from grants.rules.family import family_of
from grants.rules.figures import figures_on
from grants.rules.means_test import assess
from grants.rules.reading import read
from grants.rules.working import Group, Working

ON = date(2026, 11, 21)
VECTORS = [
    ("0.00", "0.00", "0.00"),
    ("10.00", "188.50", "110.40"),
    ("47.95", "903.86", "529.37"),
    ("50.00", "981.12", "574.65"),
    ("93.75", "2630.06", "1541.09"),
    ("95.90", "2711.09", "1588.58"),
    ("100.00", "3329.25", "1950.78"),
    ("144.10", "9978.21", "5846.57"),
    ("191.80", "17169.94", "10060.39"),
    ("250.00", "39107.26", "22914.44"),
]


def working(**chosen):
    return Working(figures_on(ON), Choices(**chosen), ON, ON, {})


def pays(excess, certificate, **chosen):
    work = working(**chosen)
    application = Application(certificate=certificate, estimated_expense=None)
    return rounded(work, contribution(work, Decimal(excess), application))


@pytest.mark.parametrize(("excess", "owner", "tenant"), VECTORS)
def test_the_vectors_of_the_specification(excess, owner, tenant):
    assert pays(excess, "owner") == Decimal(owner)
    assert pays(excess, "tenant") == Decimal(tenant)
    assert pays(excess, "occupier") == Decimal(tenant)


@pytest.mark.parametrize(
    ("expense", "to_pay", "contribution_first", "cap_first"),
    [
        ("8000", "1950.78", "6049.22", "6049.22"),
        ("8000", "9978.21", "0", "0"),
        ("30000", "5000", "25000", "25000"),
        ("40000", "5000", "30000", "25000"),
        ("40000", "0", "30000", "30000"),
        ("34000", "17169.94", "16830.06", "12830.06"),
    ],
)
def test_the_grant_in_both_readings_of_the_order(expense, to_pay, contribution_first, cap_first):
    amounts = (Decimal(expense), Decimal(to_pay), Decimal(to_pay))
    first = working(cap_order=CapOrder.CONTRIBUTION_FIRST)
    assert grant(first, *amounts) == Decimal(contribution_first)
    assert grant(working(), *amounts) == Decimal(cap_first)


def test_each_band_may_be_rounded_by_itself():
    """£104.40: 903.8575, 1,807.2355 and 1,281.545 are 903.86, 1,807.24 and 1,281.55."""
    assert pays("104.40", "owner") == Decimal("3992.64")
    assert pays("104.40", "owner", rounding=Rounding.EACH_BAND) == Decimal("3992.65")
    assert pays("104.40", "owner", rounding=Rounding.POUND) == Decimal("3993.00")


def test_the_grant_may_be_left_over_from_the_exact_contribution():
    """8,000.00 less 903.8575 is 7,096.1425."""
    amounts = (Decimal("8000.00"), Decimal("903.8575"), Decimal("903.86"))
    assert grant(working(), *amounts) == Decimal("7096.14")
    exact = (Decimal("8000.00"), Decimal("903.855"), Decimal("903.86"))
    assert grant(working(), *exact) == Decimal("7096.14")
    assert grant(working(grant_from=GrantFrom.EXACT), *exact) == Decimal("7096.15")


def test_an_exact_half_penny_of_monthly_amounts_is_rounded_up():
    """Three pensions of which none ends by the week and which together do, checked in fractions.

    Of those whose contribution ends in half a penny, one that 50 digits would take below it.
    """
    amounts, exact = next(half_pennies())
    told = [{"kind": "other", "amount": each, "per": "month"} for each in amounts]
    person = {"born": "1956-03-01", "income": told, "capital": []}
    certificate = {"certificate": "owner", "estimated_expense": "8000.00"}
    document = {"on": "2026-11-21", "application": certificate, "relevant_persons": [person]}
    result = assess(read(document).facts, applied_on=ON, approved_on=ON)
    assert result.contribution == Decimal(int(exact * 100) + 1) / 100


def half_pennies():
    with localcontext(Context(prec=50, rounding=ROUND_HALF_EVEN)):
        for pence in range(29_600, 36_000):
            amounts = [Decimal(pence + more) / 100 for more in (0, 1, 11)]
            weekly = sum(Fraction(each) for each in amounts) * 12 / 52 - Fraction("205.10")
            exact = weekly * Fraction("18.85")
            digits = sum(each * 12 / 52 for each in amounts) - Decimal("205.10")
            falls_short = Fraction(digits) * Fraction("18.85") < exact
            if 0 < weekly < Fraction("47.95") and exact * 1000 % 10 == 5 and falls_short:
                yield amounts, exact


@pytest.mark.parametrize(
    ("age", "label"),
    [(60, "60 to 74"), (74, "60 to 74"), (75, "75 to 79"), (79, "75 to 79"), (80, "Higher")],
)
def test_the_pensioner_premiums_by_age_though_nobody_so_old_is_below_the_qualifying_age(age, label):
    work = working()
    person = Person(born=date(ON.year - age, 1, 1))
    family = family_of(work, RelevantPerson(person=person), 0, 1)
    (found,) = one_of_three(work, family, "single")
    assert label in found[1]
    assert work.figures.amount(f"s1_{found[0]}") == Decimal("63.55")


def test_bands_are_shown_with_four_decimals_and_never_rounded_above_an_unrounded_sum():
    with localcontext(Context(prec=50, rounding=ROUND_HALF_EVEN)):
        work = working()
        application = Application(certificate="owner", estimated_expense=None)
        contribution(work, Decimal("104.40"), application)
    bands = [step.amount for step in work.steps if step.group is Group.BANDS]
    assert bands == [Decimal("903.8575"), Decimal("1807.2355"), Decimal("1281.5450")]
