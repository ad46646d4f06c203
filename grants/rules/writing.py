"""A result as JSON: decimal strings, and every line with its source."""

from decimal import Decimal
from typing import Any

from grants.rules.means_test import Result
from grants.rules.working import Step, close

PENCE, FOUR = Decimal("0.01"), Decimal("0.0001")


def as_json(result: Result) -> dict[str, Any]:
    """What the command prints and a record of a means test keeps."""
    return {
        "contribution": money(result.contribution),
        "grant": money(result.grant),
        "applicable_amount": money(result.applicable_amount),
        "weekly_income": money(result.weekly_income),
        "weekly_excess": money(result.weekly_excess),
        "steps": [step(each) for each in result.steps],
        "missing": list(result.missing),
        "range": None
        if result.range is None
        else {"from": money(result.range.least), "to": money(result.range.most)},
        "in_force": result.in_force.isoformat(),
        "applied_on": result.applied_on.isoformat(),
        "approved_on": result.approved_on.isoformat(),
        "settings": dict(result.settings),
        "warnings": list(result.warnings),
    }


def money(amount: Decimal | None) -> str | None:
    """Pounds to the penny; to four decimals where an exact amount has more. Nought has no sign."""
    if amount is None:
        return None
    exact = close(amount)
    pence = exact.quantize(PENCE)
    shown = pence if pence == exact else exact.quantize(FOUR)
    return str(shown if shown else abs(shown))


def step(each: Step) -> dict[str, str | None]:
    return {
        "part": str(each.group),
        "label": each.label,
        "amount": money(each.amount),
        "per": each.per,
        "person": each.person,
        "source": each.source,
        "detail": each.detail,
    }
