"""One referral: what was told, why it ranks where it does, and what happens with it."""

from datetime import date
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cases.models import Case
from lightbulb.core.access.refusal import require
from lightbulb.core.record.revisions import EditConflict
from lightbulb.core.web.context import memberships_of
from lightbulb.core.web.members import members_only
from lightbulb.core.workflow import NotAllowed
from triage.access import why_not_decide_referral, why_not_read_referrals
from triage.actions import Choice, suggestion_for
from triage.enums import Need, ReferralState, TriageOutcome, UrgencyFact
from triage.filters import GROUPS, address
from triage.forms import DecisionForm
from triage.intake import decide_with_place
from triage.models import Referral
from triage.presenters import (
    TONES,
    age_and_place,
    history_of,
    said_after,
    source_of,
)

CHANGED_MEANWHILE = (
    "Somebody else changed this referral or its home while you were deciding. Look again, "
    "then decide."
)


@require_safe
@members_only
def referral(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    found = seen(request, pk, on)
    suggested = suggestion_for(found, on=on).outcome
    form = DecisionForm(
        suggested=suggested,
        has_locality=found.locality_id is not None,
        on=on,
        initial={"outcome": suggested},
    )
    return show(request, found, form, on=on)


@require_POST
@members_only
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Decide it, from its own page or by the suggestion's button in the queue."""
    on = timezone.localdate()
    found = seen(request, pk, on)
    form = DecisionForm(
        request.POST,
        suggested=suggestion_for(found, on=on).outcome,
        has_locality=found.locality_id is not None,
        on=on,
    )
    if found.state == ReferralState.RECEIVED and not form.is_valid():
        return show(request, found, form, on=on, status=422)
    try:
        save(request, found, form, on=on)
    except NotAllowed:
        return already_decided(request, seen(request, pk, on), on=on)
    except EditConflict:
        form.add_error(None, CHANGED_MEANWHILE)
        return show(request, seen(request, pk, on), form, on=on, status=409)
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return show(request, found, form, on=on, status=422)
    found = seen(request, pk, on)
    messages.success(request, said_after(found, form.cleaned_data["outcome"]))
    return redirect(f"{reverse('triage:queue')}{queue_of(request.POST.get('queue', ''))}")


def seen(request: HttpRequest, pk: UUID, on: date) -> Referral:
    require(why_not_read_referrals({each.role for each in memberships_of(request)}))
    referrals = Referral.objects.visible_to(request.user, on=on).with_people()
    return get_object_or_404(
        referrals.select_related("logged_by", "decision__decided_by", "person__home"), pk=pk
    )


def save(request: HttpRequest, found: Referral, form: DecisionForm, *, on: date) -> None:
    """Raises NotAllowed when it was decided before, whatever was sent now."""
    if found.state != ReferralState.RECEIVED:
        raise NotAllowed("This referral is decided already.")
    said = form.cleaned_data
    decide_with_place(
        referral=found,
        choice=Choice(
            outcome=TriageOutcome(said["outcome"]),
            note=said["note"],
            override_reason=said["override_reason"],
        ),
        locality=said["locality"],
        by=request.user,
        on=on,
    )


def show(
    request: HttpRequest, found: Referral, form: DecisionForm, *, on: date, status: int = 200
) -> HttpResponse:
    suggestion = suggestion_for(found, on=on)
    context: dict[str, Any] = {
        "on": on,
        "referral": found,
        "person": found.person,
        "form": form,
        "tone": TONES[found.priority],
        "above": f"{found.reference} · {age_and_place(found, on=on)} · {source_of(found)}",
        "wait": (on - found.received_on).days,
        "needs": [Need(need).label for need in found.needs],
        "urgent": [UrgencyFact(fact).label for fact in found.urgency_facts],
        "suggestion": suggestion,
        "suggested_label": TriageOutcome(suggestion.outcome).label,
        "why_not_decide": why_not_decide_referral(request.user, on=on),
        "history": history_of(found, on=on),
        "queue": queue_of(request.GET.get("queue") or request.POST.get("queue", "")),
        **decision_of(request, found, on=on),
    }
    return render(request, "triage/referral.html", context, status=status)


def decision_of(request: HttpRequest, found: Referral, *, on: date) -> dict[str, Any]:
    """What was decided, and the case it led to where the user may open it."""
    decision = getattr(found, "decision", None)
    may_open = Case.objects.visible_to(request.user, on=on).filter(pk=found.case_id)
    case = found.case if found.case_id and may_open.exists() else None
    return {"decision": decision, "case": case}


def already_decided(request: HttpRequest, found: Referral, *, on: date) -> HttpResponse:
    """Somebody else was first: what they decided, and that nothing of this press was done."""
    context = {"referral": found, "on": on, **decision_of(request, found, on=on)}
    return render(request, "triage/already_decided.html", context, status=409)


def queue_of(text: str) -> str:
    """The queue's filters as sent along, without anything else that may hide in them."""
    asked = {name: values for name, values in parse_qs(text.lstrip("?")).items() if name in GROUPS}
    return f"?{address(asked)}" if asked else ""
