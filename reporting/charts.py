"""Geometry of the charts: pure sums from figures to the places where lines are drawn.

The same drawing stands on the page and in the pack. It is decoration beside a sentence
that says the same and a table that holds the same numbers, and each mark carries its
number in print, so that nothing depends on colour.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lightbulb.core.time.months import month_name
from lightbulb.core.time.periods import Period
from reporting.enums import Kind
from reporting.figures import Figure, main_value, plain, written

HUNDRED = Decimal(100)
ROOM_ABOVE = Decimal("1.05")
BAR_WIDTH, LABEL_WIDTH, TEXT_WIDTH = 300.0, 196.0, 132.0
ROW, BAR, HATCH = 32, 16, 7
TREND_WIDTH, TREND_LEFT, TREND_HEIGHT, TREND_TOP = 500.0, 62.0, 150.0, 26.0
TREND_RIGHT, LETTER = 96.0, 8.2
SMALL_WIDTH, SMALL_HEIGHT, SMALL_TOP = 104.0, 56.0, 20.0


@dataclass(frozen=True)
class Line:
    """From its lower to its upper end."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Bar:
    """One bar: where it is, how long, what is printed beside it, and whether it is off target."""

    label: str
    text: str
    y: float
    width: float
    off_target: bool

    @property
    def middle(self) -> float:
        return self.y + ROW / 2 + 5

    @property
    def top(self) -> float:
        return self.y + (ROW - BAR) / 2

    @property
    def end(self) -> float:
        return LABEL_WIDTH + self.width + 8

    @property
    def text_width(self) -> float:
        """About how wide the words are, for the white that keeps lines off them."""
        return LETTER * (len(self.text) + (2 if self.off_target else 0))

    @property
    def hatching(self) -> list["Line"]:
        """Slanting lines that fill a bar which is off its target, and do not leave it."""
        if not self.off_target:
            return []
        start, end = LABEL_WIDTH, LABEL_WIDTH + self.width
        lefts = range(int(start) - BAR, int(end), HATCH)
        return [line for left in lefts if (line := slanting(left, start, end, self.top))]


@dataclass(frozen=True)
class Bars:
    """A bar for each locality, on a scale that starts at nothing."""

    name: str
    rows: tuple[Bar, ...]
    target_x: float | None
    target_words: str

    left, thickness = LABEL_WIDTH, BAR

    @property
    def width(self) -> float:
        return LABEL_WIDTH + BAR_WIDTH + TEXT_WIDTH

    @property
    def height(self) -> int:
        return len(self.rows) * ROW + (30 if self.target_x is not None else 6)

    @property
    def bottom(self) -> int:
        return len(self.rows) * ROW

    @property
    def target_y(self) -> int:
        return self.bottom + 18


@dataclass(frozen=True)
class Point:
    """One month: where its mark is (None: nothing is printed), and the words with it."""

    x: float
    y: float | None
    month: str
    text: str
    base: str

    @property
    def text_y(self) -> float:
        return (self.y or 0) - 9


@dataclass(frozen=True)
class Trend:
    """A figure over twelve months."""

    name: str
    points: tuple[Point, ...]
    top_words: str
    target_y: float | None
    target_words: str
    base_words: str

    width, height, left = (
        TREND_LEFT + TREND_WIDTH + TREND_RIGHT,
        TREND_TOP + TREND_HEIGHT + 58,
        TREND_LEFT,
    )
    top, bottom, right = TREND_TOP, TREND_TOP + TREND_HEIGHT, TREND_LEFT + TREND_WIDTH
    axis_x, top_text_y, bottom_text_y = left - 8, top + 4, bottom + 4
    gap_y, month_y, base_y = bottom - 8, bottom + 22, bottom + 44

    target_x = right + 6

    @property
    def target_text_y(self) -> float:
        return (self.target_y or 0) + 4

    @property
    def paths(self) -> list[str]:
        """Lines through neighbouring months; a month without a figure leaves a gap."""
        return paths(self.points)

    @property
    def last(self) -> Point:
        return self.points[-1]


@dataclass(frozen=True)
class Small:
    """The middle wait of one place over twelve months, on the scale all places share."""

    title: str
    name: str
    points: tuple[Point, ...]
    limit_y: float
    over: bool
    words: str

    width, height = SMALL_WIDTH + 42, SMALL_TOP + SMALL_HEIGHT + 24
    bottom, right = SMALL_TOP + SMALL_HEIGHT, SMALL_WIDTH
    month_y, last_text_x = bottom + 18, SMALL_WIDTH + 9

    @property
    def first_text_y(self) -> float:
        return (self.first.y or 0) - 7

    @property
    def last_text_y(self) -> float:
        return (self.last.y or 0) + 5

    @property
    def paths(self) -> list[str]:
        return paths(self.points)

    @property
    def first(self) -> Point:
        return self.points[0]

    @property
    def last(self) -> Point:
        return self.points[-1]


def bars(figures: Sequence[Figure]) -> Bars:
    """Bars of the main figure, in the order given."""
    first = figures[0]
    target = first.target.value if first.target else None
    scale = scale_of(first.definition.kind, [f.value for f in figures], target)
    rows = tuple(bar(figure, number, scale) for number, figure in enumerate(figures))
    told = "; ".join(f"{figure.place.name} {figure.words}" for figure in figures)
    return Bars(
        name=f"Bar chart: {first.definition.title}, {first.period.label}. {told}.",
        rows=rows,
        target_x=None if target is None else LABEL_WIDTH + share(target, scale, BAR_WIDTH),
        target_words="" if target is None else f"target {written(first.definition.kind, target)}",
    )


def bar(figure: Figure, number: int, scale: Decimal) -> Bar:
    width = 0.0 if figure.value is None else share(figure.value, scale, BAR_WIDTH)
    return Bar(
        label=figure.place.name,
        text=figure.words,
        y=float(number * ROW),
        width=width,
        off_target=figure.meets_target is False,
    )


def slanting(left: float, start: float, end: float, top: float) -> Line | None:
    """The part of one slanting line that lies between start and end."""
    low, high = max(left, start), min(left + BAR, end)
    if high <= low:
        return None
    bottom = top + BAR
    return Line(low, bottom - (low - left), high, bottom - (high - left))


def trend(figures: Sequence[Figure]) -> Trend:
    """The main figure of one place, month by month, with its base under it."""
    first = figures[0]
    kind = first.definition.kind
    target = figures[-1].target.value if figures[-1].target else None
    scale = scale_of(kind, [figure.value for figure in figures], target)
    values = [main_value(kind, figure.now) for figure in figures]
    points = spread(figures, values, scale, left=TREND_LEFT, width=TREND_WIDTH)
    told = "; ".join(f"{f.period.label} {f.words}" for f in figures)
    return Trend(
        name=f"Line chart: {first.definition.title}, {first.place.name}, by month. {told}.",
        points=tuple(points),
        top_words=written(kind, scale),
        target_y=None if target is None else height_of(target, scale, TREND_TOP, TREND_HEIGHT),
        target_words="" if target is None else f"target {written(kind, target)}",
        base_words="" if kind == Kind.COUNT else "out of",
    )


def spread(
    figures: Sequence[Figure],
    values: Sequence[Decimal | None],
    scale: Decimal,
    *,
    left: float,
    width: float,
) -> list[Point]:
    """A point for each month, from left to right."""
    step = width / len(figures)
    return [
        Point(
            x=round(left + step * (number + 0.5), 1),
            y=None if value is None else height_of(value, scale, TREND_TOP, TREND_HEIGHT),
            month=short_month(figure.period, first=number == 0),
            text="–" if value is None else plain(value),
            base="–" if figure.now.base.hidden else figure.now.base.words,
        )
        for number, (figure, value) in enumerate(zip(figures, values, strict=True))
    ]


def smalls(trends: Sequence[Sequence[Figure]]) -> list[Small]:
    """The middle wait of each place, side by side on one scale."""
    limit = Decimal(trends[0][0].definition.within or 1)
    values = [figure.now.middle for months in trends for figure in months]
    scale = scale_of(Kind.DAYS, values, limit)
    return [small(months, scale, limit) for months in trends]


def small(months: Sequence[Figure], scale: Decimal, limit: Decimal) -> Small:
    step = SMALL_WIDTH / (len(months) - 1)
    points = tuple(
        Point(
            x=round(step * number, 1),
            y=height_of(middle, scale, SMALL_TOP, SMALL_HEIGHT) if middle is not None else None,
            month=short_month(figure.period, first=True),
            text=plain(middle) if middle is not None else "–",
            base="",
        )
        for number, figure in enumerate(months)
        for middle in [figure.now.middle]
    )
    last = months[-1]
    return Small(
        title=last.place.name,
        name=f"{last.place.name}: {told_in_months(months)}.",
        points=points,
        limit_y=height_of(limit, scale, SMALL_TOP, SMALL_HEIGHT),
        over=last.now.middle is not None and last.now.middle > limit,
        words=against_limit(last, limit),
    )


def told_in_months(months: Sequence[Figure]) -> str:
    return "; ".join(
        f"{f.period.label} {plain(f.now.middle)}"
        if f.now.middle is not None
        else f"{f.period.label} not shown"
        for f in months
    )


def against_limit(figure: Figure, limit: Decimal) -> str:
    middle = figure.now.middle
    if middle is None:
        return "not shown"
    return f"over {plain(limit)} days" if middle > limit else f"within {plain(limit)} days"


def scale_of(kind: Kind, values: Sequence[Decimal | None], target: Decimal | None) -> Decimal:
    """What the full length stands for: 100 for per cent, else a little more than the most."""
    if kind == Kind.SHARE:
        return HUNDRED
    most = max([value for value in (*values, target) if value is not None], default=Decimal(1))
    step = Decimal(1) if most <= 20 else Decimal(10) if most <= 200 else Decimal(100)
    return max(step, (most * ROOM_ABOVE / step).to_integral_value(rounding="ROUND_CEILING") * step)


def share(value: Decimal, scale: Decimal, length: float) -> float:
    return round(float(value / scale) * length, 1)


def height_of(value: Decimal, scale: Decimal, top: float, height: float) -> float:
    return round(top + height - share(value, scale, height), 1)


def paths(points: Sequence[Point]) -> list[str]:
    """Each unbroken run of points as the corners of a line."""
    runs: list[list[str]] = [[]]
    for point in points:
        if point.y is None:
            runs.append([])
        else:
            runs[-1].append(f"{point.x},{point.y}")
    return [" ".join(run) for run in runs if len(run) > 1]


def short_month(period: Period, *, first: bool) -> str:
    """ "Nov 25" where the year must be said: at the start of the row and in January."""
    name = month_name(period.first.month)[:3]
    return f"{name} {period.first:%y}" if first or period.first.month == 1 else name
