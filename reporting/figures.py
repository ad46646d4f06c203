"""A figure in words: the same on the dashboard, on its own page, in the pack and in the API."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from lightbulb.core.time.months import month_name
from lightbulb.core.time.periods import Period
from reporting.amounts import Amounts
from reporting.definitions import DatedTarget, Definition, Noun
from reporting.enums import Better, Cohort, Kind
from reporting.places import Place

WHOLE, TENTH = Decimal(1), Decimal("0.1")
MINUS = "−"


@dataclass(frozen=True)
class Figure:
    """What was counted for a place in a period, beside the period before where it is known."""

    definition: Definition
    cohort: Cohort
    place: Place
    period: Period
    now: Amounts
    before: Amounts | None = None

    @property
    def value(self) -> Decimal | None:
        """The main figure; None when nothing was counted or it is too small to print."""
        return main_value(self.definition.kind, self.now)

    @property
    def is_empty(self) -> bool:
        return self.now.base.value == 0

    @property
    def words(self) -> str:
        """The main figure as it is printed: "412", "80%", "33.4 days", "2.9"."""
        if self.value is not None:
            return written(self.definition.kind, self.value)
        if self.is_empty:
            return "None"
        return self.now.base.hidden or self.now.number.hidden or self.now.measured.hidden or "None"

    @property
    def is_hidden(self) -> bool:
        """Whether something was counted that may not be printed."""
        return self.value is None and not self.is_empty

    @property
    def noun(self) -> Noun:
        return self.definition.nouns[self.cohort]

    @property
    def base_words(self) -> str:
        """What the figure is out of, such as "231 of 287 first visits in October 2026"."""
        when = f"in {self.period.label}"
        base = self.now.base
        what = f"{base.words} {self.noun.of(base.value or 0)} {when}"
        if self.is_empty:
            return f"no {self.noun.many} {when}"
        if base.hidden or self.definition.kind == Kind.COUNT:
            return when if not base.hidden else f"{self.noun.many} {when}"
        return {
            Kind.SHARE: f"{self.now.number.words} of {what}",
            Kind.DAYS: self._days_base(what),
            Kind.RATIO: f"{self.now.number.words} {self.definition.counted} for {what}",
        }[self.definition.kind]

    def _days_base(self, what: str) -> str:
        if self.now.measured == self.now.base:
            return f"average of {what}"
        return f"average of {self.now.measured.words} that are finished, of {what}"

    @property
    def change(self) -> Decimal | None:
        """This period less the one before, of the figures as printed."""
        if self.before is None:
            return None
        earlier = main_value(self.definition.kind, self.before)
        return None if self.value is None or earlier is None else self.value - earlier

    @property
    def change_words(self) -> str:
        """The signed change and what it is a change on, such as "+23 on 389 in September"."""
        if self.before is None:
            return ""
        earlier = main_value(self.definition.kind, self.before)
        when = short_name(self.period.previous, beside=self.period)
        if self.before.base.value == 0:
            return f"none in {when}"
        if self.change is None or earlier is None:
            return "change not shown: a figure is under 5 or kept back"
        was = written(self.definition.kind, earlier)
        if self.change == 0:
            return f"no change on {was} in {when}"
        return f"{self._signed_change} on {was} in {when}{self._relative(earlier)}"

    @property
    def _signed_change(self) -> str:
        change = self.change or Decimal(0)
        if self.definition.kind == Kind.SHARE:
            return f"{signed(change)} {'point' if abs(change) == 1 else 'points'}"
        if self.definition.kind == Kind.DAYS:
            return f"{signed(change)} {'day' if abs(change) == 1 else 'days'}"
        return signed(change)

    def _relative(self, earlier: Decimal) -> str:
        """A change of a count is told in per cent of the earlier figure too."""
        if self.definition.kind != Kind.COUNT or not earlier or self.change is None:
            return ""
        percent = (100 * self.change / earlier).quantize(TENTH, ROUND_HALF_UP)
        return f" ({signed(percent)}%)"

    @property
    def target(self) -> DatedTarget | None:
        return self.definition.target_on(self.period.last)

    @property
    def meets_target(self) -> bool | None:
        """Whether the printed figure is at its target; None without one of the two."""
        if self.target is None or self.value is None:
            return None
        if self.definition.better == Better.LOWER:
            return self.value <= self.target.value
        return self.value >= self.target.value

    @property
    def mark(self) -> str:
        """A sign beside the words about the target, never instead of them."""
        return {True: "✓", False: "▲", None: ""}[self.meets_target]

    @property
    def target_words(self) -> str:
        """How the figure stands against its target, in words."""
        if self.target is None:
            return "No target"
        aim = f"{written(self.definition.kind, self.target.value)}"
        aim += " (example)" if self.target.example else ""
        if self.meets_target is None:
            return f"Target {aim}"
        if self.meets_target:
            return f"Target met, {aim}"
        side = "Over" if self.definition.better == Better.LOWER else "Below"
        return f"{side} target, {aim}"

    @property
    def link_words(self) -> str:
        """What the link to the cases behind the figure says."""
        if self.definition.kind == Kind.RATIO or self.now.base.value is None:
            return "Show the cases behind it"
        return f"Show the {self.now.base.words} {self.noun.of(self.now.base.value)}"

    @property
    def sentence(self) -> str:
        """The figure in one sentence, made from the numbers alone."""
        if self.is_empty:
            return f"There were no {self.noun.many} in {self.period.label}."
        if self.is_hidden:
            return f"{self.place.name}: {self.words}, so no figure is printed."
        told = {
            Kind.COUNT: f"{self.words} {self.noun.of(self.now.base.value or 0)} {self.base_words}",
            Kind.SHARE: f"{self.words}: {self.base_words}",
            Kind.DAYS: f"{self.words}: {self.base_words}",
            Kind.RATIO: f"{self.words} for each person: {self.base_words}",
        }[self.definition.kind]
        return f"{told}; {self.change_words}." if self.change_words else f"{told}."


def main_value(kind: Kind, amounts: Amounts) -> Decimal | None:
    """The number an indicator is known by, rounded as it is printed."""
    base, number = amounts.base.value, amounts.number.value
    if kind == Kind.DAYS:
        return amounts.mean
    if kind == Kind.COUNT:
        return None if number is None else Decimal(number)
    if not base or number is None:
        return None
    if kind == Kind.SHARE:
        return (100 * Decimal(number) / base).quantize(WHOLE, ROUND_HALF_UP)
    return (Decimal(number) / base).quantize(TENTH, ROUND_HALF_UP)


def written(kind: Kind, value: Decimal) -> str:
    """A main figure with its unit."""
    number = plain(value)
    if kind == Kind.SHARE:
        return f"{number}%"
    if kind == Kind.DAYS:
        return f"{number} {'day' if value == 1 else 'days'}"
    return number


def plain(value: Decimal | None) -> str:
    """A number without a needless ".0", and with commas."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.1f}"


def signed(value: Decimal) -> str:
    return f"{'+' if value > 0 else MINUS}{plain(abs(value))}"


def short_name(period: Period, *, beside: Period) -> str:
    """A month without its year when the year is that of the period it stands beside."""
    if period.whole_months == 1 and period.first.year == beside.first.year:
        return month_name(period.first.month)
    return period.label
