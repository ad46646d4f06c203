"""What each measure is held against, and how much of it is too much.

`floor` is the same signed-in page with its rows already in memory; `bare` is the same
middleware around a ready-made string of the same size. Both are measured in the same
run as the page, so a slow machine slows both; a ratio travels, a time does not. Beside
every ratio stand the run's own median and p95.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """What a measure must hold: `unit` is what `value` counts, `most` or `least` its limit."""

    id: str
    work: str
    unit: str
    most: float | None = None
    least: float | None = None

    def met(self, value: float) -> bool:
        return (self.most is None or value <= self.most) and (
            self.least is None or value >= self.least
        )

    @property
    def words(self) -> str:
        return f"≤ {self.most:g}" if self.most is not None else f"≥ {self.least:g}"


SUITE = Bar("suite", "make test, after installation, two cores", unit="s", most=480)
