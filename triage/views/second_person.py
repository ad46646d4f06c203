"""On a visit: somebody else in the home has a Housing MOT of their own, done on the same visit."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.access import why_not_refer_another
from cases.forms.steps import StepForm
from cases.household import household_of
from cases.models import Person, Visit
from cases.views.case import case_for
from cases.views.one_form import Words, ask
from cases.views.visit import visit_for
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.web.showing import say_shown, shows_people
from triage.forms.second_person import AnotherForm, NeedsForm
from triage.second_person import begin_for_another

BEGIN = Words(
    "Somebody else here needs help too",
    "They have a Housing MOT of their own, on this visit. What is known of the home is not asked "
    "again.",
    "Begin their Housing MOT",
)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("Who else needs help")
@shows_people(Showing.PAGE)
def second_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """`who` is somebody who lives here; without it the form asks for a name."""
    on = timezone.localdate()
    visit = visit_for(request, pk, on=on)
    require(why_not_refer_another(request.user, on=on))
    living = people_here(request, visit, on=on)
    known = next((each for each in living if str(each.pk) == request.GET.get("who")), None)
    case = case_for(request, visit.case_id, on=on)
    form: StepForm
    if known:
        form = NeedsForm(sent(request), case=case, on=on)
    else:
        form = AnotherForm(sent(request), case=case, on=on, user=request.user)
    begun: list[Visit] = []

    def act() -> str:
        person = known or form.as_person()  # type: ignore[attr-defined]
        relation = form.cleaned_data.get("relation", "")
        needs = form.cleaned_data["needs"]
        made = begin_for_another(
            visit=visit, person=person, relation=relation, needs=needs, by=request.user, on=on
        )
        begun.append(made)
        return f"This is the list of {person.canonical.full_name}."

    back = reverse("cases:visit", args=[visit.pk])
    about = known.full_name if known else ""
    choose = [] if known else [(each.full_name, f"?who={each.pk}") for each in living]
    answer = ask(request, form, BEGIN, act, back=back, about=about, choose=choose)
    return redirect("cases:visit", begun[0].pk) if begun else answer


def people_here(request: HttpRequest, visit: Visit, *, on: date) -> list[Person]:
    """Whoever lives in the home besides the person, as far as the reader may know of them."""
    household = household_of(visit.case, user=request.user, on=on)
    people = [each.person for each in household.living]
    say_shown(request, [key for each in people for key in each.keys])
    return people
