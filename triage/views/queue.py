"""The triage queue: what waits, most pressing first, and the same as a file."""

import csv
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.refusal import require
from lightbulb.core.access.scope import Scope
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.staff.models import User
from lightbulb.core.templatetags.display import count_of, days
from lightbulb.core.web.members import members_only
from lightbulb.core.web.showing import file_of_people, say_shown, shows_people
from triage import filters as filtering
from triage.access import (
    why_not_decide_referral,
    why_not_log_referral,
    why_not_read_referrals,
)
from triage.filters import ReferralFilter
from triage.models import QueueView, Referral, ReferralQuerySet
from triage.paging import page_of
from triage.presenters import back_to, opened_of, row_of, undoable_by

BYTE_ORDER_MARK = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
AT_A_TIME = 500
HEADINGS = (
    *("Reference", "Priority", "Score", "Name", "Age and place", "What we know"),
    *("Came from", "Received", "Days waiting", "Locality", "Suggested"),
)


@require_safe
@members_only
@shows_people(Showing.LIST)
def queue(request: HttpRequest) -> HttpResponse:
    """Waiting referrals, filtered by what stands in the address, fifty a page."""
    on = timezone.localdate()
    waiting = waiting_for(request, on)
    filters = ReferralFilter(request.GET, queryset=waiting)
    counted = filtering.totals(waiting, filters)
    shown = page_asked(request, filters)
    undoable = undoable_by(request.user, at=timezone.now())
    listed = (key for row in shown.rows for key in row.person.keys)
    say_shown(request, [*listed, *(each.person_id for each in undoable)])
    matching = filters.qs.count() if filters.chosen() else counted.everybody
    address = filtering.address(filters.chosen())
    context = {
        **rows_in(shown.rows, request, address, on=on),
        "shown": shown,
        "matching": matching,
        "counted": counted,
        "lead": lead(matching, counted, on=on),
        "panel": filtering.panel(filters, counted, everywhere=reads_everywhere(request.user, on)),
        "tags": filtering.tags(filters),
        "address": address,
        "views": QueueView.objects.of(request.user),
        "undoable": undoable,
        "queue": back_to(address),
        "aside": Referral.objects.visible_to(request.user, on=on).aside(on).count(),
        **may(request.user, on),
        **pager_of(shown, address, matching),
    }
    return render(request, "triage/queue.html", context)


def rows_in(
    found: list[Referral], request: HttpRequest, address: str, *, on: date
) -> dict[str, Any]:
    """The rows, the one that is open, and the address that opens another on the same page."""
    rows = [row_of(each, on=on, back=back_to(address), by=request.user) for each in found]
    asked = request.GET.copy()
    key = asked.pop("open", [""])[-1]
    row = next((row for row in rows if str(row.referral.pk) == key), None)
    opened = opened_of(row, queue=address) if row else None
    return {"rows": rows, "open_row": row, "opened": opened, "here": asked.urlencode()}


def page_asked(request: HttpRequest, filters: ReferralFilter) -> Any:
    asked = request.GET
    return page_of(filters.qs, after=asked.get("after", ""), before=asked.get("before", ""))


def waiting_for(request: HttpRequest, on: date) -> ReferralQuerySet:
    """The queue, or with `aside` in the address what was put aside until details come."""
    require(why_not_read_referrals(request.user, on=on))
    seen = Referral.objects.visible_to(request.user, on=on)
    return (seen.aside(on) if "aside" in request.GET else seen.in_queue(on)).with_people()


def may(user: User, on: date) -> dict[str, bool]:
    return {
        "may_decide": why_not_decide_referral(user, on=on) is None,
        "may_log": why_not_log_referral(user, on=on) is None,
    }


def reads_everywhere(user: User, on: date) -> bool:
    return Scope.of(user, Permission.READ_REFERRALS, on=on).everywhere


def lead(matching: int, counted: filtering.Totals, *, on: date) -> str:
    """ "33 of 63 referrals, most pressing first. Longest wait 12 days." """
    if not counted.everybody or counted.oldest is None:
        return "Nothing waits for a decision."
    of_all = count_of(counted.everybody, "referral,referrals")
    number = of_all if matching == counted.everybody else f"{matching:,} of {of_all}"
    return f"{number}, most pressing first. Longest wait {days((on - counted.oldest).days)}."


def pager_of(shown: Any, address: str, matching: int) -> dict[str, str]:
    joined = f"{address}&" if address else ""
    return {
        "next_url": f"?{joined}after={shown.after}" if shown.after else "",
        "previous_url": f"?{joined}before={shown.before}" if shown.before else "",
        "summary": f"Rows {shown.first} to {shown.last} of {matching}" if shown.rows else "",
    }


@require_safe
@members_only
@shows_people(Showing.EXPORT)
def download(request: HttpRequest) -> HttpResponse:
    """Every row of the list as filtered, as CSV that spreadsheets open safely."""
    on = timezone.localdate()
    filters = ReferralFilter(request.GET, queryset=waiting_for(request, on))
    lines = csv_lines(filters.qs.most_pressing_first(), on=on)
    name = f"triage-queue-{on}.csv"
    return file_of_people(request, lines, name=name, asked=filters.chosen())


class Line:
    """What csv writes to: hands the line straight on."""

    def write(self, text: str) -> str:
        return text


def csv_lines(referrals: ReferralQuerySet, *, on: date) -> Iterator[str]:
    writer = csv.writer(Line())
    yield BYTE_ORDER_MARK + writer.writerow(HEADINGS)
    for referral in referrals.iterator(chunk_size=AT_A_TIME):
        yield writer.writerow([safe(value) for value in cells(referral, on=on)])


def cells(referral: Referral, *, on: date) -> tuple[object, ...]:
    row = row_of(referral, on=on)
    waited = (on - referral.received_on).days
    return (
        *(referral.reference, row.priority, row.score, row.name, row.age_and_place, row.known),
        *(referral.get_source_display(), referral.received_on, waited),
        *(referral.locality or "Not known yet", row.suggested_label.removesuffix("…")),
    )


def safe(value: object) -> str:
    """Text that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text
