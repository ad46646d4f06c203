"""All localities on one page: five figures, then each of them by locality."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lightbulb.core.access.refusal import require
from lightbulb.core.web.members import members_only
from reporting import charts, columns
from reporting.access import why_not_see_figures
from reporting.charts import Bars, Small
from reporting.figures import Figure
from reporting.forms import FigureForm
from reporting.measuring import count_all
from reporting.places import county_of, localities_of
from reporting.tables import Table


@dataclass(frozen=True)
class Panel:
    """One indicator as the dashboard shows it."""

    table: Table

    @property
    def figure(self) -> Figure:
        return self.table.whole

    @property
    def bars(self) -> Bars | None:
        return charts.bars(self.table.rows) if self.table.rows else None

    @property
    def smalls(self) -> list[Small]:
        """The middle wait over twelve months, of an indicator that has a limit in days."""
        if not self.table.definition.within:
            return []
        places = (self.table.county, *self.table.localities)
        return charts.smalls([self.table.trend(place) for place in places])

    @property
    def headings(self) -> list[str]:
        return columns.headings(self.table.definition, self.table.cohort)

    @property
    def lines(self) -> list[tuple[Figure, list[str]]]:
        return columns.lines(self.table.rows)

    @property
    def whole_cells(self) -> list[str]:
        return columns.cells(self.table.whole)

    @property
    def unit(self) -> str:
        return columns.unit_words(self.table.definition)

    @property
    def cohort(self) -> str:
        return self.table.definition.cohorts[self.table.cohort]


@require_safe
@members_only
def dashboard(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    require(why_not_see_figures(request.user, on=timezone.localdate(now)))
    form = FigureForm(request.GET, on=timezone.localdate(now))
    if not form.is_valid():
        refused = {"form": form, "now": now, "hidden": {}}
        return render(request, "reporting/dashboard.html", refused, status=422)
    period, cohort = form.cleaned_data["period"], form.cleaned_data["cohort"]
    localities = localities_of(period)
    context = {
        "form": form,
        "now": now,
        "hidden": {},
        "period": period,
        "choice": f"period={period.key}&cohort={cohort}",
        "county": county_of(localities),
        "panels": [Panel(table) for table in count_all(period, cohort, localities)],
    }
    return render(request, "reporting/dashboard.html", context)
