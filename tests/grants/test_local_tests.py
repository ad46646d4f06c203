"""The partnership's own tests: three limbs, one passport more, and what the policy says twice."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from grants.rules.local.appendix_1 import (
    DisabilityIncome,
    Household,
    OlderThan65,
    Readings,
    WhoseSavings,
    assess_locally,
)
from grants.rules.local.policy import (
    Chosen,
    LimitItself,
    WhichTest,
    is_passported_locally,
    may_be_offered,
    schemes,
    which_applies,
)
from grants.rules.vocabulary import BENEFITS, PASSPORTS

ON = date(2026, 11, 21)
NOTHING = frozenset()
PASSES = Household(
    savings=Decimal("5999.99"),
    income=Decimal("21779.99"),
    children=0,
    benefits=NOTHING,
    vulnerable=frozenset({"respiratory"}),
)


def limb(household, name, **readings):
    outcome = assess_locally(household, on=ON, readings=Readings(**readings))
    (found,) = [each for each in outcome.limbs if each.name == name]
    return found


def test_all_three_limbs_are_needed():
    assert assess_locally(PASSES, on=ON).met is True
    for changed in (
        {"savings": Decimal(6000)},
        {"income": Decimal(30000)},
        {"vulnerable": NOTHING},
    ):
        assert assess_locally(replace(PASSES, **changed), on=ON).met is False


@pytest.mark.parametrize(
    ("savings", "met"), [("5999.99", True), ("6000.00", False), ("6000.01", False)]
)
def test_savings_are_less_than_six_thousand(savings, met):
    assert limb(replace(PASSES, savings=Decimal(savings)), "savings").met is met


@pytest.mark.parametrize(
    ("children", "limit"),
    [(0, "21780"), (1, "30800"), (2, "30800"), (3, "40260"), (7, "40260")],
)
def test_income_is_below_the_limit_for_so_many_children(children, limit):
    at = replace(PASSES, children=children, income=Decimal(limit))
    below = replace(at, income=Decimal(limit) - Decimal("0.01"))
    assert (limb(below, "low income").met, limb(at, "low income").met) == (True, False)


@pytest.mark.parametrize(
    "benefit",
    [
        "jsa_income_based", "esa_income_related", "income_support", "pension_credit_guarantee",
        "pension_credit_savings", "child_tax_credit", "working_tax_credit", "universal_credit",
        "housing_benefit", "council_tax_reduction",
    ],
)  # fmt: skip
def test_a_benefit_of_the_list_is_low_income_whatever_comes_in(benefit):
    assert benefit in BENEFITS
    rich = replace(PASSES, income=Decimal(90000), benefits=frozenset({benefit}))
    found = limb(rich, "low income")
    assert (found.met, found.proof) == (True, "Benefit letter")


@pytest.mark.parametrize(
    "benefit", ["attendance_allowance", "dla_care_lowest", "pip_mobility_standard"]
)
def test_a_disability_benefit_is_vulnerable(benefit):
    told = replace(PASSES, vulnerable=NOTHING, benefits=frozenset({benefit}))
    assert limb(told, "vulnerable").met is True


@pytest.mark.parametrize(
    ("born", "gentler", "stricter"),
    [
        ("1961-11-21", True, False),  # 65 today
        ("1961-11-22", False, False),
        ("1960-11-21", True, True),  # 66 today
    ],
)
def test_over_65_is_read_in_two_ways(born, gentler, stricter):
    told = replace(PASSES, vulnerable=NOTHING, born=(date.fromisoformat(born),))
    assert limb(told, "vulnerable").met is gentler
    found = limb(told, "vulnerable", older_than_65=OlderThan65.FROM_66)
    assert found.met is stricter


def test_whose_savings_and_which_income_are_settings_that_are_shown():
    told = replace(PASSES, savings_of_others=Decimal(1), disability_income=Decimal(1))
    assert limb(told, "savings", savings_of=WhoseSavings.HOUSEHOLD).met is False
    counted = limb(told, "low income", disability_income=DisabilityIncome.COUNTED)
    assert counted.met is False
    assert assess_locally(told, on=ON).settings == {
        "savings_of": "applicant_and_partner",
        "older_than_65": "from_65th_birthday",
        "disability_income": "left_out",
    }


@pytest.mark.parametrize(
    ("unknown", "missing"),
    [
        ({"savings": None}, "savings"),
        ({"income": None}, "low income"),
        ({"children": None}, "low income"),
        ({"vulnerable": None}, "vulnerable"),
    ],
)
def test_what_is_not_known_leaves_the_answer_open_and_is_named(unknown, missing):
    outcome = assess_locally(replace(PASSES, **unknown), on=ON)
    assert (outcome.met, outcome.missing) == (None, (missing,))


def test_too_much_income_stays_open_while_benefits_are_not_known():
    told = replace(PASSES, income=Decimal(90000), benefits=None)
    assert limb(told, "low income").met is None


def test_one_limb_that_fails_decides_whatever_is_missing():
    told = replace(PASSES, savings=Decimal(7000), income=None)
    assert assess_locally(told, on=ON).met is False


def test_council_tax_support_passports_the_policy_and_never_the_statutory_test():
    assert is_passported_locally(frozenset({"council_tax_reduction"}))
    assert "council_tax_reduction" not in PASSPORTS


def applied(code, *, cost="100.00", chosen=(), on=ON, **setting):
    scheme = schemes()[code]
    cost = None if cost is None else Decimal(cost)
    return which_applies(scheme, cost=cost, chosen=chosen, on=on, **setting)


@pytest.mark.parametrize("code", ["relocation", "gap_funding", "dropped_kerb"])
def test_where_the_policy_says_two_things_none_applies_until_a_manager_chose(code):
    found = applied(code)
    assert found.test is None
    assert "says both" in found.why
    chosen = (Chosen(test=WhichTest.APPENDIX_1, by="Grace Manager", on=ON),)
    assert applied(code, chosen=chosen).test is WhichTest.APPENDIX_1
    assert applied(code, chosen=chosen, on=date(2026, 11, 20)).test is None


def test_the_newest_choice_that_holds_counts():
    chosen = (
        Chosen(test=WhichTest.STATUTORY, by="Grace Manager", on=date(2026, 11, 20)),
        Chosen(test=WhichTest.APPENDIX_1, by="Grace Manager", on=date(2026, 1, 1)),
    )
    assert applied("relocation", chosen=chosen).test is WhichTest.STATUTORY
    assert applied("relocation", chosen=chosen, on=date(2026, 11, 19)).test is WhichTest.APPENDIX_1


def test_one_test_is_named_by_the_policy_for_the_rest():
    assert applied("hoist").test is WhichTest.STATUTORY
    assert applied("home_support").test is WhichTest.APPENDIX_1


def test_below_a_limit_there_is_no_means_test_and_the_limit_itself_is_a_setting():
    assert applied("ramp", cost="999.99").test is WhichTest.NONE
    assert applied("ramp", cost="1000.00").test is WhichTest.NONE
    assert applied("ramp", cost="1000.00", limit_itself=LimitItself.ABOVE).test is None
    assert applied("ramp", cost="1000.01").test is None
    assert "ask what it costs" in applied("ramp", cost=None).why


def test_help_past_the_period_of_the_policy_needs_a_decision_that_it_goes_on():
    scheme = schemes()["home_support"]
    assert may_be_offered(scheme, on=date(2024, 12, 31), continued_to=None) is None
    assert "past its period" in may_be_offered(scheme, on=ON, continued_to=None)
    assert may_be_offered(scheme, on=ON, continued_to=ON) is None


@pytest.mark.parametrize("code", ["hospital_discharge_2020", "adaptation_2020"])
def test_the_grants_of_2020_are_never_offered_again(code):
    assert "has ended" in may_be_offered(schemes()[code], on=ON, continued_to=ON)
