"""What comes after a referral was taken: what to read out, and the case taken on at once."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cases.models import Case
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.web.members import members_only
from lightbulb.core.web.showing import say_shown, shows_people
from triage import actions
from triage.access import why_not_take_on
from triage.call import sentence
from triage.enums import ReferralState
from triage.gather import suggestion_for
from triage.models import Referral
from triage.presenters import TONES, age_and_place

WAITS = "It is in the triage queue. Nothing more is needed from you."
DECIDED = "It is decided already. Nothing more is needed from you."


@require_POST
@members_only
def take_on(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Whoever took the referral opens the case and goes on to book the visit."""
    on = timezone.localdate()
    found = get_object_or_404(Referral.objects.filter(logged_by=request.user), pk=pk)
    case = actions.take_on(referral=found, by=request.user, on=on)
    return to_the_visit(request, case)


def to_the_visit(request: HttpRequest, case: Case) -> HttpResponse:
    messages.success(request, "The case is yours. Book the visit while you are together.")
    return redirect("cases:step", case.pk, "book_visit")


@require_safe
@members_only
@shows_people(Showing.PAGE)
def logged(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was sent and what happens next; whoever took the call sees it wherever it went."""
    on = timezone.localdate()
    own = Q(logged_by=request.user, received_on=on)
    visible = Referral.objects.visible_to(request.user, on=on).values("pk")
    found = get_object_or_404(Referral.objects.filter(own | Q(pk__in=visible)).with_people(), pk=pk)
    say_shown(request, found.person.keys, case_id=found.case_id)
    return render(request, "triage/logged.html", logged_context(request, found, on=on))


def logged_context(request: HttpRequest, found: Referral, *, on: date) -> dict[str, Any]:
    visible = Referral.objects.visible_to(request.user, on=on)
    waiting = visible.in_queue(on)
    return {
        "on": on,
        "referral": found,
        "lead": WAITS if found.state != ReferralState.DECIDED else DECIDED,
        "title": f"Logged: {found.person.canonical.full_name}",
        "tone": TONES[found.priority],
        "about": age_and_place(found, on=on),
        "position": waiting.filter(ranks_from__lte=found.ranks_from).count(),
        "waiting": waiting.count(),
        "why_not_take_on": why_not_take_on(request.user, found, on=on),
        "waits": found.state != ReferralState.DECIDED,
        "may_open": visible.filter(pk=found.pk).exists(),
        "say": sentence(suggestion_for(found, on=on), found.locality, on=on),
    }
