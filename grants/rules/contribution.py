"""From a weekly excess to a contribution, and from a contribution to a grant.

Regs 12 and 13 of SI 1996/2890; ss. 30, 33 and 34 of the Act.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from grants.rules.ages import years_before
from grants.rules.choices import CapOrder, GrantFrom, Rounding
from grants.rules.facts import NOUGHT, Application, Earlier
from grants.rules.figures import Figures
from grants.rules.working import Group, Step, Working, close

PENNY, POUND = Decimal("0.01"), Decimal(1)
BANDS = ((0, 1), (1, 2), (2, 3), (3, None))  # of the edges below


@dataclass(frozen=True, slots=True)
class Band:
    """A part of the weekly excess, and what each pound of it is multiplied by."""

    above: Decimal
    upto: Decimal | None
    factor: Decimal
    source: str


@lru_cache(maxsize=32)
def bands(figures: Figures, who: str) -> tuple[Band, ...]:
    """The four bands of reg. 12 for an owner's or a tenant's application."""
    edges = [NOUGHT, *(figures.amount(f"band_edge_{number}") for number in (1, 2, 3))]
    found = []
    for number, (low, high) in enumerate(BANDS, start=1):
        factor = figures[f"factor_{who}_band_{number}"]
        upto = None if high is None else edges[high]
        found.append(Band(edges[low], upto, factor.amount, factor.source))
    return tuple(found)


def contribution(work: Working, excess: Decimal, application: Application) -> Decimal:
    """Pounds that are to be paid, in full, with a line for each band. Not rounded.

    Raises Ask while the certificate is not known and there is an excess.
    """
    if excess <= 0:
        return NOUGHT
    certificate = application.certificate or work.guess(
        "application.certificate", ("owner", "tenant")
    )
    who = "owner" if certificate == "owner" else "tenant"
    total = NOUGHT
    each_band = work.choices.rounding is Rounding.EACH_BAND
    for band in bands(work.figures, who):
        part = excess if band.upto is None else min(excess, band.upto)
        if part <= band.above:
            break
        amount = (part - band.above) * band.factor
        if each_band:
            amount = close(amount).quantize(PENNY, ROUND_HALF_UP)
        total += amount
        upto = "more" if band.upto is None else f"£{band.upto}"
        label = f"Weekly excess from £{band.above} to {upto}, times {band.factor}"
        work.steps.append(Step(Group.BANDS, label, amount, band.source))
    return total - reductions(work, total, application)


def reductions(work: Working, total: Decimal, application: Application) -> Decimal:
    """Reg. 13: pounds that earlier grants for the same home were reduced by, at most the total."""
    if application.earlier is None:
        less: Decimal = work.guess("application.earlier", (NOUGHT, total))
        return less
    found = NOUGHT
    for place, earlier in enumerate(application.earlier):
        less = reduction_of(work, earlier, f"application.earlier[{place}]")
        less = min(less, total - found)
        found += less
        detail = "" if less else "Too long ago, or neither paid nor carried out"
        made = f"Less: grant applied for on {earlier.made_on:%d %B %Y}" if earlier.made_on else ""
        label = made or "Less: an earlier grant"
        work.steps.append(Step(Group.BANDS, label, -less, "reg. 13", "", detail))
    return found


def reduction_of(work: Working, earlier: Earlier, path: str) -> Decimal:
    """By how much an earlier grant was reduced, if it counts; at most the grant it reduced."""
    for word in ("made_on", "certificate"):
        if getattr(earlier, word) is None:
            given = work.money(earlier.reduction, f"{path}.reduction")
            return given if work.guess(f"{path}.{word}", (True, False)) else NOUGHT
    if not is_in_window(work, earlier):
        return NOUGHT
    paid = earlier.grant_paid is True
    if not paid and not work.flag(earlier.works_done, f"{path}.works_done"):
        return NOUGHT
    reduction = work.money(earlier.reduction, f"{path}.reduction")
    expense = work.money(earlier.estimated_expense, f"{path}.estimated_expense")
    most = work.figures.held.get("mandatory_max_grant")
    return min(reduction, expense, most.amount if most else expense)


def is_in_window(work: Working, earlier: Earlier) -> bool:
    """Made within 10 years before this approval; 5 with a tenant's or occupier's certificate."""
    owner = earlier.certificate == "owner"
    name = "successive_window_owner" if owner else "successive_window_tenant_occupier"
    years = int(work.figures.amount(name))
    made: date | None = earlier.made_on
    return made is not None and years_before(work.approved_on, years) <= made


def rounded(work: Working, exact: Decimal) -> Decimal:
    """A contribution in pence, half up, from the exact amount."""
    work.used("rounding")
    if work.choices.rounding is Rounding.POUND:
        return close(exact).quantize(POUND, ROUND_HALF_UP).quantize(PENNY)
    return close(exact).quantize(PENNY, ROUND_HALF_UP)


def grant(work: Working, expense: Decimal, exact: Decimal, to_pay: Decimal) -> Decimal | None:
    """Pounds of grant, or None where no maximum is held for the day and one is needed.

    s. 34(2) gives the estimated expense, s. 33 the most that may be paid, s. 30 the reduction.
    """
    less = to_pay
    if work.choices.grant_from is GrantFrom.EXACT:
        less = exact
    work.used("grant_from")
    most = work.figures.held.get("mandatory_max_grant")
    work.steps.append(Step(Group.GRANT, "Estimated expense", expense, "s. 34(2)"))
    if most is None:
        return no_maximum(work, expense, less)
    if expense <= most.amount:
        left = expense - less
        lines = less_lines(expense, expense, less)
    else:
        work.used("cap_order")
        if work.choices.cap_order is CapOrder.CAP_FIRST:
            left, lines = most.amount - less, less_lines(expense, most.amount, less)
        else:
            left = min(most.amount, expense - less)
            lines = iter(
                [
                    Step(Group.GRANT, "Less the contribution", -less, "s. 30(4)"),
                    Step(
                        Group.GRANT,
                        "Above the most that may be paid",
                        left - (expense - less),
                        most.source,
                    ),
                ]
            )
    work.steps.extend(lines)
    if left < 0:
        work.steps.append(Step(Group.GRANT, "A grant cannot be below nil", -left, "s. 30(4)"))
    return close(max(NOUGHT, left)).quantize(PENNY, ROUND_HALF_UP)


def less_lines(expense: Decimal, capped: Decimal, less: Decimal) -> Iterator[Step]:
    if capped < expense:
        source = "s. 33(4); SI 2008/1189 art. 2"
        label = "Above the most that may be paid"
        yield Step(Group.GRANT, label, capped - expense, source)
    yield Step(Group.GRANT, "Less the contribution", -less, "s. 30(4)")


def no_maximum(work: Working, expense: Decimal, less: Decimal) -> Decimal | None:
    if less >= expense:
        work.steps.append(Step(Group.GRANT, "Less the contribution", -expense, "s. 30(4)"))
        return NOUGHT.quantize(PENNY)
    work.warn("No maximum grant is held for the day of approval, so the grant is not worked out.")
    return None
