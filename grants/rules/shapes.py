"""The words of a means-test file and what may stand where: for `reading.py` and the schema."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from grants.rules import choices
from grants.rules.vocabulary import (
    BENEFITS,
    CAPITAL,
    CERTIFICATES,
    EARNINGS,
    INCOME,
    PERIODS,
    SPECIAL,
)

MOST_MONEY = Decimal("99999999.99")  # pounds; above it somebody slipped
MOST_DAYS = 364  # 52 weeks, the longest period that may be averaged (regs 20 to 22)
SIGHT = "severely_sight_impaired"

Tell = Callable[[str], None]


class NotANumber(str):
    """What a file has instead of a plain number: an exponent, NaN, or infinity."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """One word of the file, and what it means to leave it out."""

    means: str

    def schema(self) -> dict[str, Any]:
        """What JSON Schema says of it; of a bare field, that it may be anything."""
        return {}


@dataclass(frozen=True, kw_only=True)
class Money(Field):
    def read(self, value: Any, tell: Tell) -> Decimal | None:
        amount = self.plain(value)
        if amount is None:
            tell("must be an amount in pounds with at most two decimals, such as 12.50")
        elif amount < 0:
            tell("must not be negative")
        elif amount > MOST_MONEY:
            tell("is more than 99,999,999.99, which cannot be right")
        else:
            return amount
        return None

    @staticmethod
    def plain(value: Any) -> Decimal | None:
        if isinstance(value, bool | NotANumber) or not isinstance(value, int | Decimal | str):
            return None
        text = str(value)
        whole, point, pence = text.removeprefix("-").partition(".")
        digits = whole.isascii() and whole.isdigit() and len(whole) < 30
        if not digits or (point and not (pence.isascii() and pence.isdigit() and len(pence) < 3)):
            return None
        return Decimal(text)

    def schema(self) -> dict[str, Any]:
        plain = {"type": "string", "pattern": r"^[0-9]+(\.[0-9]{1,2})?$"}
        return {"anyOf": [plain, {"type": "number", "minimum": 0}, {"type": "null"}]}


@dataclass(frozen=True, kw_only=True)
class Flag(Field):
    def read(self, value: Any, tell: Tell) -> bool | None:
        if isinstance(value, bool):
            return value
        tell("must be true or false")
        return None

    def schema(self) -> dict[str, Any]:
        return {"type": ["boolean", "null"]}


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    def read(self, value: Any, tell: Tell) -> date | None:
        if isinstance(value, str) and len(value) == len("2026-11-21"):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        tell("must be a date that exists, such as 2026-11-21")
        return None

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}


@dataclass(frozen=True, kw_only=True)
class Count(Field):
    """A whole number, or with `halves` one of at most two decimals."""

    least: int
    most: int
    halves: bool = False

    def read(self, value: Any, tell: Tell) -> int | Decimal | None:
        number = Money.plain(value)
        if number is None or (not self.halves and number != int(number)):
            tell(f"must be a {'' if self.halves else 'whole '}number")
        elif not self.least <= number <= self.most:
            tell(f"must be from {self.least} to {self.most}")
        else:
            return number if self.halves else int(number)
        return None

    def schema(self) -> dict[str, Any]:
        kind = "number" if self.halves else "integer"
        number = {"type": kind, "minimum": self.least, "maximum": self.most}
        return {"anyOf": [number, {"type": "null"}]}


@dataclass(frozen=True, kw_only=True)
class Word(Field):
    known: Collection[str]
    what: str

    def read(self, value: Any, tell: Tell) -> str | None:
        if isinstance(value, str) and value in self.known:
            return str(value)
        tell(f"{shown(value)} is not a known {self.what}")
        return None

    def schema(self) -> dict[str, Any]:
        return {"enum": [*sorted(self.known), None]}


@dataclass(frozen=True, kw_only=True)
class Words(Field):
    known: Collection[str]
    what: str

    def read(self, value: Any, tell: Tell) -> tuple[str, ...] | None:
        if not isinstance(value, list):
            tell("must be a list")
            return None
        if None in value:
            return None
        for each in value:
            if not isinstance(each, str) or each not in self.known:
                tell(f"{shown(each)} is not a known {self.what}")
        return tuple(str(each) for each in value)

    def schema(self) -> dict[str, Any]:
        return {"type": ["array", "null"], "items": {"enum": [*sorted(self.known), None]}}


@dataclass(frozen=True, kw_only=True)
class One(Field):
    shape: str

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"$ref": f"#/$defs/{self.shape}"}, {"type": "null"}]}


@dataclass(frozen=True, kw_only=True)
class Many(Field):
    shape: str

    def schema(self) -> dict[str, Any]:
        return {"type": ["array", "null"], "items": One(means="", shape=self.shape).schema()}


def shown(value: Any) -> str:
    return f"“{value}”" if isinstance(value, str) else f"{type(value).__name__} value"


Shape = dict[str, Field]
PERIOD: Shape = {
    "per": Word(known=PERIODS, what="period", means="What the amount is for. Left out: a week."),
    "days": Count(least=1, most=MOST_DAYS, means="With per “days”: how many days it was for."),
}
INCOME_ITEM: Shape = {
    "kind": Word(known=INCOME.keys(), what="kind of income", means="Which income it is."),
    "amount": Money(means="Pounds for each period, before anything is set aside."),
    "up_to": Money(means="The most it can be, while the amount is not known."),
    "tax": Money(means="Income tax paid on it for the same period. Left out: none."),
    "set_aside": Money(means="What papers show is set aside, where the kind asks for it."),
    "heating": Flag(means="Of a sub-tenant: the rent includes heating. Left out: no."),
} | PERIOD
EARNINGS_ITEM: Shape = {
    "kind": Word(known=EARNINGS + SPECIAL, what="kind of earnings", means="Which work it is."),
    "gross": Money(means="Pay before deductions; of a childminder, all that was taken."),
    "net_profit": Money(means="Self-employed: after allowable expenses, before tax."),
    "tax": Money(means="Income tax for the same period. Left out: not yet known."),
    "national_insurance": Money(means="For the same period. Left out: not yet known."),
    "pension_contribution": Money(means="Whole, taken with the pay. Left out: none."),
    "personal_pension": Money(means="Whole, to a personal pension. Left out: none."),
    "hours_per_week": Count(least=0, most=168, halves=True, means="Left out: not yet known."),
} | PERIOD
CAPITAL_ITEM: Shape = {
    "kind": Word(known=CAPITAL.keys(), what="kind of capital", means="Which capital it is."),
    "amount": Money(means="Pounds, the value of the whole of it."),
    "up_to": Money(means="The most it can be, while the amount is not known."),
    "joint_owners": Count(least=1, most=100, means="How many own it. Left out: one."),
    "costs_of_sale": Flag(means="Selling it costs something, so 10 % comes off. Left out: no."),
    "secured_debt": Money(means="Pounds owed on it. Left out: none."),
    "since": Day(means="The day the weeks began in which it is left out."),
    "longer_reasonable": Flag(means="The council finds longer than those weeks reasonable."),
}
DISABILITY: Shape = {
    SIGHT: Flag(means="Registered severely sight impaired, or ceased within 28 weeks."),
    "incapable_of_work_days": Count(least=0, most=36500, means="Days of incapacity for work."),
    "terminally_ill": Flag(means="Terminally ill. Left out: no."),
    "benefit_stopped_in_hospital": Flag(means="A disability benefit stopped only for hospital."),
    "incapacitated": Flag(means="Incapacitated, in hospital or in prison (child care)."),
}
PERSON: Shape = {
    "born": Day(means="Date of birth."),
    "income": Many(shape="income", means="Left out: not yet known; of a partner, none."),
    "capital": Many(shape="capital", means="Left out: not yet known; of a partner, none."),
    "earnings": Many(shape="earnings", means="Left out: none."),
    "benefits": Words(known=BENEFITS, what="benefit", means="What is received. Left out: none."),
    "disability": One(shape="disability", means="As an object, or a list of its words."),
    "carers_allowance_paid_to_carer": Flag(
        means="Somebody is paid Carer's Allowance for looking after this person."
    ),
    "qualifying_young_person": Flag(means="From 16 to 19: qualifies for Child Benefit."),
    "worked_disabled_before_60": Flag(means="Sch. 2 para 3(3) to (7). Left out: no."),
} | DISABILITY
CHILD: Shape = {
    "born": Day(means="Date of birth."),
    "disabled": Flag(means="Gets a disability benefit. Left out: no."),
    "benefits": Words(known=BENEFITS, what="benefit", means="What is received. Left out: none."),
    SIGHT: Flag(means="Registered severely sight impaired. Left out: no."),
    "qualifying_young_person": Flag(means="From 16 to 19: qualifies for Child Benefit."),
    "capital": Money(means="Pounds of the child's own. Left out: none."),
}
CHILDCARE: Shape = {
    "child": Count(least=0, most=30, means="The child's place in the list, from 0."),
    "amount": Money(means="Pounds for each period."),
    "registered": Flag(means="By a listed provider. Left out: not yet known."),
} | PERIOD
RELEVANT_PERSON: Shape = PERSON | {
    "partner": One(shape="person", means="Left out: none."),
    "other_partners": Many(shape="person", means="Of a polygamous marriage. Left out: none."),
    "children": Many(shape="child", means="Children and young persons. Left out: none."),
    "non_dependants": Many(shape="person", means="Others living in the home. Left out: none."),
    "childcare": Many(shape="childcare", means="Left out: none."),
    "lone_parent_since_1998": Flag(means="Without a break since 5 April 1998. Left out: no."),
}
EARLIER: Shape = {
    "made_on": Day(means="The day the earlier application was made."),
    "certificate": Word(known=CERTIFICATES, what="certificate", means="Of that application."),
    "estimated_expense": Money(means="Pounds, of that application."),
    "reduction": Money(means="Pounds by which that grant was reduced."),
    "works_done": Flag(means="The works were carried out to satisfaction."),
    "grant_paid": Flag(means="A grant was paid. Left out: no."),
}
APPLICATION: Shape = {
    "certificate": Word(known=CERTIFICATES, what="certificate", means="Which goes with it."),
    "estimated_expense": Money(means="Pounds: works, services and charges, s. 34(2)."),
    "earlier": Many(shape="earlier", means="Earlier ones for the same home. Left out: none."),
}
SETTINGS: Mapping[str, type[StrEnum]] = {
    "cap_order": choices.CapOrder,
    "rounding": choices.Rounding,
    "grant_from": choices.GrantFrom,
    "yearly_amounts": choices.Yearly,
    "relevant_member": choices.Member,
    "schedule_1a_premiums": choices.Schedule1A,
    "carer_without_earnings": choices.CarerTopUp,
    "short_month": choices.ShortMonth,
}
CHOSEN: Shape = {
    name: Word(
        known=[str(each) for each in kind],
        what="reading",
        means="A reading the project takes unless this says otherwise.",
    )
    for name, kind in SETTINGS.items()
}
DOCUMENT: Shape = {
    "on": Day(means="Both days at once."),
    "applied_on": Day(means="The day of the application: income, ages, benefits."),
    "approved_on": Day(means="The day it falls to be approved: figures. Left out: the same."),
    "application": One(shape="application", means="Left out: all of it not yet known."),
    "relevant_persons": Many(shape="relevant_person", means="Each disabled occupant."),
    "non_dependants": Many(shape="person", means="Others living in the home. Left out: none."),
    "childcare": Many(shape="childcare", means="Of the first one's children. Left out: none."),
    "settings": One(shape="settings", means="Left out: the readings of the project."),
}
SHAPES: Mapping[str, Shape] = {
    "document": DOCUMENT,
    "application": APPLICATION,
    "earlier": EARLIER,
    "relevant_person": RELEVANT_PERSON,
    "person": PERSON,
    "child": CHILD,
    "childcare": CHILDCARE,
    "income": INCOME_ITEM,
    "earnings": EARNINGS_ITEM,
    "capital": CAPITAL_ITEM,
    "disability": DISABILITY,
    "settings": CHOSEN,
}


def schema() -> dict[str, Any]:
    """JSON Schema of a means-test file: one document, or a list of them."""
    parts = {name: object_of(shape) for name, shape in SHAPES.items()}
    words = {"type": "array", "items": {"enum": sorted(DISABILITY)}}
    parts["disability"] = {"anyOf": [parts["disability"], words]}
    one = {"$ref": "#/$defs/document"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Facts of a Disabled Facilities Grant means test",
        "description": "null is “not yet known”. Money is in pounds, as text or a number.",
        "anyOf": [one, {"type": "array", "items": one}],
        "$defs": parts,
    }


def object_of(shape: Shape) -> dict[str, Any]:
    fields = {name: {"description": field.means} | field.schema() for name, field in shape.items()}
    return {"type": "object", "properties": fields, "additionalProperties": False}
