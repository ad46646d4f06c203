"""The same facts with one thing otherwise: what could change a contribution, by the same engine.

Nothing here decides a benefit. It shows what the sum would be if somebody got it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from grants.rules.choices import DEFAULT, Choices
from grants.rules.facts import Facts, Person
from grants.rules.means_test import Result, assess


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One thing that could be otherwise, in words, with the result it would have."""

    code: str
    label: str
    result: Result
    change: Decimal | None  # pounds of contribution, signed; None while either is not known


def with_benefit(facts: Facts, benefit: str, *, paid_to_carer: bool | None = None) -> Facts:
    """The first disabled person gets a benefit too.

    With `paid_to_carer` it is said whether somebody is paid Carer's Allowance for them.
    """

    def changed(person: Person) -> Person:
        benefits = (*(person.benefits or ()), benefit)
        if paid_to_carer is None:
            return replace(person, benefits=benefits)
        return replace(person, benefits=benefits, carers_allowance_paid_to_carer=paid_to_carer)

    return with_first(facts, changed)


def with_first(facts: Facts, changed: Callable[[Person], Person]) -> Facts:
    """Raises ValueError while it is not known whose money counts."""
    if not facts.relevant_persons:
        raise ValueError("It is not yet known whose money counts.")
    first, *others = facts.relevant_persons
    first = replace(first, person=changed(first.person))
    return replace(facts, relevant_persons=(first, *others))


def with_certificate(facts: Facts, certificate: str) -> Facts:
    return replace(facts, application=replace(facts.application, certificate=certificate))


def with_cost(facts: Facts, estimated_expense: Decimal) -> Facts:
    """With other works, such as the shower in place of the extension. Pounds."""
    application = replace(facts.application, estimated_expense=estimated_expense)
    return replace(facts, application=application)


def with_attendance_allowance(facts: Facts) -> Facts:
    """Attendance Allowance, and nobody is paid to care."""
    return with_benefit(facts, "attendance_allowance", paid_to_carer=False)


def with_guarantee_credit(facts: Facts) -> Facts:
    return with_benefit(facts, "pension_credit_guarantee")


ASKED: Mapping[str, tuple[str, Callable[[Facts], Facts]]] = {
    "attendance_allowance": (
        "With Attendance Allowance, and nobody is paid to care",
        with_attendance_allowance,
    ),
    "guarantee_credit": (
        "With Pension Credit, guarantee credit, which passports",
        with_guarantee_credit,
    ),
    "tenant": ("As a tenant", lambda facts: with_certificate(facts, "tenant")),
    "owner": ("As an owner", lambda facts: with_certificate(facts, "owner")),
}


def side_by_side(
    facts: Facts, codes: list[str], *, on: date, choices: Choices = DEFAULT
) -> Iterator[WhatIf]:
    """What each would come to, beside today's answers; provisional, so one day is both.

    Raises KeyError for a code that is not in `ASKED`.
    """
    today = assess(facts, applied_on=on, approved_on=on, choices=choices)
    for code in codes:
        label, changed = ASKED[code]
        result = assess(changed(facts), applied_on=on, approved_on=on, choices=choices)
        yield WhatIf(code, label, result, change_of(today, result))


def change_of(before: Result, after: Result) -> Decimal | None:
    if before.contribution is None or after.contribution is None:
        return None
    return after.contribution - before.contribution
