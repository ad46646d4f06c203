"""My day: out of the door with the right things, then what would be forgotten."""

from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases import worklists
from cases.enums import Stage, WaitingOn
from cases.models import Case, Hold, Task, Visit
from cases.models.case import CaseQuerySet
from cases.owed import owed_in
from cases.rows import listed, new_row, pressing_order, pressing_row, waiting_row
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.scope import Scope
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.staff.models import User
from lightbulb.core.templatetags.display import clock_time, count_of, day_date
from lightbulb.core.web.context import memberships_of
from lightbulb.core.web.members import members_only
from lightbulb.core.web.showing import say_shown, shows_people

MOST_ROWS = 8
NEW_FOR = timedelta(days=7)
AWAY_SOON = timedelta(days=28)

Rows = list[dict[str, Any]]


@require_safe
@members_only
@shows_people(Showing.LIST)
def my_day(request: HttpRequest) -> HttpResponse:
    """Visits in order of time, what is overdue or at risk, what waits on the person."""
    on = timezone.localdate()
    seen = Case.objects.visible_to(request.user, on=on)
    own = seen.led_by(request.user).open()
    new = new_to(request.user, seen, on=on)
    visits = visits_today(request.user, seen, on=on)
    pressing = overdue_or_at_risk(own, on=on)
    waiting = waiting_on_worker(request.user, seen, pressing, new, on=on)
    besides = besides_cases(request.user, seen, on=on)
    say_shown(request, people_in(visits, pressing[:MOST_ROWS], waiting[:MOST_ROWS], new))
    say_shown(request, (key for row in chain(*besides.values()) for key in row.case.person.keys))
    context = {
        "on": on,
        "what_next": what_next(visits, pressing, waiting, on=on),
        "visits": visits,
        "pressing": pressing[:MOST_ROWS],
        "pressing_count": len(pressing),
        "waiting": waiting[:MOST_ROWS],
        "waiting_count": len(waiting),
        "caseload_url": f"{reverse('cases:caseload')}?worker=me",
        "print_url": reverse("cases:print_day"),
        "new": new,
        "has_cases": any((visits, pressing, waiting, new, *besides.values())) or own.exists(),
        **besides,
        **around(request, on=on),
    }
    if not context["has_cases"]:
        context |= not_given_out(request, on=on)
    return render(request, "cases/my_day.html", context)


def people_in(visits: Rows, *cases: Rows) -> list[UUID]:
    """Everybody on the page: it names no one else."""
    listed = [key for rows in cases for row in rows for key in row["case"].person.keys]
    return [*(row["person"].pk for row in visits), *listed]


def visits_today(user: User, seen: QuerySet[Case], *, on: date) -> Rows:
    start = timezone.make_aware(datetime.combine(on, time.min))
    end = timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))
    visits = Visit.objects.filter(case__in=seen).of_worker_between(user, start, end)
    return [visit_row(visit, on=on) for visit in visits]


def visit_row(visit: Visit, *, on: date) -> dict[str, Any]:
    person = visit.case.person.canonical
    talk = [*person.how_to_talk]
    if person.language:
        talk.append(f"Speaks {person.language}")
    return {
        "visit": visit,
        "person": person,
        "age": person.age_on(on),
        "ends_at": visit.starts_at + timedelta(minutes=visit.minutes),
        "where": str(visit.case.home or "No address is recorded"),
        "talk": talk,
    }


def overdue_or_at_risk(own: QuerySet[Case], *, on: date) -> Rows:
    found = [pressing_row(case, on=on) for case in listed(own.filter(worklists.late(on)))]
    return sorted(found, key=lambda row: pressing_order(row, on=on))


def waiting_on_worker(
    user: User, seen: CaseQuerySet, pressing: Rows, new: Rows, *, on: date
) -> Rows:
    """Their turn, and what they have to chase by today, soonest first, less what stands on
    the page already."""
    shown = {row["case"].pk for row in (*pressing, *new)}
    chase = Hold.objects.to_chase(user, on=on).order_by().values("case")
    turn = Q(lead_worker=user, waiting_on=WaitingOn.WORKER)
    cases = seen.open().filter(turn | Q(pk__in=chase))
    cases = cases.exclude(pk__in=shown)
    cases = cases.exclude(stage=Stage.VISIT_BOOKED, next_action_on=on)
    ordered = listed(cases).order_by("next_action_on", "id")
    return [waiting_row(case, on=on) for case in ordered]


def besides_cases(user: User, seen: CaseQuerySet, *, on: date) -> dict[str, list[Any]]:
    """What is to be done besides the next steps: tasks, and what is owed to people."""
    return {"tasks": tasks_of(user, seen), "owed": owed_in(seen.led_by(user), on=on)}


def tasks_of(user: User, seen: CaseQuerySet) -> list[Task]:
    """What somebody has to do, the most pressing first."""
    mine = Task.objects.to_do().filter(owner=user, case__in=seen)
    return list(mine.select_related("case__person__merged_into")[:MOST_ROWS])


def new_to(user: User, seen: QuerySet[Case], *, on: date) -> Rows:
    """Cases given to them in the last week in which nobody has called yet."""
    cases = seen.filter(
        stage=Stage.ALLOCATED,
        assignments__worker=user,
        assignments__ends_on=None,
        assignments__starts_on__gt=on - NEW_FOR,
    )
    given = listed(cases).annotate(given_on=F("assignments__starts_on"))
    return [new_row(case, on=on) for case in given.order_by("next_action_on", "id")]


def around(request: HttpRequest, *, on: date) -> dict[str, Any]:
    """The side column: notices, days away, whom they cover."""
    absences = request.user.absences.not_over(on).filter(starts_on__lte=on + AWAY_SOON)
    return {
        "notices": list(request.user.notices.unread()),
        "absences": list(absences.for_display()),
        "covering": list(request.user.covering.not_over(on).for_display()),
    }


def not_given_out(request: HttpRequest, *, on: date) -> dict[str, Any]:
    """For somebody without cases: how many wait in their teams."""
    posts = memberships_of(request)
    everywhere = Scope.of(request.user, Permission.READ_CASES, on=on).everywhere
    teams = [] if everywhere else [place for post in posts for place in post.localities.all()]
    waiting = Case.objects.visible_to(request.user, on=on).not_given_out().count()
    places = ", ".join(dict.fromkeys(place.name for place in teams)) or "the county"
    return {
        "places": places,
        "not_given_out": waiting,
        "not_given_out_url": f"{reverse('cases:caseload')}?stage=opened",
    }


def what_next(visits: Rows, pressing: Rows, waiting: Rows, *, on: date) -> str:
    """The sentence under the title: what to do first, and for whom."""
    if visits:
        return visit_next(visits)
    if pressing:
        case, what = pressing[0]["case"], pressing[0]["what"]
        return f"Start with {case.person.canonical.full_name}: {what[0].lower()}{what[1:]}."
    if waiting:
        case, what = waiting[0]["case"], waiting[0]["what"]
        by = f" by {day_date(case.next_action_on, on)}" if case.next_action_on else ""
        return f"Next is {case.person.canonical.full_name}: {what[0].lower()}{what[1:]}{by}."
    return "Nothing is waiting on you today."


def visit_next(visits: Rows) -> str:
    visit = visits[0]["visit"]
    town = f" in {visit.case.home.town}" if visit.case.home else ""
    when = clock_time(visit.starts_at)
    after = len(visits) - 1
    more = f" {count_of(after, 'more visit,more visits')} after that." if after else ""
    return f"Next is {visits[0]['person'].full_name} at {when}{town}.{more}"
