"""A day's visits on one sheet, for when the service is down: one's own, or a team's."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.access import why_not_read_cases
from cases.filters import localities
from cases.models import Case, Visit
from cases.views.my_day import visit_row
from lightbulb.core.access.refusal import require
from lightbulb.core.organisations.models import Locality
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.time.reading import read_date
from lightbulb.core.time.working_days import BeyondHolidays, add_working_days
from lightbulb.core.web.members import members_only
from lightbulb.core.web.showing import say_shown, shows_people


@require_safe
@members_only
@shows_people(Showing.LIST)
def print_day(request: HttpRequest) -> HttpResponse:
    """`day` is any way to write a date, the next working day without one; `team` a locality."""
    on = timezone.localdate()
    require(why_not_read_cases(request.user, on=on))
    day = day_asked(request.GET.get("day", ""), on=on)
    places = localities(request.user, on=on)
    team = next((place for place in places if place.code == request.GET.get("team")), None)
    seen = Case.objects.visible_to(request.user, on=on)
    visits = visits_of(seen, day, team=team)
    if team is None:
        visits = visits.filter(worker=request.user)
    rows = [row_of(visit, on=on) for visit in visits]
    say_shown(request, (key for row in rows for key in row["visit"].case.person.keys))
    context = {"on": on, "day": day, "team": team, "places": places, "rows": rows}
    context["made_at"] = timezone.now()
    return render(request, "cases/print_day.html", context)


def day_asked(typed: str, *, on: date) -> date:
    try:
        return read_date(typed, on=on)
    except ValueError:
        return next_working_day(on)


def next_working_day(on: date) -> date:
    try:
        return add_working_days(on, 1)
    except BeyondHolidays:
        return on + timedelta(days=1)


def visits_of(seen: QuerySet[Case], day: date, *, team: Locality | None) -> QuerySet[Visit]:
    begins = timezone.make_aware(datetime.combine(day, time.min))
    ends = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    booked = Visit.objects.booked().filter(case__in=seen, starts_at__gte=begins, starts_at__lt=ends)
    found = booked.filter(case__locality=team) if team else booked
    related = found.select_related("case__person__merged_into", "case__home", "worker")
    return related.order_by("worker__name", "starts_at", "id")


def row_of(visit: Visit, *, on: date) -> dict[str, Any]:
    """What a visitor has to know on the doorstep."""
    row = visit_row(visit, on=on)
    person = row["person"]
    risks = [*filter(None, [person.duty_first]), *person.risks]
    return row | {"risks": risks, "phone": person.phone, "call_first": person.call_first}
