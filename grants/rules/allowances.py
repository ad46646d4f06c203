"""The applicable amount: what the law sets aside for living costs (reg. 14, Sch. 1 and 1A)."""

from collections.abc import Iterator

from grants.rules.ages import age_on, birthday, first_monday_after
from grants.rules.facts import NOUGHT, Person
from grants.rules.family import Adult, Dependant, Family, benefits_of, rate_of
from grants.rules.vocabulary import MARKS, unsure_of
from grants.rules.working import Group, Step, Working

ADULT = 18
ALLOWANCE_AGE = 25
PENSION_PREMIUM_AGE = 60
LITERAL_PENSION_AGE = 65  # Sch. 1A says 65 in figures, and no instrument changed it
INCAPABLE_DAYS, INCAPABLE_DAYS_ILL = 364, 196  # Sch. 1 para 12(1)(b)


def set_aside(work: Working, family: Family) -> frozenset[str]:
    """Adds the lines of one relevant person's applicable amount; gives the premiums in it."""
    schedule = "s1a" if family.pension_age else "s1"
    add(work, family, allowance(work, family), *described(family))
    for dependant in family.children:
        add(work, family, f"{schedule}_child_or_young_person", f"For {dependant.label.lower()}")
    premiums = list(premiums_of(work, family, schedule))
    for name, label in premiums:
        add(work, family, f"{schedule}_{name}", label)
    return frozenset(name for name, _ in premiums)


def add(work: Working, family: Family, name: str, label: str, detail: str = "") -> None:
    figure = work.figures[name]
    line = Step(Group.SET_ASIDE, label, figure.amount, figure.source, family.relevant.label, detail)
    work.steps.append(line)


def described(family: Family) -> tuple[str, str]:
    who = "Couple" if family.couple else "Lone parent" if family.children else "Single person"
    if family.pension_age:
        return who, "Schedule 1A, as somebody has reached State Pension age"
    return who, "Schedule 1, as nobody has reached State Pension age"


def allowance(work: Working, family: Family) -> str:
    """The figure of the personal allowance (Sch. 1 para 1, Sch. 1A para 1, reg. 15)."""
    ages = [each.age for each in family.adults]
    if family.pension_age:
        return pension_age_allowance(work, family, max(ages) >= LITERAL_PENSION_AGE)
    if family.couple:
        extra_partners(work, family)
        return "s1_couple_one_or_both_18_plus" if max(ages) >= ADULT else "s1_couple_both_under_18"
    if family.children:
        return "s1_lone_parent_18_plus" if ages[0] >= ADULT else "s1_lone_parent_under_18"
    if "s1_single_main_phase_esa" in work.figures.held and family.relevant.has(work, "main_phase"):
        return "s1_single_main_phase_esa"
    return "s1_single_25_plus" if ages[0] >= ALLOWANCE_AGE else "s1_single_under_25"


def pension_age_allowance(work: Working, family: Family, is_65: bool) -> str:
    if not family.couple:
        return "s1a_single_65_plus" if is_65 else "s1a_single_under_65"
    if len(family.adults) == 2:
        return "s1a_couple_one_or_both_65_plus" if is_65 else "s1a_couple_both_under_65"
    group = "s1a_polygamous_65" if is_65 else "s1a_polygamous_none_65"
    for _ in family.adults[2:]:
        add(work, family, f"{group}_each_extra_spouse", "Another partner of the marriage")
    return f"{group}_couple"


def extra_partners(work: Working, family: Family) -> None:
    """Reg. 15: for each further partner, what a couple gets above a single person of 25."""
    couple = work.figures["s1_couple_one_or_both_18_plus"]
    for _ in family.adults[2:]:
        each = couple.amount - work.figures.amount("s1_single_25_plus")
        work.steps.append(
            Step(
                Group.SET_ASIDE,
                "Another partner of the marriage",
                each,
                f"reg. 15; {couple.source}",
                family.relevant.label,
            )
        )


def premiums_of(work: Working, family: Family, schedule: str) -> Iterator[tuple[str, str]]:
    """Each premium that is due, as its figure's name and its label, in the schedule's order."""
    if family.children:
        yield from family_premiums(work, family)
    rate = "couple" if family.couple else "single"
    if schedule == "s1":
        yield from one_of_three(work, family, rate)
    if severe := severe_rate(work, family):
        yield f"severe_disability_{severe}", "Severe disability premium"
    if schedule == "s1" and adult_enhanced(work, family):
        yield f"enhanced_disability_{rate}", "Enhanced disability premium"
    for child in family.children:
        yield from child_premiums(work, child, schedule)
    for each in family.adults:
        if "carer" in each.marks:
            yield "carer_premium_each", f"Carer premium, {each.label.lower()}"


def family_premiums(work: Working, family: Family) -> Iterator[tuple[str, str]]:
    if family.lone_parent and family.given.lone_parent_since_1998:
        yield "protected_lone_parent_family_premium", "Family premium, lone parent since 1998"
    else:
        yield "family_premium", "Family premium"
    if any(is_baby(work, each) for each in family.children):
        yield "baby_under_1_addition", "A child under 1"


def is_baby(work: Working, dependant: Dependant) -> bool:
    """Sch. 1 para 3(3): until the first Monday after the first birthday, once for a family."""
    born = dependant.child.born
    return born is not None and work.applied_on < first_monday_after(birthday(born, 1))


def one_of_three(work: Working, family: Family, rate: str) -> Iterator[tuple[str, str]]:
    """Sch. 1 para 5: of pensioner, bereavement and disability premiums only the highest.

    The bereavement premium (aged 55 to 59 on 9 April 2001) never is: whoever could have it was
    60 before 22 May 2008 and has the higher pensioner premium.
    """
    oldest = max(each.age for each in family.adults)
    if oldest >= PENSION_PREMIUM_AGE:
        disabled = any(meets_a(work, each) for each in family.adults)
        if oldest >= 80 or disabled:
            yield f"higher_pensioner_premium_{rate}", "Higher pensioner premium"
        elif oldest >= 75:
            yield f"pensioner_premium_75_79_{rate}", "Pensioner premium, 75 to 79"
        else:
            yield f"pensioner_premium_60_74_{rate}", "Pensioner premium, 60 to 74"
    elif disability_condition(work, family):
        yield f"disability_premium_{rate}", "Disability premium"


def disability_condition(work: Working, family: Family) -> bool:
    """Sch. 1 paras 11 and 12, of people under 60: (b) is asked of the relevant person only."""
    below = [each for each in family.adults if each.age < PENSION_PREMIUM_AGE]
    if any(meets_a(work, each) for each in below):
        return True
    relevant = family.relevant
    return relevant.age < PENSION_PREMIUM_AGE and is_incapable(work, relevant)


def meets_a(work: Working, each: Adult) -> bool:
    """Sch. 1 para 12(1)(a): a benefit of the list, one stopped in hospital, or sight."""
    if each.has(work, "disability"):
        return True
    person = each.person
    if work.flag(person.severely_sight_impaired, f"{each.path}.severely_sight_impaired"):
        return True
    return work.flag(person.benefit_stopped_in_hospital, f"{each.path}.benefit_stopped_in_hospital")


def is_incapable(work: Working, each: Adult) -> bool:
    days = each.person.incapable_of_work_days
    if days is None:
        days = work.guess(f"{each.path}.incapable_of_work_days", (INCAPABLE_DAYS, 0))
    if days >= INCAPABLE_DAYS:
        return True
    if days < INCAPABLE_DAYS_ILL:
        return False
    return work.flag(each.person.terminally_ill, f"{each.path}.terminally_ill")


def severe_rate(work: Working, family: Family) -> str:
    """Sch. 1 para 13, Sch. 1A para 7: the rate of the severe disability premium, or nothing.

    Each of a couple must qualify; a partner who is severely sight impaired is left out of the
    question. An adult non-dependant ends it, unless they too qualify or do not see.
    """
    seeing = [family.relevant] + [
        each
        for each in family.adults[1:]
        if not work.flag(
            each.person.severely_sight_impaired, f"{each.path}.severely_sight_impaired"
        )
    ]
    couple = len(seeing) > 1
    by_hospital = False
    for each in seeing:
        if each.has(work, "severe"):
            continue
        stopped = each.person.benefit_stopped_in_hospital
        if not couple or not work.flag(stopped, f"{each.path}.benefit_stopped_in_hospital"):
            return ""
        by_hospital = True
    if other_adult_lives_there(work, family):
        return ""
    return rate_by_carers(work, seeing, by_hospital)


def rate_by_carers(work: Working, seeing: list[Adult], by_hospital: bool) -> str:
    paid = sum(
        work.flag(
            each.person.carers_allowance_paid_to_carer,
            f"{each.path}.carers_allowance_paid_to_carer",
        )
        for each in seeing
    )
    if paid == len(seeing):
        return ""
    if len(seeing) == 1:
        return "single"
    return "couple_carer_paid" if paid or by_hospital else "couple_no_carer"


def other_adult_lives_there(work: Working, family: Family) -> bool:
    """A non-dependant of 18 or over who counts against the premium (reg. 6, Sch. 1 para 13)."""
    others = family.given.non_dependants
    if others is None:
        return bool(work.guess(f"{family.path}.non_dependants", (True, False)))
    for place, other in enumerate(others):
        path = f"{family.path}.non_dependants[{place}]"
        if other.born is None:
            if work.guess(f"{path}.born", (True, False)):
                return True
            continue
        if age_on(other.born, work.applied_on) >= ADULT and not excused(work, path, other):
            return True
    if not others:
        work.warn(
            "The severe disability premium rests on nobody else of 18 or over living in the home."
        )
    return False


def excused(work: Working, path: str, other: Person) -> bool:
    """Sch. 1 para 13(3): non-dependants who get such a benefit, or do not see, do not count."""
    benefits = benefits_of(work, path, other.benefits, other)
    if not MARKS["severe"].isdisjoint(benefits):
        return True
    if any(rate_of(work, path, bare) in MARKS["severe"] for bare in unsure_of(benefits)):
        return True
    return work.flag(other.severely_sight_impaired, f"{path}.severely_sight_impaired")


def adult_enhanced(work: Working, family: Family) -> bool:
    """Sch. 1 para 13A of somebody under 60; para 6(2) leaves it out beside a pensioner premium."""
    if max(each.age for each in family.adults) >= PENSION_PREMIUM_AGE:
        return False
    return any(each.has(work, "enhanced") for each in family.adults)


def child_premiums(work: Working, child: Dependant, schedule: str) -> Iterator[tuple[str, str]]:
    who = child.label.lower()
    if is_disabled(work, child) and below_capital_limit(work, child, schedule):
        yield "disabled_child_premium_each", f"Disabled child premium, {who}"
    if child.has(work, "enhanced_child"):
        yield "enhanced_disability_child_each", f"Enhanced disability premium, {who}"


def is_disabled(work: Working, child: Dependant) -> bool:
    if not child.benefits.isdisjoint(MARKS["disabled_child"]):
        return True
    given = child.child
    if work.flag(given.severely_sight_impaired, f"{child.path}.severely_sight_impaired"):
        return True
    return work.flag(given.disabled, f"{child.path}.disabled")


def below_capital_limit(work: Working, child: Dependant, schedule: str) -> bool:
    """Sch. 1 para 14(1)(a): the child's own capital is not over £6,000; Sch. 1A has no limit."""
    capital = work.money(child.child.capital, f"{child.path}.capital")
    if schedule == "s1a" or capital == NOUGHT:
        return True
    return capital <= work.figures.amount("s1_disabled_child_capital_limit")
