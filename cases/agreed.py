"""The plan in the words of its paper and its letter: one line for each thing."""

from collections.abc import Callable, Iterable
from datetime import date

from cases.enums import SolutionState
from cases.letter_kinds import WhatWeAgreed
from cases.models import Case, Solution
from lightbulb.core.templatetags.display import long_date

DONE = (SolutionState.DELIVERED, SolutionState.CHECKED)
COMING = (SolutionState.ORDERED, SolutionState.ACCEPTED, SolutionState.UNSUITABLE)
Line = Callable[[Solution], str]


def what_we_agreed(case: Case) -> WhatWeAgreed:
    """Everything in the plan of a case as it stands, the person's own words first."""
    plan = list(case.solutions.with_orders())
    return WhatWeAgreed(
        matters=tuple(case.what_matters),
        done=lines(plan, DONE, label),
        coming=lines(plan, COMING, coming),
        buying=lines(plan, (SolutionState.SELF_FUNDING,), buying),
        later=lines(plan, (SolutionState.DECLINED,), later),
        not_eligible=lines(plan, (SolutionState.NOT_ELIGIBLE,), not_eligible),
        undecided=lines(plan, (SolutionState.OFFERED,), label),
    )


def lines(plan: Iterable[Solution], states: Iterable[str], line: Line) -> tuple[str, ...]:
    """In the order of the states, and within each of the plan."""
    plan = list(plan)
    return tuple(line(each) for state in states for each in plan if each.state == state)


def label(solution: Solution) -> str:
    return solution.label


def coming(solution: Solution) -> str:
    """ "Grab rail, expected Friday 4 December 2026", or with the next step and who takes it."""
    if solution.order and solution.order.expected_on:
        return f"{solution.label}, expected {long_date(solution.order.expected_on)}"
    if solution.order or not solution.next_step:
        return solution.label
    who = f" ({solution.who})" if solution.who else ""
    return f"{solution.label}. Next: {solution.next_step}{who}"


def buying(solution: Solution) -> str:
    cost = f", about £{solution.cost}" if solution.cost is not None else ""
    return f"{solution.label}{cost}"


def later(solution: Solution) -> str:
    day: date | None = solution.ask_again_on
    return f"{solution.label}. You can still have it. We will ask again on {long_date(day)}."


def not_eligible(solution: Solution) -> str:
    return f"{solution.label}: {solution.reason}"
