"""When somebody has died, and when a case goes to another locality."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases import actions
from cases.access import why_not_give_out, why_not_read_cases, why_not_work
from cases.forms.steps import DeathForm, TransferForm
from cases.models import Case
from cases.views.case import case_for
from cases.views.one_form import Words, ask, done, show_form
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.web.showing import shows_people
from lightbulb.core.workflow import NotAllowed

DEATH = Words(
    "They have died",
    "Letters that are not sent stop, booked visits are cancelled and waits end. Whom to ring is "
    "kept. What is left to do with the family becomes tasks, and the case stays open until "
    "somebody closes it.",
    "Write it down",
)
TRANSFER = Words(
    "Move the case to another locality",
    "Its clock runs on, and everything in it goes along. The council there answers for it.",
    "Move the case",
)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("What you wrote down")
@shows_people(Showing.PAGE)
def record_death(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    require(why_not_work(request.user, case, on=on))
    form = DeathForm(sent(request), case=case, on=on)

    def act() -> str:
        actions.record_death(case=case, **form.cleaned_data, by=request.user, on=on)
        return "Written down. What is left to do stands under Tasks."

    return ask(request, form, DEATH, act)


@require_POST
def take_back_death(request: HttpRequest, pk: UUID) -> HttpResponse:
    """They live after all."""
    on = timezone.localdate()
    require(why_not_read_cases(request.user, on=on))
    case = get_object_or_404(Case.objects.visible_to(request.user, on=on), pk=pk)
    try:
        actions.take_back_death(case=case, by=request.user, on=on)
        messages.success(
            request, "Taken back. Book visits and write letters anew: none comes back by itself."
        )
    except NotAllowed as refusal:
        messages.warning(request, str(refusal))
    return redirect(case)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("Your move of the case")
@shows_people(Showing.PAGE)
def transfer(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    require(why_not_give_out(request.user, on=on))
    form = TransferForm(sent(request), case=case, on=on)

    def act() -> str:
        said, by = form.cleaned_data, request.user
        to, worker, reason = said["to"], said["worker_there"], said["reason"]
        actions.transfer_case(case=case, to=to, worker=worker, reason=reason, by=by, on=on)
        return f"The case is in {to.name} now."

    if request.method == "POST" and form.is_valid() and (said := done(form, act)):
        messages.success(request, said)
        in_sight = Case.objects.visible_to(request.user, on=on).filter(pk=pk).exists()
        return redirect(case if in_sight else "cases:my_day")
    return show_form(request, form, TRANSFER)
