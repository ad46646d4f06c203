"""Capital: what it is worth to the test, and the weekly figure for it (regs 33 to 40, Sch. 4)."""

from datetime import timedelta
from decimal import ROUND_CEILING, Decimal

from grants.rules.facts import NOUGHT, Capital
from grants.rules.family import Family
from grants.rules.vocabulary import CAPITAL
from grants.rules.working import NO_LIMIT, Group, Step, Working, close

TARIFF_AGE = 60  # of the relevant person; no instrument changed it


def add_tariff(work: Working, family: Family) -> None:
    """The line of the weekly figure for everything the relevant person and partners own."""
    total = close(capital_of(work, family))
    weekly, step = tariff(work, total, family.relevant.age)
    if total <= 0:
        return
    source = work.figures["capital_threshold"].source
    beyond = f"£1 for each £{step} or part of it over the first £6,000" if weekly else ""
    detail = f"£{total:,.2f} counts. {beyond}".strip()
    work.steps.append(
        Step(
            Group.INCOME, "Weekly figure for capital", weekly, source, family.relevant.label, detail
        )
    )


def tariff(work: Working, total: Decimal, age: int) -> tuple[Decimal, Decimal]:
    """Reg. 40: pounds a week, and the step they go by. There is no upper limit."""
    if total <= 0:
        return NOUGHT, NOUGHT
    step = work.figures.amount(
        "tariff_step_60_plus" if age >= TARIFF_AGE else "tariff_step_under_60"
    )
    over = total - work.figures.amount("capital_threshold")
    if over <= 0:
        return NOUGHT, step
    return (over / step).to_integral_value(ROUND_CEILING), step


def capital_of(work: Working, family: Family) -> Decimal:
    """Pounds that count of everything owned, each person's share."""
    total = NOUGHT
    for each in family.adults:
        if each.person.capital is None:
            total += work.guess(f"{each.path}.capital", (NOUGHT, NO_LIMIT))
            continue
        for place, item in enumerate(each.person.capital):
            total += counted(work, item, f"{each.path}.capital[{place}]", each.label)
    return total


def counted(work: Working, item: Capital, path: str, owner: str) -> Decimal:
    """Pounds of one thing that count: its value less costs and debt, the share of one owner."""
    kind = CAPITAL[item.kind]
    if kind.counts == "nothing" or is_within_weeks(work, item, path):
        left_out(work, kind.label, kind.source, owner)
        return NOUGHT
    value = work.money(item.amount, f"{path}.amount", item.up_to)
    if work.flag(item.costs_of_sale, f"{path}.costs_of_sale"):
        value = value * (100 - work.figures.amount("capital_sale_cost_deduction")) / 100
    value = value - work.money(item.secured_debt, f"{path}.secured_debt", value)
    value = max(NOUGHT, value) / item.joint_owners
    return max(NOUGHT, value - kind.sum)


def left_out(work: Working, label: str, source: str, owner: str) -> None:
    work.steps.append(Step(Group.PEOPLE, f"{label} is left out", NOUGHT, source, owner))


def is_within_weeks(work: Working, item: Capital, path: str) -> bool:
    """Whether something left out for a time still is on the day of the application."""
    kind = CAPITAL[item.kind]
    if kind.counts != "weeks":
        return False
    if item.longer_reasonable:
        return True
    if item.since is None:
        return bool(work.guess(f"{path}.since", (True, False)))
    return work.applied_on <= item.since + timedelta(weeks=kind.weeks)  # "from" leaves out the day
