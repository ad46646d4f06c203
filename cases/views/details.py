"""What is known of the person of a case, put right."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import actions
from cases.access import why_not_work
from cases.forms.details import PersonForm
from cases.views.case import case_for
from cases.views.household import back_to
from cases.views.one_form import Words, ask
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.web.showing import shows_people

CHANGE = Words(
    "Change what we know of them",
    "What it said before is kept. A name from before still finds them.",
    "Save what changed",
)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("What you changed about somebody")
@shows_people(Showing.PAGE)
def change_details(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    require(why_not_work(request.user, case, on=on))
    form = PersonForm(sent(request), case=case, on=on)

    def act() -> str:
        person, version = case.person.canonical, form.cleaned_data["version"]
        changed = actions.change_person(
            person=person, changes=form.changes(), version=version, by=request.user, on=on
        )
        return "Saved. What it said before is kept." if changed else "Nothing was changed."

    return ask(request, form, CHANGE, act, back=back_to(case))
