"""A colleague's days away: who covers, and what falls due meanwhile."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import actions
from cases.access import why_not_give_cover, why_not_see_absence
from cases.away import due_while_away, people_in
from cases.forms.team import CoverForm
from lightbulb.core.access.refusal import require
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.staff.models import Absence
from lightbulb.core.web.showing import say_shown, shows_people
from lightbulb.core.workflow import NotAllowed


@require_http_methods(["GET", "HEAD", "POST"])
@shows_people(Showing.LIST)
def away(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What falls due while somebody is away; whoever gives out cases says who covers."""
    on = timezone.localdate()
    absence = get_object_or_404(Absence.objects.select_related("user", "cover"), pk=pk)
    require(why_not_see_absence(request.user, absence, on=on))
    why_not = why_not_give_cover(request.user, absence, on=on)
    form = CoverForm(request.POST if request.method == "POST" else None, absence=absence, on=on)
    if request.method == "POST":
        require(why_not)
        if form.is_valid() and covered(request, absence, form):
            return redirect("cases:away", absence.pk)
    due = due_while_away(absence, user=request.user, on=on)
    say_shown(request, (key for case in people_in(due) for key in case.person.keys))
    context = {"on": on, "absence": absence, "due": due, "form": form, "why_not": why_not}
    return render(request, "cases/away.html", context, status=422 if form.errors else 200)


def covered(request: HttpRequest, absence: Absence, form: CoverForm) -> bool:
    """Whether the colleague covers now; if not, the form says why."""
    cover, on = form.cleaned_data["cover"], timezone.localdate()
    try:
        actions.give_cover(absence=absence, cover=cover, by=request.user, on=on)
    except ValidationError as error:
        form.add_error("cover", ValidationError(error.messages))
        return False
    except NotAllowed as refusal:
        form.add_error("cover", str(refusal))
        return False
    messages.success(request, f"{cover.name} covers, and is told.")
    return True
