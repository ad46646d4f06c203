"""The working of a means test: its steps in order, and what is not yet known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from grants.rules.choices import Choices, Yearly
from grants.rules.facts import NOUGHT
from grants.rules.figures import Figures

NO_LIMIT = Decimal(10) ** 9  # stands for "whatever it may be": above every amount that is accepted
FLAG = (True, False)
EXACT = Context(prec=50, rounding=ROUND_HALF_EVEN)
ROUND_FAR = Decimal("1E-15")  # nearer to a penny than any sum of these periods comes by itself


class Group(StrEnum):
    """The parts of the working, in the order a person reads them."""

    PEOPLE = "people"
    INCOME = "income"
    SET_ASIDE = "applicable_amount"
    BANDS = "contribution"
    GRANT = "grant"


class Step(NamedTuple):
    """One line: what it is, how much, whose, and the provision it comes from.

    `amount` is exact. The lines of a group add up to its figure: income to the weekly income,
    the applicable amount to its sum, the contribution's to the contribution before rounding.
    """

    group: Group
    label: str
    amount: Decimal
    source: str
    person: str = ""
    detail: str = ""

    @property
    def per(self) -> str:
        return "week" if self.group in (Group.INCOME, Group.SET_ASIDE) else "lump sum"


class NotYet(Exception):
    """Without this fact there is no sum, and no two ends of one either."""


class Ask(Exception):
    """A fact that is not known came into play; `options` are the ends it may have."""

    def __init__(self, path: str, options: Sequence[Any]) -> None:
        super().__init__(path)
        self.path, self.options = path, options


@dataclass(slots=True)
class Working:
    """What one run carries: figures, days and choices in; steps and warnings out."""

    figures: Figures
    choices: Choices
    applied_on: date
    approved_on: date
    guesses: Mapping[str, Any]
    steps: list[Step] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)

    def guess(self, path: str, options: Sequence[Any]) -> Any:
        """The value tried for a fact that is not known. Raises Ask when none is yet."""
        if path not in self.guesses:
            raise Ask(path, options)
        return self.guesses[path]

    def money(self, value: Decimal | None, path: str, up_to: Decimal | None = None) -> Decimal:
        """Pounds; from nought up, or to the most it can be, while they are not known."""
        if value is not None:
            return value
        known: Decimal = self.guess(path, (NOUGHT, NO_LIMIT if up_to is None else up_to))
        return known

    def flag(self, value: bool | None, path: str) -> bool:
        return bool(self.guess(path, FLAG)) if value is None else value

    def used(self, name: str) -> None:
        """Notes that an open point's setting came into play."""
        self.settings[name] = str(getattr(self.choices, name))

    def warn(self, sentence: str) -> None:
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    def weekly(self, amount: Decimal, per: str | None, days: int | None, path: str) -> Decimal:
        """Pounds a week of an amount for a period, as reg. 23 turns them.

        A week or less: the payment. A month: times 12, by 52. Anything else: by its days, times 7.
        """
        match per:
            case "week":
                return amount
            case "month":
                return amount * 12 / 52
            case "fortnight":
                return amount / 2
            case "four_weeks":
                return amount / 4
            case "year":
                self.used("yearly_amounts")
                by_days = self.choices.yearly_amounts is Yearly.DAYS
                return amount / 365 * 7 if by_days else amount / 52
            case "days" if days:
                return amount if days <= 7 else amount / days * 7
        weekly: Decimal = self.guess(f"{path}.per", (NOUGHT, amount))
        return weekly


def close(amount: Decimal) -> Decimal:
    """An exact amount where dividing left a tail, so that a half penny stays a half penny."""
    return EXACT.quantize(amount, ROUND_FAR)
