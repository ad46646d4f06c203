"""One indicator: what it says, how it is counted, and the cases behind it."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lightbulb.core.access.refusal import require
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.web.members import members_only
from lightbulb.core.web.showing import file_of_people, say_shown, shows_people
from reporting import actions, charts
from reporting.access import why_not_see_figures
from reporting.behind import Behind, CasePage, Cursor, as_csv, not_shown, page_of, reads_all_of
from reporting.definitions import Definition
from reporting.enums import Kind
from reporting.forms import FigureForm
from reporting.indicators.indicator import Indicator
from reporting.indicators.registry import indicator_named
from reporting.places import COUNTY_KEY, Place, county_of, localities_of, place_named
from reporting.tables import Table, count_table
from reporting.views.dashboard import Panel


@require_safe
@members_only
@shows_people(Showing.LIST)
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    now = timezone.now()
    require(why_not_see_figures(request.user, on=timezone.localdate(now)))
    found = named(code)
    form = FigureForm(request.GET, on=timezone.localdate(now))
    if not form.is_valid():
        context = {"form": form, "definition": found.definition, "hidden": {}}
        return render(request, "reporting/indicator.html", context, status=422)
    period, cohort = form.cleaned_data["period"], form.cleaned_data["cohort"]
    localities = localities_of(period)
    scope = scope_named(request.GET.get("scope", COUNTY_KEY), localities)
    table = count_table(found, period, cohort, localities)
    behind = Behind(found, period, cohort, scope)
    after = Cursor.read(request.GET.get("after", ""))
    page = page_of(behind, request.user, after, on=timezone.localdate(now))
    reads_all = reads_all_of(scope, request.user, on=timezone.localdate(now))
    say_shown(request, (key for row in page.rows for key in row.record.person.keys))
    context = {
        "form": form,
        "now": now,
        "definition": found.definition,
        "page_of_cases": page,
        "not_shown": not_shown(table.of(scope), page, reads_it_all=reads_all),
        **shown(table, scope),
        **links(behind, page, after, localities),
    }
    return render(request, "reporting/indicator.html", context)


def shown(table: Table, scope: Place) -> dict[str, object]:
    """The figure of the place chosen, its year, and every locality beside it."""
    return {
        "panel": Panel(table),
        "figure": table.of(scope),
        "trend": charts.trend(table.trend(scope)),
        "months": table.trend(scope),
        "scope": scope,
        "value_heading": value_heading(table.definition),
    }


def links(
    behind: Behind, page: CasePage, after: Cursor | None, localities: Sequence[Place]
) -> dict[str, object]:
    """Where the page leads to: other places, the list's other pages, the file."""
    plain = {"period": behind.period.key, "cohort": str(behind.cohort)}
    choice = plain | {"scope": behind.scope.key}
    return {
        "places": [
            (place, link(choice, scope=place.key)) for place in (county_of(localities), *localities)
        ],
        "choice": choice,
        "hidden": {"scope": behind.scope.key},
        "locality_url": link(plain),
        "next_url": link(choice, after=page.next) if page.next else "",
        "first_url": link(choice) if after else "",
        "pager_words": f"{len(page.rows)} shown, the newest first",
    }


@require_POST
@members_only
@shows_people(Showing.EXPORT)
def export(request: HttpRequest, code: str) -> HttpResponse:
    """The cases behind a figure that the reader may see, as a CSV file."""
    found = named(code)
    on = timezone.localdate()
    require(why_not_see_figures(request.user, on=on))
    form = FigureForm(request.POST, on=on)
    if not form.is_valid():
        raise Http404
    period, cohort = form.cleaned_data["period"], form.cleaned_data["cohort"]
    scope = scope_named(request.POST.get("scope", COUNTY_KEY), localities_of(period))
    rows = actions.export_cases(behind=Behind(found, period, cohort, scope), by=request.user, on=on)
    name = f"{code}-{period.key}-{scope.key}.csv"
    asked = {"period": period.key, "cohort": str(cohort), "scope": scope.key, "indicator": code}
    return file_of_people(request, as_csv(rows), name=name, asked=asked)


def named(code: str) -> Indicator:
    try:
        return indicator_named(code)
    except LookupError as unknown:
        raise Http404 from unknown


def scope_named(key: str, localities: Sequence[Place]) -> Place:
    try:
        return place_named(key, localities)
    except LookupError as unknown:
        raise Http404 from unknown


def value_heading(definition: Definition) -> str:
    """What the last column of the list holds."""
    if definition.unit:
        return str(definition.unit).capitalize()
    return {Kind.RATIO: "Interventions", Kind.SHARE: "Housing MOT"}.get(definition.kind, "Counted")


def link(choice: Mapping[str, str], **changes: object) -> str:
    return "?" + urlencode({**choice, **changes})
