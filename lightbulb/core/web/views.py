"""Pages of the service itself: home, status, accessibility, health."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lightbulb.core.record import outbox, pulse
from lightbulb.core.record.models import OutboxRow
from lightbulb.core.staff.models import Absence
from lightbulb.core.web.context import memberships_of


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Where a day begins: what is new to you, who is away, whom you cover."""
    on = timezone.localdate()
    memberships = memberships_of(request)
    teams = [locality for m in memberships for locality in m.localities.all()]
    context = {
        "on": on,
        "memberships": memberships,
        "notices": request.user.notices.unread(),
        "away": Absence.objects.in_teams(teams, on=on)
        .exclude(user=request.user)
        .for_display(),
        "covering": request.user.covering.not_over(on).for_display(),
        "own_absences": request.user.absences.not_over(on).for_display(),
    }
    return render(request, "core/home.html", context)


@require_GET
def status(request: HttpRequest) -> HttpResponse:
    """How the service is running, for everybody who wonders why something is slow."""
    now = timezone.now()
    context = {
        "now": now,
        "signs": pulse.signs(now),
        "database": database_version(),
        "oldest": outbox.oldest_waiting(now),
        "unfinished": OutboxRow.objects.unfinished().count(),
        "for_a_person": OutboxRow.objects.for_a_person().count(),
        "second_factor": settings.SECOND_FACTOR,
    }
    return render(request, "core/status.html", context)


def database_version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0]).split(" ")[0]


@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "core/accessibility.html")


@login_not_required
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """For the load balancer: the pages and the database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
