"""Geometry of the clock bar: days counted by us, days on hold, and the target."""

from dataclasses import dataclass

WIDTH = 300
TOP = 4
HEIGHT = 18
WARN_AT = 0.75  # the share of the target at which a case is at risk
STEP = 6  # pixels between two lines of the hatching


@dataclass(frozen=True)
class Line:
    """One line of the hatching, from its lower to its upper end, in SVG units."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Bar:
    """Where each part of the bar is drawn, in SVG units."""

    frame: float  # width up to the target
    ours: float  # width of the solid part
    held: float  # width of the hatched part, which follows it
    warn_x: float
    hatching: tuple[Line, ...]
    past: float  # width of the part past the target, drawn at the end
    used_percent: int

    @property
    def held_end(self) -> float:
        return self.ours + self.held


def bar(*, ours: int, held: int, target: int) -> Bar:
    """The bar for days counted as ours, days on hold and the target, all in working days.

    A case past its target makes the bar longer than its frame, so everything shrinks to fit.
    """
    if target <= 0 or ours < 0 or held < 0:
        raise ValueError("A clock needs a target above nothing and days of nothing or more.")
    used = ours + held
    unit = WIDTH / max(used, target)
    start, end = ours * unit, used * unit
    return Bar(
        frame=round(target * unit, 1),
        ours=round(start, 1),
        held=round(held * unit, 1),
        warn_x=round(target * WARN_AT * unit, 1),
        hatching=tuple(hatching(start, end)),
        past=round(max(0, used - target) * unit, 1),
        used_percent=used * 100 // target,
    )


def hatching(start: float, end: float) -> list[Line]:
    """Slanting lines that fill the part from start to end and do not leave it."""
    lines = []
    left = start - HEIGHT + STEP
    while left < end:
        low, high = max(left, start), min(left + HEIGHT, end)
        if high > low:
            lines.append(line(left, low, high))
        left += STEP
    return lines


def line(left: float, low: float, high: float) -> Line:
    bottom = TOP + HEIGHT
    return Line(
        round(low, 1),
        round(bottom - (low - left), 1),
        round(high, 1),
        round(bottom - (high - left), 1),
    )
