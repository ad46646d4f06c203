"""What holds for every means test, whatever the facts."""

import os
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from grants.rules import facts as f
from grants.rules.capital import tariff
from grants.rules.figures import figures_on
from grants.rules.means_test import assess
from grants.rules.vocabulary import INCOME
from grants.rules.working import Group, Working

ON = date(2026, 11, 21)
MANY = 5_000
FEW_EXAMPLES = int(os.environ.get("MEANS_TEST_EXAMPLES", "200"))
# `tests/grants/mutants.py` asks for few, and whether one fails, not for the smallest.
PHASES = [Phase.generate] if "MEANS_TEST_EXAMPLES" in os.environ else list(Phase)
FEW = settings(
    max_examples=FEW_EXAMPLES, phases=PHASES, deadline=None, derandomize=True, database=None
)

POUNDS = st.decimals(Decimal(0), Decimal(900), places=2)
THOUSANDS = st.decimals(Decimal(0), Decimal(60_000), places=2)
BORN = st.dates(date(1930, 1, 1), date(2006, 1, 1))
CHILD_BORN = st.dates(date(2011, 1, 1), date(2026, 11, 1))
PERIODS = st.sampled_from(["week", "fortnight", "four_weeks", "month", "year"])
PARTLY = ["charitable_payment", "war_widows_pension", "widowed_parents_allowance", "maintenance"]
KINDS = st.sampled_from(
    ["other", "retirement_pension", "occupational_pension", "boarder", "subtenant_rent", *PARTLY]
)
SET_ASIDE_WHOLE = sorted(
    name for name, kind in INCOME.items() if kind.counts == "nothing" and not kind.benefit
)
OF_DISABILITY = ["attendance_allowance", "dla_care_lowest", "dla_care_middle", "dla_care_highest",
                 "pip_daily_living_standard", "pip_daily_living_enhanced"]  # fmt: skip
INCOMES = st.builds(f.Income, kind=KINDS, amount=POUNDS, per=PERIODS)
JOBS = st.builds(
    f.Earnings,
    kind=st.sampled_from(["employed", "part_time_firefighter"]),
    gross=POUNDS,
    tax=st.just(Decimal(0)),
    national_insurance=st.just(Decimal(0)),
    hours_per_week=st.sampled_from([Decimal(10), Decimal(16), Decimal(30)]),
)
OWNED = st.builds(f.Capital, kind=st.just("savings"), amount=THOUSANDS)


def tuples(of, most=3):
    return st.lists(of, max_size=most).map(tuple)


PEOPLE = st.builds(
    f.Person,
    born=BORN,
    income=tuples(INCOMES),
    capital=tuples(OWNED, 2),
    earnings=tuples(JOBS, 1),
    benefits=st.sampled_from([(), *((each,) for each in OF_DISABILITY), ("carers_allowance",)]),
    carers_allowance_paid_to_carer=st.booleans(),
    severely_sight_impaired=st.booleans(),
    qualifying_young_person=st.just(False),
)
CHILDREN = st.builds(f.Child, born=CHILD_BORN, disabled=st.booleans())
RELEVANT = st.builds(
    f.RelevantPerson,
    person=PEOPLE,
    partner=st.none() | PEOPLE,
    children=tuples(CHILDREN, 2),
)
APPLICATIONS = st.builds(
    f.Application,
    certificate=st.sampled_from(["owner", "tenant"]),
    estimated_expense=THOUSANDS,
)
FACTS = st.builds(
    f.Facts,
    application=APPLICATIONS,
    relevant_persons=st.lists(RELEVANT, min_size=1, max_size=2).map(tuple),
)
PROPERTIES = []


def always(*strategies):
    """Names a function as something that always holds, with what it is given."""

    def named(function):
        PROPERTIES.append(pytest.param(function, strategies, id=function.__name__))
        return function

    return named


def test_of(facts):
    return assess(facts, applied_on=ON, approved_on=ON)


test_of.__test__ = False


def with_person(facts, **changed):
    """The same facts with something else of the first relevant person."""
    first, *others = facts.relevant_persons
    first = replace(first, person=replace(first.person, **changed))
    return replace(facts, relevant_persons=(first, *others))


def first_of(facts):
    return facts.relevant_persons[0].person


def total(result, group):
    return sum((step.amount for step in result.steps if step.group is group), Decimal(0))


@always(FACTS)
def a_contribution_is_never_negative(facts):
    assert test_of(facts).contribution >= 0


@always(FACTS)
def a_grant_lies_between_nothing_and_the_cost(facts):
    assert 0 <= test_of(facts).grant <= facts.application.estimated_expense


@always(FACTS)
def a_grant_is_never_above_the_most_that_may_be_paid(facts):
    assert test_of(facts).grant <= 30_000


@always(FACTS)
def contribution_and_grant_add_up_to_a_cost_below_the_most(facts):
    result, cost = test_of(facts), facts.application.estimated_expense
    if result.contribution <= cost <= 30_000:
        assert result.contribution + result.grant == cost


@always(FACTS, POUNDS)
def more_income_never_lowers_the_contribution(facts, more):
    added = (*first_of(facts).income, f.Income(kind="other", amount=more))
    assert test_of(with_person(facts, income=added)).contribution >= test_of(facts).contribution


@always(FACTS, THOUSANDS)
def more_capital_never_lowers_the_contribution(facts, more):
    added = (*first_of(facts).capital, f.Capital(kind="savings", amount=more))
    assert test_of(with_person(facts, capital=added)).contribution >= test_of(facts).contribution


@always(FACTS)
def the_order_of_incomes_does_not_matter(facts):
    turned = with_person(facts, income=first_of(facts).income[::-1])
    assert test_of(turned).contribution == test_of(facts).contribution


@always(FACTS)
def the_order_of_what_is_owned_does_not_matter(facts):
    turned = with_person(facts, capital=first_of(facts).capital[::-1])
    assert test_of(turned).contribution == test_of(facts).contribution


@always(FACTS)
def the_order_of_children_does_not_matter(facts):
    first, *others = facts.relevant_persons
    turned = (replace(first, children=first.children[::-1]), *others)
    after = test_of(replace(facts, relevant_persons=turned))
    assert after.contribution == test_of(facts).contribution


@always(FACTS)
def the_order_of_disabled_people_does_not_matter(facts):
    turned = replace(facts, relevant_persons=facts.relevant_persons[::-1])
    assert test_of(turned).contribution == test_of(facts).contribution


@always(FACTS)
def the_lines_of_income_add_up_to_the_weekly_income(facts):
    result = test_of(facts)
    assert abs(total(result, Group.INCOME) - result.weekly_income) < Decimal("1E-12")


@always(FACTS)
def the_lines_set_aside_add_up_to_the_applicable_amount(facts):
    result = test_of(facts)
    assert total(result, Group.SET_ASIDE) == result.applicable_amount


@always(FACTS)
def the_bands_add_up_to_the_contribution_rounded_once(facts):
    result = test_of(facts)
    assert abs(total(result, Group.BANDS) - result.contribution) <= Decimal("0.005000000001")


@always(FACTS)
def the_lines_of_the_grant_add_up_to_it(facts):
    result = test_of(facts)
    assert total(result, Group.GRANT) == result.grant


@always(FACTS)
def whoever_is_passported_alone_pays_nothing(facts):
    one = replace(facts, relevant_persons=facts.relevant_persons[:1])
    passported = with_person(one, benefits=("universal_credit",))
    assert test_of(passported).contribution == 0


@always(FACTS, st.sampled_from(OF_DISABILITY))
def a_disability_benefit_never_raises_the_contribution(facts, benefit):
    added = with_person(facts, benefits=(*first_of(facts).benefits, benefit))
    assert test_of(added).contribution <= test_of(facts).contribution


@always(FACTS, POUNDS, POUNDS)
def splitting_an_income_changes_nothing(facts, one, other):
    items = first_of(facts).income
    whole = with_person(facts, income=(*items, f.Income(kind="other", amount=one + other)))
    parts = [f.Income(kind="other", amount=amount) for amount in (one, other)]
    split = with_person(facts, income=(*items, *parts))
    assert test_of(split).contribution == test_of(whole).contribution


@always(FACTS)
def the_same_facts_are_explained_the_same(facts):
    assert test_of(facts) == test_of(facts)


@always(FACTS, st.sampled_from(SET_ASIDE_WHOLE), POUNDS)
def what_is_set_aside_whole_changes_nothing(facts, kind, amount):
    added = (*first_of(facts).income, f.Income(kind=kind, amount=amount))
    assert test_of(with_person(facts, income=added)).contribution == test_of(facts).contribution


@always(FACTS)
def a_tenant_never_pays_more_than_an_owner(facts):
    owner, tenant = (
        test_of(replace(facts, application=replace(facts.application, certificate=certificate)))
        for certificate in ("owner", "tenant")
    )
    assert tenant.contribution <= owner.contribution


@always(FACTS, THOUSANDS)
def an_earlier_reduction_never_raises_the_contribution(facts, reduction):
    earlier = f.Earlier(
        made_on=date(2020, 1, 1), certificate="owner", estimated_expense=reduction,
        reduction=reduction, works_done=True,
    )  # fmt: skip
    again = replace(facts, application=replace(facts.application, earlier=(earlier,)))
    before, after = test_of(facts).contribution, test_of(again).contribution
    assert after == max(0, before - min(reduction, 30_000))


@always(FACTS, CHILDREN)
def another_child_never_raises_the_contribution(facts, child):
    first, *others = facts.relevant_persons
    more = (replace(first, children=(*first.children, child)), *others)
    after = test_of(replace(facts, relevant_persons=more))
    assert after.contribution <= test_of(facts).contribution


@always(FACTS)
def every_line_names_its_source(facts):
    assert all(step.source and step.label for step in test_of(facts).steps)


@always(st.lists(THOUSANDS, min_size=2, max_size=6), st.integers(18, 90))
def the_weekly_figure_never_falls_as_capital_rises(amounts, age):
    work = Working(figures_on(ON), None, ON, ON, {})
    found = [tariff(work, amount, age)[0] for amount in sorted(amounts)]
    assert all(one <= other for one, other in pairwise(found))


@always(FACTS, POUNDS)
def an_amount_not_known_gives_a_range_around_what_it_turns_out_to_be(facts, amount):
    def told(value):
        added = (*first_of(facts).income, f.Income(kind="other", amount=value))
        return test_of(with_person(facts, income=added))

    known, unknown = told(amount), told(None)
    if unknown.contribution is None:
        assert unknown.missing == (
            f"relevant_persons[0].income[{len(first_of(facts).income)}].amount",
        )
        assert unknown.range.least <= known.contribution
        assert unknown.range.most is None
    else:
        assert unknown.contribution == known.contribution


def test_there_are_twenty_or_more():
    assert len(PROPERTIES) >= 20


@pytest.mark.parametrize(("holds", "strategies"), PROPERTIES)
def test_it_holds(holds, strategies):
    FEW(given(*strategies)(holds))()


@pytest.mark.large
@pytest.mark.parametrize(("holds", "strategies"), PROPERTIES)
def test_it_holds_many_times(holds, strategies):
    settings(FEW, max_examples=MANY)(given(*strategies)(holds))()
