"""The pages of a pack, written from its snapshot alone."""

from dataclasses import dataclass

from django.template.loader import render_to_string

from lightbulb.core.web.paper import own_style
from reporting import charts, columns
from reporting.charts import Bars, Small, Trend
from reporting.definitions import Definition
from reporting.figures import Figure
from reporting.packs.snapshot import Pack
from reporting.places import Place
from reporting.tables import Table

STYLE = "css/pack.css"


@dataclass(frozen=True)
class Section:
    """The two pages of one indicator: its charts, and the numbers behind them."""

    table: Table
    scope: Place

    @property
    def definition(self) -> Definition:
        return self.table.definition

    @property
    def figure(self) -> Figure:
        return self.table.of(self.scope)

    @property
    def rows(self) -> list[Figure]:
        """The localities, or the one a pack is of; the county's line is always last."""
        return self.table.rows if self.scope.is_county else [self.figure]

    @property
    def bars(self) -> Bars | None:
        """None for a county that has no localities yet."""
        rows = self.rows if self.scope.is_county else [self.figure, self.table.whole]
        return charts.bars(rows) if rows else None

    @property
    def beside(self) -> str:
        """What the bars set side by side."""
        if self.scope.is_county:
            return "By locality"
        return f"{self.scope.name}, beside {self.table.county.inside}"

    @property
    def trend(self) -> Trend:
        return charts.trend(self.table.trend(self.scope))

    @property
    def smalls(self) -> list[Small]:
        """The middle wait of each place, where waits are counted against a limit."""
        if not self.definition.within:
            return []
        places = [self.table.county, *self.table.localities]
        places = places if self.scope.is_county else [self.table.county, self.scope]
        return charts.smalls([self.table.trend(place) for place in places])

    @property
    def headings(self) -> list[str]:
        return columns.headings(self.definition, self.table.cohort)

    @property
    def lines(self) -> list[tuple[Figure, list[str]]]:
        return columns.lines(self.rows)

    @property
    def last_line(self) -> list[str]:
        return columns.cells(self.table.whole)

    @property
    def months(self) -> list[tuple[Figure, list[str]]]:
        return columns.lines(self.table.trend(self.scope))

    @property
    def cohort(self) -> str:
        return self.definition.cohorts[self.table.cohort]

    @property
    def unit(self) -> str:
        return columns.unit_words(self.definition)


def html_of(pack: Pack) -> str:
    """The whole pack as one page that needs nothing else."""
    sections = [Section(table, pack.scope) for table in pack.tables]
    places = pack.localities if pack.scope.is_county else ()
    context = {
        "pack": pack,
        "style": own_style(STYLE),
        "sections": sections,
        "headline": headline([section.figure for section in sections]),
        "localities": [(place, [table.of(place) for table in pack.tables]) for place in places],
    }
    return render_to_string("reporting/pack/pack.html", context)


def headline(figures: list[Figure]) -> str:
    """What the month comes to, made from the figures: never typed."""
    judged = [figure for figure in figures if figure.meets_target is not None]
    met = sum(1 for figure in judged if figure.meets_target)
    first = figures[0]
    many = f"{first.words} {first.noun.of(first.now.base.value or 0)}"
    if not judged:
        return f"{many}; no figure has a target to meet"
    return f"{many}; {met} of {len(judged)} example targets met"
