"""Income other than earnings: what of it counts (regs 18 and 29 to 46A, Sch. 3)."""

from decimal import Decimal

from grants.rules.earnings import FAMILY, opening
from grants.rules.facts import NOUGHT, Income
from grants.rules.family import Adult, Family
from grants.rules.vocabulary import INCOME, Kind
from grants.rules.working import NO_LIMIT, Group, Step, Working

LOAN_PARTS = ("student_loan_travel", "student_loan_books")  # pounds a year, reg. 46(5)
GRANT_PARTS = ("student_grant_travel", "student_grant_books")  # pounds a year, reg. 43(3)


def add_other_income(work: Working, family: Family, premiums: frozenset[str]) -> None:
    """A line for each item, and for what the law sets aside of several together."""
    capped = maintained = NOUGHT
    for each in family.adults:
        if each.person.income is None:
            unknown: Decimal = work.guess(f"{each.path}.income", (NOUGHT, NO_LIMIT))
            work.steps.append(Step(Group.INCOME, "Income", unknown, "reg. 18", each.label))
            continue
        for place, item in enumerate(each.person.income):
            path = f"{each.path}.income[{place}]"
            held_back, of_family = add_item(work, each, item, path)
            capped += held_back
            maintained += of_family
    if capped:
        cap = work.figures["combined_cap_12_13_13A"]
        reduce(
            work,
            family,
            "Set aside of gifts and war or widowed parent's pensions",
            min(capped, cap.amount),
            cap.source,
        )
    if maintained and opening(work, family, premiums) & FAMILY:
        figure = work.figures["maintenance_disregard_with_family_premium"]
        reduce(
            work, family, "Set aside of maintenance", min(maintained, figure.amount), figure.source
        )


def reduce(work: Working, family: Family, label: str, amount: Decimal, source: str) -> None:
    work.steps.append(Step(Group.INCOME, label, -amount, source, family.relevant.label))


def add_item(work: Working, each: Adult, item: Income, path: str) -> tuple[Decimal, Decimal]:
    """Adds one item's line. Gives what of it is set aside with others: capped, of the family."""
    kind = INCOME[item.kind]
    if kind.counts == "nothing":
        if item.amount:
            work.steps.append(
                Step(Group.INCOME, kind.label, NOUGHT, kind.source, each.label, "Not counted")
            )
        return NOUGHT, NOUGHT
    note(work, kind)
    amount = work.weekly(
        work.money(item.amount, f"{path}.amount", item.up_to), item.per, item.days, path
    )
    tax = work.money(item.tax, f"{path}.tax", item.amount)
    if tax:
        amount = max(NOUGHT, amount - work.weekly(tax, item.per, item.days, path))
    counted = counted_of(work, kind, item, amount, path)
    detail = "" if counted == amount else "Part of it is set aside"
    work.steps.append(Step(Group.INCOME, kind.label, counted, kind.source, each.label, detail))
    held_back = NOUGHT
    if kind.counts == "capped":
        held_back = min(counted, work.figures.amount(kind.figure))
    return held_back, counted if kind.counts == "family" else NOUGHT


def note(work: Working, kind: Kind) -> None:
    if kind.obsolete:
        work.warn(f"{kind.label} has ended for new claims: check that it is still paid.")
    if kind.unsettled:
        work.warn(f"The Regulations read have no rule of their own for {kind.label}.")


def counted_of(work: Working, kind: Kind, item: Income, amount: Decimal, path: str) -> Decimal:
    """Pounds a week of one item that count by itself."""
    match kind.counts:
        case "up_to":
            return max(NOUGHT, amount - work.figures.amount(kind.figure))
        case "subtenant":
            return max(NOUGHT, amount - subtenant(work, item, path))
        case "boarder":
            first = work.figures.amount("boarder_first_slice")
            return max(NOUGHT, amount - first) / 2
        case "loan":
            return less_of_year(work, amount, LOAN_PARTS, "student_loan_disregard")
        case "grant":
            return less_of_year(work, amount - aside(work, item, path), GRANT_PARTS, "")
        case "stated":
            return max(NOUGHT, amount - aside(work, item, path))
        case "allowance":
            return max(NOUGHT, amount - aside(work, item, path))
    return amount


def subtenant(work: Working, item: Income, path: str) -> Decimal:
    """Sch. 3 para 19: for each, and more where the rent includes heating."""
    base = work.figures.amount("subtenant_disregard")
    if work.flag(item.heating, f"{path}.heating"):
        return base + work.figures.amount("subtenant_heating_addition")
    return base


def aside(work: Working, item: Income, path: str) -> Decimal:
    """What papers show is set aside, pounds a week: asked for where it is not stated."""
    known = work.money(item.set_aside, f"{path}.set_aside", item.amount)
    return work.weekly(known, item.per, item.days, path)


def less_of_year(work: Working, amount: Decimal, parts: tuple[str, ...], weekly: str) -> Decimal:
    """A student's money less yearly amounts for travel and books, and a weekly one if named."""
    yearly = sum((work.figures.amount(name) for name in parts), NOUGHT)
    left = amount - work.weekly(yearly, "year", None, "")
    return max(NOUGHT, left - (work.figures.amount(weekly) if weekly else NOUGHT))
