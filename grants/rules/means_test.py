"""The statutory test of resources for a Disabled Facilities Grant in England, explained.

The Housing Renewal Grants Regulations 1996 (SI 1996/2890) as amended; the figures lie in
`parameters/`. Pure functions: facts and two days in, an explained result out. Where the
Regulations leave a point open, `choices.py` names the reading.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, localcontext
from typing import Any

from grants.rules.allowances import set_aside
from grants.rules.capital import add_tariff
from grants.rules.choices import DEFAULT, Choices
from grants.rules.contribution import contribution, grant, rounded
from grants.rules.earnings import add_earnings
from grants.rules.facts import NOUGHT, Facts
from grants.rules.family import Family, family_of, is_tested, note_people, passport_of, tell
from grants.rules.figures import Figures, figures_on
from grants.rules.other_income import add_other_income
from grants.rules.working import EXACT, NO_LIMIT, Ask, Group, NotYet, Step, Working, close

EXPENSE = "application.estimated_expense"
MOST_RUNS = 512  # of what-ifs for facts that are not known; beyond it only the list is given


@dataclass(frozen=True, slots=True)
class Range:
    """Between which two contributions the answer lies; `to` is None where nothing limits it."""

    least: Decimal
    most: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came out, and how. Pounds; weekly amounts are exact, the contribution in pence."""

    in_force: date
    applied_on: date
    approved_on: date
    contribution: Decimal | None = None
    grant: Decimal | None = None
    applicable_amount: Decimal | None = None  # a week, the housing addition included
    weekly_income: Decimal | None = None
    weekly_excess: Decimal | None = None
    steps: tuple[Step, ...] = ()
    missing: tuple[str, ...] = ()
    range: Range | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def assess(
    facts: Facts, *, applied_on: date, approved_on: date, choices: Choices = DEFAULT
) -> Result:
    """The means test of an application.

    Income, ages and benefits are of the day it was made; the figures and the window of reg. 13
    of the day it falls to be approved. A provisional run gives today as both. Raises NotHeld
    where a figure of that day is not held, and never takes one from another day.
    """
    figures = figures_on(approved_on)
    with localcontext(EXACT):
        work = Working(figures, choices, applied_on, approved_on, {})
        try:
            return one_run(facts, work)
        except NotYet as unknown:
            return unsettled(work, facts, (str(unknown), *not_told(facts)), None)
        except Ask:
            return explored(facts, figures, work)


def one_run(facts: Facts, work: Working) -> Result:
    """A result when nothing that matters is unknown. Raises Ask or NotYet otherwise."""
    if facts.relevant_persons is None:
        raise NotYet("relevant_persons")
    given = facts.relevant_persons
    families = [family_of(work, each, place, len(given)) for place, each in enumerate(given)]
    tested = [family for family in families if is_tested(work, family)]
    income = sum((weekly_income(work, family) for family in tested), NOUGHT)
    add_housing(work, tested)
    applicable = sum_of(work.steps, Group.SET_ASIDE)
    excess = max(NOUGHT, income - applicable)
    exact = contribution(work, excess, facts.application)
    to_pay = rounded(work, exact)
    expense = facts.application.estimated_expense
    left = None if expense is None else grant(work, expense, exact, to_pay)
    return Result(
        in_force=work.figures.in_force,
        applied_on=work.applied_on,
        approved_on=work.approved_on,
        contribution=to_pay,
        grant=left,
        applicable_amount=applicable,
        weekly_income=close(income),
        weekly_excess=close(excess),
        steps=tuple(work.steps),
        missing=() if expense is not None else (EXPENSE,),
        range=None,
        settings=work.settings,
        warnings=tuple(work.warnings),
    )


def add_housing(work: Working, tested: list[Family]) -> None:
    """Reg. 10(1)(b): once for an application, however many relevant persons it has."""
    if tested:
        figure = work.figures["housing_addition"]
        label = "Housing amount, once for an application"
        work.steps.append(Step(Group.SET_ASIDE, label, figure.amount, figure.source))
        return
    label, source = "Nobody’s money is counted", "reg. 5; SI 2008/1190 reg. 4(1)"
    why = "The disabled person is a child or young person"
    tell(work, label, NOUGHT, source, "", why)


def weekly_income(work: Working, family: Family) -> Decimal:
    """Pounds a week of one relevant person's family, with the lines of what is set aside too."""
    passport = passport_of(work, family)
    note_people(work, family, passport)
    if passport:
        figure = work.figures["passported_applicable_amount"]
        label = "Passported person"
        who = family.relevant.label
        work.steps.append(Step(Group.SET_ASIDE, label, figure.amount, figure.source, who))
        return NOUGHT
    premiums = set_aside(work, family)
    before = len(work.steps)
    add_earnings(work, family, premiums)
    add_other_income(work, family, premiums)
    add_tariff(work, family)
    income = sum_of(work.steps[before:], Group.INCOME)
    if income < 0:
        work.steps.append(
            Step(
                Group.INCOME,
                "Income cannot be below nil",
                -income,
                "reg. 18",
                family.relevant.label,
            )
        )
        return NOUGHT
    return income


def sum_of(steps: list[Step], group: Group) -> Decimal:
    return sum((step.amount for step in steps if step.group is group), NOUGHT)


@dataclass(frozen=True, slots=True)
class Tried:
    guesses: Mapping[str, Any]
    result: Result

    @property
    def answer(self) -> tuple[Decimal | None, Decimal | None]:
        return self.result.contribution, self.result.grant


def explored(facts: Facts, figures: Figures, first: Working) -> Result:
    """Tries the ends of every unknown fact: whichever changes the answer is missing."""
    try:
        runs = list(every_run(facts, figures, first))
    except NotYet as unknown:
        return unsettled(first, facts, (str(unknown), *not_told(facts)), None)
    answers = {run.answer for run in runs}
    if len(answers) == 1:
        return runs[0].result
    asked = {path: None for run in runs for path in run.guesses}
    if len(runs) >= MOST_RUNS:
        return unsettled(first, facts, tuple(asked), None)
    missing = tuple(path for path in asked if matters(path, runs)) or tuple(asked)
    return unsettled(first, facts, missing, range_of(runs))


def every_run(facts: Facts, figures: Figures, first: Working) -> Iterator[Tried]:
    waiting: list[dict[str, Any]] = [{}]
    done = 0
    while waiting and done < MOST_RUNS:
        guesses = waiting.pop()
        work = Working(figures, first.choices, first.applied_on, first.approved_on, guesses)
        try:
            result = one_run(facts, work)
        except Ask as ask:
            waiting += [guesses | {ask.path: option} for option in reversed(ask.options)]
            continue
        done += 1
        yield Tried(guesses, result)


def matters(path: str, runs: list[Tried]) -> bool:
    """Whether two runs that differ in this fact alone gave different answers."""
    seen: dict[frozenset[tuple[str, Any]], set[Any]] = {}
    for run in runs:
        if path in run.guesses:
            rest = frozenset(pair for pair in run.guesses.items() if pair[0] != path)
            seen.setdefault(rest, set()).add(run.answer)
    return any(len(answers) > 1 for answers in seen.values()) or leads_elsewhere(path, runs)


def leads_elsewhere(path: str, runs: list[Tried]) -> bool:
    """Whether what is asked next depends on this fact, so that no two runs can be paired."""
    by_value: dict[Any, set[frozenset[str]]] = {}
    for run in runs:
        if path in run.guesses:
            by_value.setdefault(run.guesses[path], set()).add(frozenset(run.guesses))
    return len({frozenset(each) for each in by_value.values()}) > 1


def range_of(runs: list[Tried]) -> Range:
    amounts = [run.result.contribution for run in runs if run.result.contribution is not None]
    open_ended = any(
        run.result.contribution == max(amounts) and NO_LIMIT in run.guesses.values() for run in runs
    )
    return Range(min(amounts), None if open_ended else max(amounts))


def not_told(facts: Facts) -> Iterator[str]:
    """What every sum needs and nobody told yet, where there is no sum to ask whether it matters."""
    for place, each in enumerate(facts.relevant_persons or ()):
        for name in ("born", "income", "capital"):
            if getattr(each.person, name) is None:
                yield f"relevant_persons[{place}].{name}"
    if facts.application.certificate is None:
        yield "application.certificate"


def unsettled(
    work: Working, facts: Facts, missing: tuple[str, ...], between: Range | None
) -> Result:
    if facts.application.estimated_expense is None:
        missing = (*missing, EXPENSE)
    return Result(
        in_force=work.figures.in_force,
        applied_on=work.applied_on,
        approved_on=work.approved_on,
        missing=tuple(dict.fromkeys(missing)),
        range=between,
        warnings=tuple(work.warnings),
    )
