"""Several referrals decided together: a preview, then all of them, each on its own."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from lightbulb.core.access.refusal import require
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.templatetags.display import count_of
from lightbulb.core.web.members import members_only
from lightbulb.core.web.showing import say_shown, shows_people
from lightbulb.core.workflow import NotAllowed
from triage.access import why_not_decide_referral
from triage.actions import decide
from triage.drafts import as_key
from triage.forms.together import TogetherForm
from triage.models import Referral
from triage.presenters import row_of

MOST = 50  # a page of the queue


@require_POST
@members_only
@shows_people(Showing.LIST)
def together(request: HttpRequest) -> HttpResponse:
    on = timezone.localdate()
    require(why_not_decide_referral(request.user, on=on))
    chosen = ticked(request, on=on)
    if not chosen:
        messages.warning(request, "Tick the referrals to decide together first.")
        return redirect("triage:queue")
    say_shown(request, (each.person_id for each in chosen))
    confirmed = "confirm" in request.POST
    form = TogetherForm(request.POST if confirmed else None, referrals=chosen, on=on)
    if confirmed and form.is_valid():
        messages.success(request, decide_all(request, form, chosen, on=on))
        return redirect("triage:queue")
    context = {"on": on, "form": form, "rows": [row_of(each, on=on) for each in chosen]}
    return render(request, "triage/together.html", context, status=422 if form.errors else 200)


def ticked(request: HttpRequest, *, on: date) -> list[Referral]:
    keys: list[UUID] = [key for each in request.POST.getlist("referral") if (key := as_key(each))]
    seen = Referral.objects.visible_to(request.user, on=on).waiting().with_people()
    return list(seen.filter(pk__in=keys).most_pressing_first()[:MOST])


def decide_all(
    request: HttpRequest, form: TogetherForm, chosen: list[Referral], *, on: date
) -> str:
    """What came of it, in words. Whatever somebody else decided meanwhile stays as it is."""
    done = 0
    for each in chosen:
        try:
            decide(referral=each, choice=form.choice_for(each), by=request.user, on=on)
            done += 1
        except NotAllowed:
            continue
    late = len(chosen) - done
    said = f"{count_of(done, 'referral,referrals')} decided together."
    return f"{said} {late} had been decided by somebody else before." if late else said
