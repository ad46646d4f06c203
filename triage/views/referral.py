"""One referral: what was told, why it ranks where it does, and what happens with it."""

from datetime import date
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cases.find import who_helps, with_help
from cases.models import Case, Person, PossibleMatch
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.record.revisions import EditConflict
from lightbulb.core.staff.models import User
from lightbulb.core.templatetags.display import clock_time
from lightbulb.core.web.members import members_only
from lightbulb.core.web.showing import say_shown, shows_people
from lightbulb.core.workflow import NotAllowed
from triage import presenters
from triage.access import (
    why_not_decide_referral,
    why_not_move_referral,
    why_not_read_referrals,
)
from triage.actions import Asked, ask_for_details, details_came, pause_undo, undo_decision
from triage.choices import choice_of
from triage.deciding import mark_deciding, somebody_else
from triage.enums import ReferralState, TriageOutcome
from triage.filters import GROUPS, address
from triage.forms.decision import DecisionForm
from triage.gather import suggestion_for
from triage.intake import decide_with_place
from triage.models import Referral, ReferralQuerySet
from triage.rules.facts import Suggestion

CHANGED_MEANWHILE = (
    "Somebody else changed this referral or its home while you were deciding. Look again, "
    "then decide."
)


@require_safe
@members_only
@shows_people(Showing.PAGE)
def referral(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The page; `outcome` in the address asks what that outcome still needs."""
    on = timezone.localdate()
    found = seen(request, pk, on)
    answers = sent(request, "triage:decide")
    outcome = (answers or request.GET).get("outcome", "")
    suggestion = suggestion_for(found, on=on)
    form = None
    if outcome in TriageOutcome.values:
        form = form_for(found, outcome, suggestion, on=on, answers=answers)
    if found.state != ReferralState.DECIDED and not why_not_decide_referral(request.user, on=on):
        mark_deciding(found, by=request.user, at=timezone.now())
    return show(request, found, form, on=on)


@require_POST
@members_only
@kept_as("Your decision", on="triage:referral")
@shows_people(Showing.PAGE)
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Decide it, from its own page or by the suggestion's button in the queue."""
    on = timezone.localdate()
    found = seen(request, pk, on)
    require(why_not_decide_referral(request.user, on=on))
    outcome, suggestion = request.POST.get("outcome", ""), suggestion_for(found, on=on)
    form = form_for(found, outcome, suggestion, on=on, answers=request.POST)
    if found.state != ReferralState.DECIDED and not form.is_valid():
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
    if outcome == TriageOutcome.DETAILS_MISSING:
        messages.success(request, presenters.said_after(found, outcome))
    return redirect(back_to_queue(request))


@require_POST
@members_only
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the decision back, within its minute."""
    on = timezone.localdate()
    found = seen(request, pk, on)
    undo_decision(referral=found, by=request.user, on=on)
    messages.success(
        request, f"{found.person.canonical.full_name}: taken back, and in the queue again."
    )
    return redirect(back_to_queue(request))


@require_POST
@members_only
def pause(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give longer to take the decision back."""
    found = seen(request, pk, timezone.localdate())
    at = timezone.now()
    until = pause_undo(referral=found, by=request.user, on=timezone.localdate(), at=at)
    messages.success(
        request, f"Nothing follows before {clock_time(until)}: until then you can undo."
    )
    return redirect(back_to_queue(request))


@require_POST
@members_only
def came(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was asked for is here."""
    on = timezone.localdate()
    found = seen(request, pk, on)
    details_came(referral=found, by=request.user, on=on)
    return redirect(found)


def back_to_queue(request: HttpRequest) -> str:
    return f"{reverse('triage:queue')}{queue_of(request.POST.get('queue', ''))}"


def form_for(
    found: Referral, outcome: str, suggestion: Suggestion, *, on: date, answers: Any = None
) -> DecisionForm:
    return DecisionForm(answers, referral=found, suggestion=suggestion, outcome=outcome, on=on)


def seen(request: HttpRequest, pk: UUID, on: date) -> Referral:
    require(why_not_read_referrals(request.user, on=on))
    referrals = Referral.objects.visible_to(request.user, on=on).with_people()
    related = (
        "logged_by",
        "decision__decided_by",
        "decision__advice",
        "decision__entry",
        "person__home",
    )
    found = get_object_or_404(referrals.select_related(*related), pk=pk)
    say_shown(request, found.person.keys, case_id=found.case_id)
    return found


def save(request: HttpRequest, found: Referral, form: DecisionForm, *, on: date) -> None:
    """Raises NotAllowed when it was decided before, whatever was sent now."""
    if found.state == ReferralState.DECIDED:
        raise NotAllowed("This referral is decided already.")
    said, by = form.cleaned_data, request.user
    if said["outcome"] == TriageOutcome.DETAILS_MISSING:
        asked = Asked(whom=said["asked_whom"], what=said["asked_for"], chase_on=said["chase_on"])
        ask_for_details(referral=found, asked=asked, by=by, on=on)
        return
    place = said.get("locality")
    decide_with_place(referral=found, choice=choice_of(said), locality=place, by=by, on=on)


def show(
    request: HttpRequest,
    found: Referral,
    form: DecisionForm | None,
    *,
    on: date,
    status: int = 200,
) -> HttpResponse:
    queue = queue_of(request.GET.get("queue") or request.POST.get("queue", ""))
    linked = list(linked_with(found, by=request.user, on=on))
    possible = maybe_known(found, by=request.user, on=on)
    say_shown(request, [*(each.person_id for each in linked), *(each.pk for each, _ in possible)])
    context: dict[str, Any] = {
        "on": on,
        "referral": found,
        "person": found.person.canonical,
        "form": form,
        "why_not_decide": why_not_decide_referral(request.user, on=on),
        "why_not_move": why_not_move_referral(request.user, on=on),
        "duty_first": found.person.duty_first,
        "sharing": list(found.sharing.select_related("flow").order_by("flow__place")),
        "linked": linked,
        "possible": possible,
        "history": presenters.history_of(found, on=on),
        "queue": queue,
        "deciding": somebody_else(found, by=request.user, at=timezone.now()),
        **presenters.page_of(found, form, on=on, queue=queue),
        **decision_of(request, found, on=on),
    }
    return render(request, "triage/referral.html", context, status=status)


def linked_with(found: Referral, *, by: User, on: date) -> ReferralQuerySet:
    """Referrals of others at the address that were told on one call, those in sight."""
    first = found.linked_to_id or found.pk
    together = Q(pk=first) | Q(linked_to=first)
    seen = Referral.objects.visible_to(by, on=on).filter(together).exclude(pk=found.pk)
    return seen.select_related("person").order_by("received_on", "pk")


def maybe_known(found: Referral, *, by: User, on: date) -> list[tuple[Person, str]]:
    """Others whom this may be, who is helping them, and none that the user may not see: the
    record steward decides whether they are one."""
    pairs = PossibleMatch.objects.visible_to(by, on=on).waiting()
    own = found.person.all_ids()
    met = pairs.filter(Q(first__in=own) | Q(second__in=own)).values_list("first", "second")
    others = {key for pair in met for key in pair} - set(own)
    met_people = Person.objects.canonical().filter(pk__in=others).order_by("name_sort", "pk")
    return [(each, who_helps(each)) for each in with_help(met_people, user=by, on=on)]


def decision_of(request: HttpRequest, found: Referral, *, on: date) -> dict[str, Any]:
    """What was decided, and the case it led to where the user may open it."""
    decision = getattr(found, "decision", None)
    letter = presenters.told_by_letter(decision, by=request.user, on=on) if decision else None
    may_open = Case.objects.visible_to(request.user, on=on).filter(pk=found.case_id)
    case = found.case if found.case_id and may_open.exists() else None
    return {"decision": decision, "case": case, "letter": letter}


def already_decided(request: HttpRequest, found: Referral, *, on: date) -> HttpResponse:
    """Somebody else was first: what they decided, and that nothing of this press was done."""
    context = {"referral": found, "on": on, **decision_of(request, found, on=on)}
    return render(request, "triage/already_decided.html", context, status=409)


def queue_of(text: str) -> str:
    """The queue's filters as sent along, without anything else that may hide in them."""
    asked = {name: values for name, values in parse_qs(text.lstrip("?")).items() if name in GROUPS}
    return f"?{address(asked)}" if asked else ""
