"""What a means test is told. Money is in pounds; None is "not yet known", never nought.

`per` is "week", "fortnight", "four_weeks", "month", "year", or "days" with the number of days
the money was for.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

NOUGHT = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Income:
    """Money coming in other than earnings, before anything is set aside."""

    kind: str  # of vocabulary/income.toml
    amount: Decimal | None  # pounds for each `per`
    up_to: Decimal | None = None  # the most it can be, while the amount is not known
    per: str | None = "week"
    days: int | None = None
    tax: Decimal | None = NOUGHT  # paid on it, for the same period
    set_aside: Decimal | None = None  # for the same period, where the law takes it from papers
    heating: bool | None = False  # a sub-tenant's rent that includes heating


@dataclass(frozen=True, slots=True, kw_only=True)
class Earnings:
    """One job or business of one person."""

    kind: str  # employed, self_employed, childminder, or a part-time service of Sch. 2 para 8
    gross: Decimal | None = None  # pounds for each `per`; of a childminder, all that was taken
    net_profit: Decimal | None = None  # self-employed: after allowable expenses, before tax
    tax: Decimal | None = None
    national_insurance: Decimal | None = None
    pension_contribution: Decimal | None = NOUGHT  # whole, with the pay; half is allowed
    personal_pension: Decimal | None = NOUGHT  # whole, for the same `per`; half is allowed
    per: str | None = "week"
    days: int | None = None
    hours_per_week: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Capital:
    kind: str  # of vocabulary/capital.toml
    amount: Decimal | None  # pounds, of the whole of it
    up_to: Decimal | None = None  # the most it can be, while the amount is not known
    joint_owners: int = 1  # how many own it, the person among them
    costs_of_sale: bool | None = False  # 10 % comes off where selling costs something
    secured_debt: Decimal | None = NOUGHT
    since: date | None = None  # the day the weeks began in which it is left out
    longer_reasonable: bool = False  # the council finds longer than those weeks reasonable


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody whose money or whose presence counts."""

    born: date | None
    income: tuple[Income, ...] | None = ()
    capital: tuple[Capital, ...] | None = ()
    earnings: tuple[Earnings, ...] | None = ()
    benefits: tuple[str, ...] | None = ()  # of vocabulary/benefits.toml and income.toml
    severely_sight_impaired: bool | None = False  # registered, or ceased within 28 weeks
    incapable_of_work_days: int | None = 0
    terminally_ill: bool | None = False
    benefit_stopped_in_hospital: bool | None = False  # only for that a disability benefit ended
    carers_allowance_paid_to_carer: bool | None = None  # to somebody for looking after them
    qualifying_young_person: bool | None = None  # asked from 16 to 19 only
    incapacitated: bool | None = False  # also in hospital or prison: reg. 19 asks it of a couple
    worked_disabled_before_60: bool = False  # Sch. 2 para 3(3) to (7), without a break since


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A child or young person in the family. Their own money never counts."""

    born: date | None
    disabled: bool | None = False
    benefits: tuple[str, ...] | None = ()
    severely_sight_impaired: bool | None = False
    qualifying_young_person: bool | None = None
    capital: Decimal | None = NOUGHT  # pounds; only the disabled child premium asks


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildCare:
    """What is paid for one child's care."""

    child: int  # its place in `children`, from 0
    amount: Decimal | None
    per: str | None = "week"
    days: int | None = None
    registered: bool | None = None  # by a listed provider; reg. 19


@dataclass(frozen=True, slots=True, kw_only=True)
class RelevantPerson:
    """A disabled occupant, and who belongs to them."""

    person: Person
    partner: Person | None = None
    other_partners: tuple[Person, ...] = ()  # of a polygamous marriage, in the household
    children: tuple[Child, ...] = ()
    non_dependants: tuple[Person, ...] | None = ()
    childcare: tuple[ChildCare, ...] | None = ()
    lone_parent_since_1998: bool = False
    unknown: tuple[str, ...] = ()  # partner, children: told to be not yet known


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier application for the same home with somebody of this one (reg. 13)."""

    made_on: date | None
    certificate: str | None
    estimated_expense: Decimal | None
    reduction: Decimal | None  # by how much that grant was reduced
    works_done: bool | None
    grant_paid: bool | None = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    certificate: str | None  # owner, tenant or occupier
    estimated_expense: Decimal | None  # pounds: works, services and charges, s. 34(2)
    earlier: tuple[Earlier, ...] | None = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    application: Application
    relevant_persons: tuple[RelevantPerson, ...] | None
