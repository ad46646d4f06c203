"""Earned income: what of it counts (regs 19 to 28, Sch. 2)."""

from collections.abc import Iterator
from decimal import Decimal

from grants.rules.ages import care_counts_until
from grants.rules.choices import CarerTopUp, Schedule1A
from grants.rules.facts import NOUGHT, Earnings
from grants.rules.family import Adult, Family
from grants.rules.vocabulary import SPECIAL
from grants.rules.working import NO_LIMIT, Group, Step, Working

LABELS = {
    "employed": "Pay",
    "self_employed": "Profit of self-employment",
    "childminder": "Childminding, a third of what is taken",
    "part_time_firefighter": "Pay as a part-time firefighter",
    "auxiliary_coastguard": "Pay as an auxiliary coastguard",
    "lifeboat_crew": "Pay of a lifeboat's crew",
    "reserve_forces": "Pay of the reserve forces",
}
WORK_RULES = {"self_employed": "regs 26 and 27", "childminder": "reg. 27(9)"}
LONG_HOURS, LONG_HOURS_AGE = 30, 25  # Sch. 2 para 18
DISABILITY = frozenset({"disability_premium_single", "disability_premium_couple"})
SEVERE = frozenset(
    {
        "severe_disability_single",
        "severe_disability_couple_carer_paid",
        "severe_disability_couple_no_carer",
    }
)
CARER = frozenset({"carer_premium_each"})
HIGHER = frozenset({"higher_pensioner_premium_single", "higher_pensioner_premium_couple"})
FAMILY = frozenset({"family_premium", "protected_lone_parent_family_premium"})


def add_earnings(work: Working, family: Family, premiums: frozenset[str]) -> None:
    """The lines of what is earned, less what Sch. 2 sets aside, and of child care."""
    earned = [(each, *earned_by(work, each)) for each in family.adults]
    total = sum((ordinary + special for _, ordinary, special in earned), NOUGHT)
    care = child_care(work, family)
    if total > 0:
        named = opening(work, family, premiums)
        aside, source, label = disregard(work, family, named, earned)
        line(work, family, label, -min(aside, total), source)
        extra = additional(work, family, named, total, aside + care)
        if extra:
            figure = work.figures["additional_earnings_disregard"]
            line(work, family, "Set aside for hours worked", -extra, figure.source)
    if care:
        line(work, family, "Child care", -care, "regs 18(1), (1A) and 19")


def line(
    work: Working, family: Family, label: str, amount: Decimal, source: str, detail: str = ""
) -> None:
    work.steps.append(Step(Group.INCOME, label, amount, source, family.relevant.label, detail))


def earned_by(work: Working, each: Adult) -> tuple[Decimal, Decimal]:
    """Pounds a week that one person earns, net: of ordinary work, of special services."""
    if each.person.earnings is None:
        unknown: Decimal = work.guess(f"{each.path}.earnings", (NOUGHT, NO_LIMIT))
        work.steps.append(Step(Group.INCOME, "Earnings", unknown, "reg. 18", each.label))
        return unknown, NOUGHT
    ordinary = special = NOUGHT
    for place, job in enumerate(each.person.earnings):
        net = net_of(work, each, job, f"{each.path}.earnings[{place}]")
        if job.kind in SPECIAL:
            special += net
        else:
            ordinary += net
    return ordinary, special


def net_of(work: Working, each: Adult, job: Earnings, path: str) -> Decimal:
    """Reg. 25 or 27: less tax, National Insurance and half of what goes to a pension."""
    whole = job.net_profit if job.kind == "self_employed" else job.gross
    asked = "net_profit" if job.kind == "self_employed" else "gross"
    gross = work.money(whole, f"{path}.{asked}")
    if job.kind == "childminder":
        gross = gross / 3
    limit = NOUGHT if gross >= NO_LIMIT / 3 else gross
    tax, insurance = (
        value if value is not None else work.guess(f"{path}.{name}", (NOUGHT, limit))
        for name, value in (("tax", job.tax), ("national_insurance", job.national_insurance))
    )
    half = work.money(job.pension_contribution, f"{path}.pension_contribution", gross) / 2
    pay = work.weekly(gross, job.per, job.days, path)
    less = work.weekly(tax + insurance + half, job.per, job.days, path) + personal(work, job, path)
    source = WORK_RULES.get(job.kind, "regs 24 and 25")
    label = LABELS[job.kind]
    work.steps.append(Step(Group.INCOME, label, pay, source, each.label))
    if less:
        taken = -min(less, pay)
        what = "Less tax, National Insurance and half of pension contributions"
        work.steps.append(Step(Group.INCOME, what, taken, source, each.label))
    return max(NOUGHT, pay - less)


def personal(work: Working, job: Earnings, path: str) -> Decimal:
    """Half of what goes to a personal pension: a month is times 12 by 365, times 7 (reg. 25(5))."""
    paid = work.money(job.personal_pension, f"{path}.personal_pension") / 2
    if not paid:
        return NOUGHT
    if job.per == "month":
        return paid * 12 / 365 * 7
    return work.weekly(paid, job.per, job.days, path)


def opening(work: Working, family: Family, premiums: frozenset[str]) -> frozenset[str]:
    """The premiums that Sch. 2 and 3 ask for: "under Schedule 1", in the strict reading."""
    if not family.pension_age or not premiums:
        return premiums
    work.used("schedule_1a_premiums")
    return premiums if work.choices.schedule_1a_premiums is Schedule1A.TWIN else frozenset()


Earned = list[tuple[Adult, Decimal, Decimal]]


def disregard(
    work: Working, family: Family, premiums: frozenset[str], earned: Earned
) -> tuple[Decimal, str, str]:
    """The first case of Sch. 2 that applies: pounds a week, its paragraph, its label."""
    label = "Set aside of earnings"
    if family.lone_parent:
        name, most = "earnings_disregard_lone_parent", NO_LIMIT
    elif premiums & (DISABILITY | SEVERE) or worked_on(work, family, premiums):
        name, most = "earnings_disregard_disability_or_sdp", NO_LIMIT
    elif premiums & CARER and (most := of_carers(work, family, earned)):
        name = "earnings_disregard_carer_premium"
    elif any(special for _, _, special in earned):
        name, most = "earnings_disregard_special_occupations", of_services(work, family, earned)
    elif family.couple:
        name, most = "earnings_disregard_couple", NO_LIMIT
    else:
        name, most = "earnings_disregard_other", NO_LIMIT
    figure = work.figures[name]
    return min(figure.amount, most), figure.source, label


def worked_on(work: Working, family: Family, premiums: frozenset[str]) -> bool:
    """Sch. 2 para 3(3) to (7): a higher pensioner premium of whoever worked on since before 60."""
    return bool(premiums & HIGHER) and any(
        each.person.worked_disabled_before_60 for each in family.adults
    )


def of_carers(work: Working, family: Family, earned: Earned) -> Decimal:
    """Sch. 2 paras 5 and 6: the carer's own, then of the partner's, of ordinary work up to 10."""
    carers = sum((o + s for each, o, s in earned if "carer" in each.marks), NOUGHT)
    ordinary = sum((o for each, o, _ in earned if "carer" not in each.marks), NOUGHT)
    special = sum((s for each, _, s in earned if "carer" not in each.marks), NOUGHT)
    if not carers and ordinary:
        work.used("carer_without_earnings")
        if work.choices.carer_without_earnings is CarerTopUp.NONE:
            return NOUGHT
    return carers + special + min(ordinary, work.figures.amount("earnings_disregard_couple"))


def of_services(work: Working, family: Family, earned: Earned) -> Decimal:
    """Sch. 2 paras 8 and 9: pay of the service, then of other work up to 5, of a couple 10."""
    rest = "earnings_disregard_couple" if family.couple else "earnings_disregard_other"
    ordinary = sum((o for _, o, _ in earned), NOUGHT)
    special = sum((s for _, _, s in earned), NOUGHT)
    return special + min(ordinary, work.figures.amount(rest))


def additional(
    work: Working, family: Family, premiums: frozenset[str], total: Decimal, others: Decimal
) -> Decimal:
    """Sch. 2 para 18: once more, where the hours are worked and enough is earned for it all."""
    amount = work.figures.amount("additional_earnings_disregard")
    if total < others + amount:
        return NOUGHT
    needed = work.figures.amount("remunerative_work_hours")
    is_16_enough = (
        family.lone_parent
        or bool(premiums & DISABILITY)
        or (family.couple and bool(premiums & FAMILY))
    )
    for each in family.adults:
        old_enough = each.age >= LONG_HOURS_AGE
        if is_16_enough and works(work, each, needed):
            return amount
        if old_enough and works(work, each, Decimal(LONG_HOURS)):
            return amount
    return NOUGHT


def works(work: Working, each: Adult, hours: Decimal) -> bool:
    """Whether somebody works so many hours a week, all their jobs together."""
    total = NOUGHT
    for place, job in enumerate(each.person.earnings or ()):
        worked = job.hours_per_week
        if worked is None:
            path = f"{each.path}.earnings[{place}].hours_per_week"
            worked = work.guess(path, (Decimal(LONG_HOURS), Decimal(16), NOUGHT))
        total += worked
    return total >= hours


def child_care(work: Working, family: Family) -> Decimal:
    """Pounds a week of child care that are deducted, at most (regs 18(1A) and 19)."""
    charges = family.given.childcare
    if charges is None:
        most = work.figures.amount("childcare_max_two_or_more")
        unknown: Decimal = work.guess(f"{family.path}.childcare", (NOUGHT, most))
        return unknown if family.children else NOUGHT
    if not charges or not may_deduct(work, family):
        return NOUGHT
    paid = list(relevant_charges(work, family))
    children = len({child for child, _ in paid})
    name = "childcare_max_one_child" if children < 2 else "childcare_max_two_or_more"
    return min(sum((amount for _, amount in paid), NOUGHT), work.figures.amount(name))


def may_deduct(work: Working, family: Family) -> bool:
    """A lone parent at work; a couple both at work, or one while the other cannot care."""
    needed = work.figures.amount("remunerative_work_hours")
    at_work = [works(work, each, needed) for each in family.adults]
    if all(at_work):
        return True
    if not family.couple or not any(at_work):
        return False
    return any(
        work.flag(each.person.incapacitated, f"{each.path}.incapacitated")
        for each, working in zip(family.adults, at_work, strict=True)
        if not working
    )


def relevant_charges(work: Working, family: Family) -> Iterator[tuple[int, Decimal]]:
    """Reg. 19: of listed providers, until the September after the child's 15th or 16th birthday."""
    children = {int(each.path.rpartition("[")[2][:-1]): each for each in family.children}
    for place, charge in enumerate(family.given.childcare or ()):
        path = f"{family.path}.childcare[{place}]"
        dependant = children.get(charge.child)
        if dependant is None or dependant.child.born is None:
            continue
        disabled = work.flag(dependant.child.disabled, f"{dependant.path}.disabled")
        if work.applied_on >= care_counts_until(dependant.child.born, disabled):
            continue
        if work.flag(charge.registered, f"{path}.registered"):
            amount = work.money(charge.amount, f"{path}.amount", NO_LIMIT)
            yield charge.child, work.weekly(amount, charge.per, charge.days, path)
