"""Whose money counts: relevant persons, their families, and what passports them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from grants.rules.ages import age_on, has_qualifying_age
from grants.rules.choices import Member
from grants.rules.facts import NOUGHT, Child, Person, RelevantPerson
from grants.rules.vocabulary import INCOME, MARKS, PASSPORTS, RATES, marks_of, unsure_of
from grants.rules.working import Group, NotYet, Step, Working

YOUNG_FROM = 16  # from here on a child may be a young person (reg. 2)
YOUNG_BELOW = 20  # Child Benefit (General) Regulations 2006 reg. 3; councils often say 19
TAX_CREDITS = frozenset({"working_tax_credit", "child_tax_credit"})


@dataclass(slots=True)
class Adult:
    """The relevant person or a partner: who they are, and what their benefits say of them."""

    label: str
    person: Person
    path: str
    age: int
    benefits: frozenset[str]
    marks: frozenset[str]

    def has(self, work: Working, mark: str) -> bool:
        """Whether their benefits carry a mark."""
        return mark in self.marks or may_carry(work, self.path, self.benefits, mark)


@dataclass(slots=True)
class Dependant:
    """A child or young person of the family."""

    label: str
    child: Child
    path: str
    age: int
    benefits: frozenset[str]

    def has(self, work: Working, mark: str) -> bool:
        if not MARKS[mark].isdisjoint(self.benefits):
            return True
        return may_carry(work, self.path, self.benefits, mark)


@dataclass(slots=True)
class Family:
    """A relevant person with whoever belongs to them (regs 2, 5, 8, 9, 15)."""

    given: RelevantPerson
    path: str
    adults: list[Adult]  # the relevant person first
    children: list[Dependant]
    pension_age: bool  # Sch. 1A instead of Sch. 1

    @property
    def relevant(self) -> Adult:
        return self.adults[0]

    @property
    def couple(self) -> bool:
        return len(self.adults) > 1

    @property
    def lone_parent(self) -> bool:
        return not self.couple and bool(self.children)


def may_carry(work: Working, path: str, benefits: frozenset[str], mark: str) -> bool:
    """Asks for the rate of a bare name that leaves a mark open, and says whether it carries it."""
    return any(
        rate_of(work, path, bare) in MARKS[mark]
        for bare in unsure_of(benefits)
        if not MARKS[mark].isdisjoint(RATES[bare])
    )


def rate_of(work: Working, path: str, bare: str) -> str:
    """The rate tried for a benefit that was named without it."""
    rate: str = work.guess(f"{path}.benefits: the rate of {bare}", RATES[bare])
    return rate


def benefits_of(
    work: Working, path: str, named: tuple[str, ...] | None, person: Person | None
) -> frozenset[str]:
    """Every benefit somebody gets: as named, and as money that comes in."""
    known = work.guess(f"{path}.benefits", ((), ("universal_credit",))) if named is None else named
    if person is None or not person.income:
        return frozenset(known)
    return frozenset(known) | {each.kind for each in person.income if INCOME[each.kind].benefit}


def adult(work: Working, label: str, person: Person, path: str) -> Adult:
    """Raises NotYet while the date of birth is not known."""
    if person.born is None:
        raise NotYet(f"{path}.born")
    benefits = benefits_of(work, path, person.benefits, person)
    age = age_on(person.born, work.applied_on)
    return Adult(label, person, path, age, benefits, marks_of(benefits))


def family_of(work: Working, given: RelevantPerson, number: int, of: int) -> Family:
    """A relevant person's family on the day of the application."""
    path = f"relevant_persons[{number}]"
    for unknown in given.unknown:
        raise NotYet(f"{path}.{unknown}")
    who = "Disabled person" if of == 1 else f"Disabled person {number + 1}"
    adults = [adult(work, who, given.person, path)]
    if given.partner:
        adults.append(adult(work, "Partner", given.partner, f"{path}.partner"))
    for place, other in enumerate(given.other_partners):
        adults.append(adult(work, "Other partner", other, f"{path}.other_partners[{place}]"))
    choice = work.choices.short_month
    reached = any(
        each.person.born and has_qualifying_age(each.person.born, work.applied_on, choice)
        for each in adults
    )
    return Family(given, path, adults, list(dependants(work, given, path)), reached)


def dependants(work: Working, given: RelevantPerson, path: str) -> Iterator[Dependant]:
    for place, child in enumerate(given.children):
        at = f"{path}.children[{place}]"
        if child.born is None:
            raise NotYet(f"{at}.born")
        benefits = benefits_of(work, at, child.benefits, None)
        age = age_on(child.born, work.applied_on)
        if age < YOUNG_FROM or is_young(work, age, child.qualifying_young_person, at, benefits):
            yield Dependant(f"Child {place + 1}", child, at, age, benefits)


def is_young(
    work: Working, age: int, qualifying: bool | None, path: str, benefits: frozenset[str]
) -> bool:
    """A young person of reg. 2: qualifying for Child Benefit, with no benefit in their own right.

    Source: SI 2009/1807 reg. 3(1)(f).
    """
    if not YOUNG_FROM <= age < YOUNG_BELOW or not MARKS["own_right"].isdisjoint(benefits):
        return False
    return work.flag(qualifying, f"{path}.qualifying_young_person")


def is_tested(work: Working, family: Family) -> bool:
    """Whether reg. 5 makes somebody a relevant person: no child, young person or their partner."""
    return not any(
        each.age < YOUNG_FROM
        or is_young(work, each.age, each.person.qualifying_young_person, each.path, each.benefits)
        for each in family.adults
    )


def passport_of(work: Working, family: Family) -> str | None:
    """The benefit that passports this relevant person, or None (regs 10(3) and 11(2)).

    Where only the partner's benefit would, the partner may be taken as the relevant person:
    reg. 5 does not say which member of a couple is.
    """
    if name := own_passport(work, family.relevant):
        return name
    for partner in family.adults[1:]:
        name = own_passport(work, partner)
        if name and PASSPORTS[name].partner:
            return name
        if name:
            work.used("relevant_member")
            if work.choices.relevant_member is Member.PASSPORTED:
                return name
    return None


def own_passport(work: Working, adult: Adult) -> str | None:
    held = adult.benefits & PASSPORTS.keys()
    for name in sorted(held):
        until = INCOME[name].until
        if until is None or work.approved_on < until:
            return name
    return None


def note_people(work: Working, family: Family, passport: str | None) -> None:
    """The lines that say whose money counts and why."""
    people = len(family.adults)
    counted = "One person" if people == 1 else f"{people} people"
    tell(
        work,
        f"Whose money counts: {counted.lower()}",
        NOUGHT,
        "reg. 5; SI 2008/1190 reg. 4(1)",
        family.relevant.label,
        "Nobody else’s money is counted",
    )
    if passport:
        tell(
            work,
            f"{INCOME[passport].label} is a passport",
            NOUGHT,
            PASSPORTS[passport].source,
            family.relevant.label,
            "Income is taken as nil",
        )


def tell(work: Working, label: str, amount: Decimal, source: str, person: str, detail: str) -> None:
    work.steps.append(Step(Group.PEOPLE, label, amount, source, person, detail))
