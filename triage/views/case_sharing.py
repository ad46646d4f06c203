"""To whom what was told in a case may be passed on, and what the person said of it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import why_not_work
from cases.presenters import case_frame
from cases.views.case import case_for, clock_of
from cases.views.one_form import Words, ask
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.web.showing import shows_people
from triage.actions import say_sharing
from triage.forms.sharing import SaySharingForm
from triage.models import SharingFlow
from triage.shared import how_said, in_words, said_in


@require_safe
@shows_people(Showing.PAGE)
def case_sharing(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    rows = [
        {
            "flow": said.flow,
            "answer": in_words(said.last, said.before),
            "how": how_said(said.last, on=on),
            "before": [f"{in_words(each)}, {how_said(each, on=on)}" for each in said.before],
        }
        for said in said_in(case, on=on)
    ]
    context = {
        **case_frame(case, user=request.user, on=on, current="people_and_home"),
        **clock_of(case, on=on),
        "rows": rows,
    }
    return render(request, "triage/case_sharing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("What may be shared")
@shows_people(Showing.PAGE)
def say(request: HttpRequest, pk: UUID, flow: UUID) -> HttpResponse:
    """One word about one recipient. Nothing said before is changed."""
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    require(why_not_work(request.user, case, on=on))
    meant = get_object_or_404(SharingFlow.objects.in_force(on), pk=flow)
    form = SaySharingForm(sent(request), case=case, on=on, flow=meant)

    def act() -> str:
        word = say_sharing(sharing=form.as_sharing(), by=request.user, on=on)
        return f"Written down for {meant.recipient}: {in_words(word).lower()}."

    words = Words(f"May we tell {meant.recipient}?", f"For this: {meant.purpose}", "Write it down")
    return ask(request, form, words, act, back=reverse("triage:case_sharing", args=[case.pk]))
