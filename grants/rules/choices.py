"""Where the Regulations leave a point open: each a named setting, with the reading it starts from.

A result says which of them came into play.
"""

from dataclasses import dataclass
from enum import StrEnum


class CapOrder(StrEnum):
    """Whether the most that may be paid comes before the contribution (ss. 30(4) and 33(4))."""

    CAP_FIRST = "cap_first"  # local practice, and ss. 30(4) and 33(4) read together
    CONTRIBUTION_FIRST = "contribution_first"


class Rounding(StrEnum):
    ONCE = "once_half_up"
    EACH_BAND = "each_band_half_up"
    POUND = "nearest_pound"  # as printed ready reckoners have it


class GrantFrom(StrEnum):
    """Which contribution the grant is what is left of."""

    ROUNDED = "rounded_contribution"  # both add up to the cost
    EXACT = "exact_contribution"


class Yearly(StrEnum):
    DAYS = "days"  # by 365, times 7: "any other period" of reg. 23
    WEEKS = "weeks"  # ÷ 52


class Member(StrEnum):
    """Which member of a couple is the relevant person, where only one's benefit passports."""

    PASSPORTED = "passported"
    AS_GIVEN = "as_given"


class Schedule1A(StrEnum):
    """Whether a premium of Sch. 1A opens what Sch. 2 and 3 give to its twin of Sch. 1."""

    STRICT = "strict"
    TWIN = "twin"


class CarerTopUp(StrEnum):
    """A carer without earnings: whether some of the partner's are set aside (Sch. 2 para 6)."""

    PARTNER = "up_to_10_of_partner"
    NONE = "none"


class ShortMonth(StrEnum):
    """The day an age in years and months is reached, where the month has no such day."""

    LAST_DAY = "last_day"
    FIRST_OF_NEXT = "first_of_next"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """A reading for each open point of the specification's sections 12 and 13."""

    cap_order: CapOrder = CapOrder.CAP_FIRST
    rounding: Rounding = Rounding.ONCE
    grant_from: GrantFrom = GrantFrom.ROUNDED
    yearly_amounts: Yearly = Yearly.DAYS
    relevant_member: Member = Member.PASSPORTED
    schedule_1a_premiums: Schedule1A = Schedule1A.STRICT
    carer_without_earnings: CarerTopUp = CarerTopUp.PARTNER
    short_month: ShortMonth = ShortMonth.LAST_DAY


DEFAULT = Choices()
