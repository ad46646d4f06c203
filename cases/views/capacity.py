"""Who decides one thing for the person of a case."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import actions
from cases.access import why_not_work
from cases.deciding import told
from cases.forms.capacity import CapacityForm
from cases.views.case import case_for
from cases.views.household import back_to
from cases.views.one_form import Words, ask
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.web.showing import shows_people

RECORD = Words(
    "Who decides this",
    "One decision at a time. Somebody who cannot decide one thing may decide another. It is "
    "never changed: what is found later stands beside it.",
    "Write it down",
)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("Who decides")
@shows_people(Showing.PAGE)
def record_capacity(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    require(why_not_work(request.user, case, on=on))
    form = CapacityForm(sent(request), case=case, on=on)

    def act() -> str:
        decision = actions.record_capacity(decision=form.as_decision(), by=request.user, on=on)
        return f"Written down. Decides: {told(decision).who}."

    return ask(request, form, RECORD, act, back=back_to(case))
