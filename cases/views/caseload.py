"""The caseload: a filtered list of cases, and the same as a file."""

import csv
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases import caseload as lists
from cases.access import why_not_read_cases
from cases.filters import CaseFilter
from cases.models import CaseloadView
from cases.rows import HEADINGS, as_cells, caseload_row, listed
from lightbulb.core.access.refusal import require
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.templatetags.display import count_of
from lightbulb.core.web.members import members_only
from lightbulb.core.web.showing import file_of_people, say_shown, shows_people

ROWS_AT_A_TIME = 500
SHOWN = {"locality": "ticks", "stage": "ticks", "urgency": "ticks", "worker": "select"}
SHOWN |= {"show": "select"}
ANYTHING = {"worker": "Anybody", "show": "Everything open"}
TITLES = (("Person", "name"), ("Stage", ""), ("Next", ""), ("By", "next"), ("Worker", ""))


@require_safe
@members_only
@shows_people(Showing.LIST)
def caseload(request: HttpRequest) -> HttpResponse:
    """Cases by next day, name or age; filters, sort and place are in the address."""
    on = timezone.localdate()
    require(why_not_read_cases(request.user, on=on))
    asked = CaseFilter(request.GET, user=request.user, on=on)
    sort = sort_asked(request.GET)
    page = lists.page_of(
        listed(asked.qs),
        lists.SORTS[sort],
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    say_shown(request, (key for case in page.cases for key in case.person.keys))
    context = {
        "on": on,
        "number": lists.counted(asked.qs),
        "rows": [caseload_row(case, on=on) for case in page.cases],
        "groups": filter_groups(asked),
        "tags": tags(request.GET, asked),
        "heads": heads(request.GET, sort),
        "views": CaseloadView.objects.of(request.user),
        "asked": address(request.GET, after=None, before=None).lstrip("?"),
        "download_url": f"download/{address(request.GET, after=None, before=None)}",
        "previous_url": page.before and address(request.GET, before=page.before, after=None),
        "next_url": page.after and address(request.GET, after=page.after, before=None),
        "summary": f"{count_of(len(page.cases), 'case,cases')} on this page",
    }
    return render(request, "cases/caseload.html", context)


def sort_asked(asked: QueryDict) -> str:
    sort = asked.get("sort", "")
    return sort if sort in lists.SORTS else "next"


def address(asked: QueryDict, **changes: str | None) -> str:
    """This page's query with some parts changed, or taken away with None."""
    query = asked.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return f"?{query.urlencode()}"


def filter_groups(asked: CaseFilter) -> list[dict[str, Any]]:
    """The filter panel's groups, with what applies chosen."""
    chosen = asked.chosen()
    return [
        {
            "kind": kind,
            "label": str(asked.filters[name].label),
            "name": name,
            "items": [
                *([{"value": "", "text": ANYTHING[name]}] if kind == "select" else []),
                *(
                    {"value": value, "text": text, "chosen": value in chosen.get(name, ())}
                    for value, text in asked.choices(name)
                ),
            ],
        }
        for name, kind in SHOWN.items()
    ]


def tags(query: QueryDict, asked: CaseFilter) -> list[dict[str, str]]:
    """Each filter that applies, with the address of the list without it."""
    return [
        {"label": dict(asked.choices(name))[value], "url": without(query, name, value)}
        for name, values in asked.chosen().items()
        for value in values
    ]


def without(query: QueryDict, name: str, value: str) -> str:
    rest = query.copy()
    rest.setlist(name, [each for each in query.getlist(name) if each != value])
    return address(rest, after=None, before=None)


def heads(query: QueryDict, sort: str) -> list[dict[str, str]]:
    """The columns' headings; those that sort say so, and the last turns round."""
    columns = [
        {"text": text, "url": sorted_url(query, by), "direction": "ascending" * (by == sort)}
        for text, by in TITLES
    ]
    other = "newest" if sort == "opened" else "opened"
    direction = {"opened": "ascending", "newest": "descending"}.get(sort, "")
    return [*columns, {"text": "Opened", "url": sorted_url(query, other), "direction": direction}]


def sorted_url(query: QueryDict, by: str) -> str:
    return address(query, sort=by, after=None, before=None) if by else ""


@require_safe
@members_only
@shows_people(Showing.EXPORT)
def download(request: HttpRequest) -> HttpResponse:
    """Exactly the cases of the list with its filters and order, all pages of it."""
    on = timezone.localdate()
    require(why_not_read_cases(request.user, on=on))
    asked = CaseFilter(request.GET, user=request.user, on=on)
    cases = lists.in_order(listed(asked.qs), lists.SORTS[sort_asked(request.GET)])
    if lists.SORTS[sort_asked(request.GET)].descending:
        cases = cases.reverse()
    return file_of_people(
        request, csv_lines(cases, on=on), name=f"caseload-{on}.csv", asked=asked.chosen()
    )


class Echo:
    """What the writer writes to: it hands each line straight on."""

    def write(self, line: str) -> str:
        return line


def csv_lines(cases: Any, *, on: date) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield "\ufeff" + writer.writerow(HEADINGS)  # so that Excel reads it as UTF-8
    for case in cases.iterator(chunk_size=ROWS_AT_A_TIME):
        yield writer.writerow(as_cells(case, on=on))
