"""Appendix 1 of the policy: savings, low income and vulnerability, each with its evidence.

All three must be met: "savings of less than £6,000", and "BOTH the low income criteria and the
vulnerable household criteria". Words the policy does not define are named settings.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from grants.rules.ages import age_on
from grants.rules.local.policy import policy


class WhoseSavings(StrEnum):
    """Whose savings are "savings": the policy does not say."""

    APPLICANT_AND_PARTNER = "applicant_and_partner"
    HOUSEHOLD = "household"


class OlderThan65(StrEnum):
    """From when somebody is "aged over 65"."""

    FROM_65 = "from_65th_birthday"  # the gentler
    FROM_66 = "from_66th_birthday"


class DisabilityIncome(StrEnum):
    """Whether disability benefits are part of "household income"."""

    LEFT_OUT = "left_out"  # the gentler
    COUNTED = "counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """How undefined words are read; the default is the gentler one, and both are shown."""

    savings_of: WhoseSavings = WhoseSavings.APPLICANT_AND_PARTNER
    older_than_65: OlderThan65 = OlderThan65.FROM_65
    disability_income: DisabilityIncome = DisabilityIncome.LEFT_OUT


GENTLER = Readings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """What is told of a household. Money in pounds; None is not yet known, never nought."""

    savings: Decimal | None  # of the applicant and partner
    savings_of_others: Decimal | None = Decimal(0)
    income: Decimal | None = None  # a year, of everybody, without disability benefits
    disability_income: Decimal | None = Decimal(0)  # a year
    children: int | None = None  # how many live here
    benefits: frozenset[str] | None = None  # that anybody of it gets
    born: tuple[date, ...] = ()  # of everybody whose age is known
    vulnerable: frozenset[str] | None = None  # of the policy's list


@dataclass(frozen=True, slots=True)
class Limb:
    """One of the three conditions: `met` is None while it is not yet known."""

    name: str
    met: bool | None
    because: str
    proof: str
    source: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Met when all are, not met when one is not, and None while it hangs on what is missing."""

    limbs: tuple[Limb, ...]
    missing: tuple[str, ...]
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def met(self) -> bool | None:
        found = [limb.met for limb in self.limbs]
        if False in found:
            return False
        return None if None in found else True


def assess_locally(household: Household, *, on: date, readings: Readings = GENTLER) -> Outcome:
    """The test of Appendix 1 on the day of an application, limb by limb."""
    rule: Mapping[str, Any] = policy()["appendix_1"]
    limbs = (
        savings(household, rule, readings),
        low_income(household, rule, readings),
        vulnerability(household, rule, on, readings),
    )
    missing = tuple(limb.name for limb in limbs if limb.met is None)
    chosen = {name: str(getattr(readings, name)) for name in Readings.__dataclass_fields__}
    return Outcome(limbs, missing, chosen)


def savings(household: Household, rule: Mapping[str, Any], readings: Readings) -> Limb:
    total = household.savings
    if readings.savings_of is WhoseSavings.HOUSEHOLD:
        total = added(total, household.savings_of_others)
    limit: Decimal = rule["savings_below"]
    proof, source = "Statement of every account", rule["savings_source"]
    if total is None:
        return Limb("savings", None, "Not yet known: ask about savings", proof, source)
    met = total < limit
    because = f"£{total:,.2f} is {'' if met else 'not '}less than £{limit:,.2f}"
    return Limb("savings", met, because, proof, source)


def low_income(household: Household, rule: Mapping[str, Any], readings: Readings) -> Limb:
    held = sorted(frozenset(rule["benefits"]) & (household.benefits or frozenset()))
    if held:
        because = f"Gets {held[0].replace('_', ' ')}"
        return Limb("low income", True, because, rule["benefits_proof"], rule["benefits_source"])
    total = household.income
    if readings.disability_income is DisabilityIncome.COUNTED:
        total = added(total, household.disability_income)
    source, proof = rule["income_source"], rule["income_proof"]
    if total is None or household.children is None:
        ask = "Not yet known: ask about income and how many children live here"
        return Limb("low income", None, ask, proof, source)
    limit = income_limit(rule, household.children)
    met = total < limit
    if not met and household.benefits is None:
        return Limb("low income", None, "Not yet known: ask about benefits", proof, source)
    because = f"£{total:,.2f} a year is {'' if met else 'not '}below £{limit:,.2f}"
    return Limb("low income", met, because, proof, source)


def income_limit(rule: Mapping[str, Any], children: int) -> Decimal:
    """Table 1: pounds a year for so many children."""
    for row in rule["income"]:
        if children <= row.get("children_to", children):
            limit: Decimal = row["below"]
            return limit
    raise LookupError(f"No income limit is held for {children} children.")


def vulnerability(
    household: Household, rule: Mapping[str, Any], on: date, readings: Readings
) -> Limb:
    name, source = "vulnerable", rule["vulnerable_source"]
    if any(is_disability_benefit(each) for each in household.benefits or ()):
        because = "Gets a disability benefit of the list"
        return Limb(name, True, because, rule["disability_proof"], source)
    from_age = rule["older_than"] + (readings.older_than_65 is OlderThan65.FROM_66)
    if any(age_on(born, on) >= from_age for born in household.born):
        return Limb(name, True, f"Somebody is {from_age} or over", rule["age_proof"], source)
    for code in sorted(household.vulnerable or ()):
        row = rule["vulnerable"][code]
        return Limb(name, True, row["label"], row["proof"], source)
    if household.vulnerable is None or household.benefits is None:
        ask = "Not yet known: ask about health and benefits"
        return Limb(name, None, ask, rule["disability_proof"], source)
    return Limb(name, False, "Nothing of the list was told", rule["disability_proof"], source)


def is_disability_benefit(name: str) -> bool:
    """Disability Living Allowance, Personal Independence Payment or Attendance Allowance."""
    named: list[str] = policy()["appendix_1"]["disability_benefits"]
    return name in named or name.startswith(("dla_", "pip_"))


def added(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other
