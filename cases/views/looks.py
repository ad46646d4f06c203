"""Who has looked: at a person, by a member of staff, and what somebody should be asked about."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cases import actions
from cases.access import why_not_see_record
from cases.enums import LookOutcome, WhyUnusual
from cases.looks import pages
from cases.models import UnusualLook
from cases.presenters import case_frame
from cases.views.case import case_for
from lightbulb.core.access.refusal import require
from lightbulb.core.keys import new_key
from lightbulb.core.record.models import ActorKind
from lightbulb.core.record.reads.models import ReadEvent, ReadEventQuerySet, Showing
from lightbulb.core.staff.models import User
from lightbulb.core.templatetags.display import clock_time, count_of, short_date
from lightbulb.core.time.reading import read_date
from lightbulb.core.web.showing import say_shown, shows_people

MOST_TO_REVIEW = 100
A_WEEK = timedelta(days=6)
KINDS = {"opened": "Opened", "listed": "In lists and searches"}


@require_safe
@shows_people(Showing.PAGE)
def looks(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everybody who was shown the person of a case, newest first."""
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    require(why_not_see_record(request.user, on=on))
    kind = request.GET.get("kind", "")
    reads = of_kind(ReadEvent.objects.showing_any_of([case.person_id]), kind)
    page = pages.page_of(reads, before=request.GET.get("before", ""), names={}, on=on)
    context = {
        **case_frame(case, user=request.user, on=on, current="looks"),
        "rows": page.rows,
        "everything": not kind,
        "kinds": [
            {"label": label, "url": f"?kind={name}", "current": kind == name}
            for name, label in {"": "Everything", **KINDS}.items()
        ],
        "earlier_url": f"?kind={kind}&before={page.earlier}" if page.earlier else "",
        "summary": f"{count_of(len(page.rows), 'look,looks')} shown, newest first",
    }
    return render(request, "cases/looks.html", context)


def of_kind(reads: ReadEventQuerySet, kind: str) -> ReadEventQuerySet:
    if kind == "opened":
        return reads.filter(kind__in=pages.OPENED)
    return reads.exclude(kind__in=pages.OPENED) if kind == "listed" else reads


@require_safe
@shows_people(Showing.LIST)
def looks_of(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a member of staff was shown between two days, both included."""
    on = timezone.localdate()
    require(why_not_see_record(request.user, on=on))
    user = get_object_or_404(User, pk=pk)
    first, last, wrong = days_asked(request, on)
    reads = ReadEvent.objects.filter(actor_kind=ActorKind.STAFF, actor_id=str(user.pk))
    reads, before = reads.between(first, last), request.GET.get("before", "")
    shown = list(reads.newest_first(before=pages.read_key(before))[: pages.PAGE])
    names = pages.first_named(shown, by=request.user, on=on)
    page = pages.page_of(reads, before=before, names=names, on=on)
    say_shown(request, names)
    days = f"from={first.isoformat()}&to={last.isoformat()}"
    context = {
        "on": on,
        "looker": user,
        "rows": page.rows,
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
        "wrong": wrong,
        "earlier_url": f"?{days}&before={page.earlier}" if page.earlier else "",
        "summary": f"{count_of(len(page.rows), 'look,looks')} shown, newest first",
    }
    return render(request, "cases/looks_of.html", context, status=422 if wrong else 200)


def days_asked(request: HttpRequest, on: date) -> tuple[date, date, str]:
    """The days asked for, or the last week; and what was wrong with what was typed."""
    try:
        last = read_date(request.GET.get("to", "") or on.isoformat(), on=on, past=True)
        asked = request.GET.get("from", "") or (last - A_WEEK).isoformat()
        first = read_date(asked, on=on, past=True)
    except ValueError as error:
        return on - A_WEEK, on, str(error)
    if first > last:
        return on - A_WEEK, on, "The first day must not be after the last"
    return first, last, ""


@require_safe
@shows_people(Showing.LIST)
def unusual_looks(request: HttpRequest) -> HttpResponse:
    """What somebody should be asked about, newest first, with what came of the rest."""
    on = timezone.localdate()
    require(why_not_see_record(request.user, on=on))
    reviewed = request.GET.get("show") == "reviewed"
    found = UnusualLook.objects.for_display().newest_first()
    found = found.exclude(reviewed_on=None) if reviewed else found.to_review()
    rows = [look_row(look, user=request.user, on=on) for look in found[:MOST_TO_REVIEW]]
    say_shown(request, (row["look"].person_id for row in rows if row["look"].person_id))
    context = {
        "on": on,
        "rows": rows,
        "reviewed": reviewed,
        "number": found.count(),
        "outcomes": LookOutcome.choices,
        "shows": [
            {"label": "To review", "url": "?", "current": not reviewed},
            {"label": "Reviewed", "url": "?show=reviewed", "current": reviewed},
        ],
    }
    return render(request, "cases/unusual_looks.html", context)


def look_row(look: UnusualLook, *, user: User, on: date) -> dict[str, Any]:
    """A look in plain words: what was seen, and no more than that."""
    first, last = clock_time(look.first_at), clock_time(look.last_at)
    return {
        "look": look,
        "why": WhyUnusual(look.why).label,
        "whom": look.person.full_name if look.person else count_of(look.people, "person,people"),
        "when": f"{short_date(timezone.localdate(look.first_at), on)}, "
        + (first if first == last else f"{first} to {last}"),
        "day": timezone.localdate(look.first_at),
        "until": timezone.localdate(look.last_at),
        "once": new_key(),
        "why_not": actions.why_not_review(user, look, on=on),
    }


@require_POST
def review_look(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    require(why_not_see_record(request.user, on=on))
    look = get_object_or_404(UnusualLook, pk=pk)
    outcome = request.POST.get("outcome", "")
    if outcome not in LookOutcome.values:
        messages.error(request, "Choose what came of it, then press Reviewed.")
        return redirect("cases:unusual_looks")
    actions.review_look(look=look, outcome=LookOutcome(outcome), by=request.user, on=on)
    messages.success(request, "Reviewed. It is kept under Reviewed, with your name.")
    return redirect("cases:unusual_looks")
