"""How much of each measured work is too much: the whole table of what fast means.

Every module of `tests.bench.measures` is named like one line of it.
"""

from dataclasses import dataclass


class NotMeasured(Exception):
    """The work did not come to its end, so there is no figure; the message says why."""


@dataclass(frozen=True)
class Measured:
    """One figure, with what it was held against in the same run, and what stands beside it."""

    value: float
    floor: float | None = None
    median: float | None = None
    p95: float | None = None
    queries: int | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.value / self.floor if self.floor else None


@dataclass(frozen=True, kw_only=True)
class Bar:
    """What a measure must hold: `unit` is what `value` counts, `most` or `least` its limit.

    `times` limits the ratio to what `against` names, a floor or a bare page of the run.
    """

    id: str
    work: str
    unit: str = "ms"
    most: float | None = None
    least: float | None = None
    times: float | None = None
    against: str = "floor"
    p95: float | None = None
    queries: int | None = None

    def met(self, found: Measured) -> bool:
        """Every limit that is set; a figure that was not taken meets none."""
        limits = (
            (found.value, self.most),
            (found.ratio, self.times),
            (found.p95, self.p95),
            (found.queries, self.queries),
        )
        below = all(limit is None or (n is not None and n <= limit) for n, limit in limits)
        return below and (self.least is None or found.value >= self.least)

    @property
    def words(self) -> str:
        parts = (
            (self.most, f"≤ {self.most} {self.unit}"),
            (self.least, f"≥ {self.least} {self.unit}"),
            (self.times, f"≤ {self.times} × {self.against}"),
            (self.p95, f"p95 ≤ {self.p95} {self.unit}"),
            (self.queries, f"≤ {self.queries} queries"),
        )
        return ", ".join(words for limit, words in parts if limit is not None)


BARS = {
    bar.id: bar
    for bar in (
        Bar(
            id="list",
            work="caseload list, 50 rows, filtered and sorted, at 80,000 cases",
            times=2,
            p95=60,
            queries=12,
        ),
        Bar(
            id="case",
            work="case page with everything on it, at 80,000 cases",
            times=2.5,
            p95=80,
            queries=20,
        ),
        Bar(
            id="find",
            work="find among 200,000 people: misspelt name with one more fact",
            p95=60,
        ),
        Bar(
            id="dashboard",
            work="hub dashboard, seven localities, all tiles, at 80,000 cases",
            p95=100,
        ),
        Bar(
            id="dashboard_1m",
            work="the same at 1,000,000 cases, beside the same at 80,000",
            times=1.5,
        ),
        Bar(
            id="means_test",
            work="results with full working, one core",
            unit="a second",
            least=5_000,
        ),
        Bar(
            id="export",
            work="a filtered list to CSV, in constant memory",
            unit="rows/s",
            least=5_000,
        ),
        Bar(
            id="pack",
            work="monthly pack: county and seven localities, charts and tables, PDF",
            unit="s",
            times=1.3,
            against="bare",
        ),
        Bar(
            id="visit",
            work="an answer on the visit form to saved on the device",
            most=50,
        ),
        Bar(
            id="visit_page",
            work="a key or a tap on the visit page to the page drawn again, median",
            most=50,
        ),
        Bar(
            id="visit_save",
            work="a change on the visit page to acknowledged by the server",
            p95=300,
        ),
        Bar(
            id="seed",
            work="80,000 cases with people, homes, milestones, events",
            unit="s",
            most=60,
        ),
        Bar(
            id="sealing",
            work="eight writers with the sealer at work, of their rate without it",
            unit="%",
            least=80,
        ),
        Bar(
            id="suite",
            work="make test, after installation, two cores",
            unit="s",
            most=480,
        ),
    )
}
