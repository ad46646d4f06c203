"""Pages of the service itself: home, status, accessibility, health."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lightbulb.core.organisations.models import Organisation
from lightbulb.core.record import outbox, pulse
from lightbulb.core.record.models import OutboxRow
from lightbulb.core.staff.models import Absence, Notice
from lightbulb.core.web.context import memberships_of
from lightbulb.core.web.members import members_only
from lightbulb.core.web.public import public_page


@require_safe
@members_only
def home(request: HttpRequest) -> HttpResponse:
    """Where a day begins: what is new to you, who is away, whom you cover."""
    on = timezone.localdate()
    memberships = memberships_of(request)
    teams = [locality for m in memberships for locality in m.localities.all()]
    away = Absence.objects.in_teams(teams, on=on).exclude(user=request.user)
    notices = list(request.user.notices.unread())
    covering = list(request.user.covering.not_over(on).for_display())
    context = {
        "on": on,
        "title": memberships[0].details.home_title,
        "what_next": what_next(notices, [each for each in covering if each.is_in_force(on)]),
        "memberships": memberships,
        "teams": ", ".join(dict.fromkeys(locality.name for locality in teams)),
        "notices": notices,
        "away": away.for_display(),
        "covering": covering,
        "own_absences": request.user.absences.not_over(on).for_display(),
    }
    return render(request, "core/home.html", context)


def what_next(notices: Sequence[Notice], covering_today: Sequence[Absence]) -> str:
    """The sentence under the title: what to do first."""
    new = {0: "Nothing is new to you.", 1: "1 thing is new to you: read it first."}
    first = new.get(len(notices), f"{len(notices)} things are new to you: read them first.")
    names = " and ".join(absence.user.name for absence in covering_today)
    return f"{first} You cover today for {names}." if names else first


@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """How the service is running, for everybody who wonders why something is slow."""
    now = timezone.now()
    signs = pulse.signs(now)
    context = {
        "now": now,
        "on": timezone.localdate(),
        "signs": signs,
        "lead": in_short([sign for sign in signs if not sign.is_well]),
        "database": database_version(),
        "oldest": outbox.oldest_waiting(now),
        "unfinished": OutboxRow.objects.unfinished().count(),
        "for_a_person": OutboxRow.objects.for_a_person().count(),
        "second_factor": settings.SECOND_FACTOR,
    }
    return render(request, "core/status.html", context)


def in_short(away: Sequence[pulse.Sign]) -> str:
    """What is away, and what that means for whoever is working."""
    if not away:
        return "Everything is running."
    names = ", ".join(sign.name for sign in away)
    return (
        f"Away at present: {names}. Every page works and everything you save is kept; "
        "notices, mail and reports wait until it is back."
    )


def database_version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0]).split(" ")[0]


# Open to all: whoever cannot sign in because of a barrier needs it most.
@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    request.is_public = not request.user.is_authenticated
    return render(request, "core/accessibility.html")


@public_page
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of people and why: a draft, until the councils approve it."""
    hub = Organisation.objects.hub_on(timezone.localdate())
    return render(request, "core/privacy.html", {"ring": hub.phone if hub else ""})


@public_page
@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    names = {"session": settings.SESSION_COOKIE_NAME, "forms": settings.CSRF_COOKIE_NAME}
    return render(request, "core/cookies.html", names)


@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For the load balancer: the pages and the database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
