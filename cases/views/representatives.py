"""Who speaks for the person of a case: added, put right, ended."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import actions
from cases.access import why_not_work
from cases.forms.representatives import (
    CorrectRepresentativeForm,
    EndRepresentativeForm,
    RepresentativeForm,
)
from cases.models import Case, Representative
from cases.views.case import case_for
from cases.views.household import back_to
from cases.views.one_form import Words, ask
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.web.showing import shows_people

ADD = Words(
    "Somebody speaks for them",
    "What they say they may do decides nothing until somebody has seen it. A relative’s word "
    "alone is no authority.",
    "Add them",
)
CORRECT = Words("Put right who speaks for them", "What it said before is kept.", "Save it")
END = Words(
    "They speak for the person no more",
    "What was decided under their authority stands.",
    "Write it down",
)


def representative_for(
    request: HttpRequest, pk: UUID, key: UUID, *, on: date
) -> tuple[Case, Representative]:
    """A case in sight and somebody who speaks for its person, for who works on it."""
    case = case_for(request, pk, on=on)
    require(why_not_work(request.user, case, on=on))
    found = Representative.objects.of(case.person).speaking(on)
    return case, get_object_or_404(found, pk=key)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("Who speaks for the person")
@shows_people(Showing.PAGE)
def add_representative(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    require(why_not_work(request.user, case, on=on))
    form = RepresentativeForm(sent(request), case=case, on=on)

    def act() -> str:
        told = form.as_representative()
        added = actions.add_representative(case=case, representative=told, by=request.user, on=on)
        return f"{added.name} speaks for {case.person.canonical.called}: {added.standing}."

    return ask(request, form, ADD, act, back=back_to(case))


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("What you put right")
@shows_people(Showing.PAGE)
def correct_representative(request: HttpRequest, pk: UUID, representative: UUID) -> HttpResponse:
    on = timezone.localdate()
    case, found = representative_for(request, pk, representative, on=on)
    form = CorrectRepresentativeForm(sent(request), case=case, on=on, representative=found)

    def act() -> str:
        changes, version = form.answers(), form.cleaned_data["version"]
        meant = {"case": case, "representative": found, "by": request.user, "on": on}
        actions.correct_representative(**meant, changes=changes, version=version)
        return "Put right. What it said before is kept."

    return ask(request, form, CORRECT, act, back=back_to(case))


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("The day they stopped")
@shows_people(Showing.PAGE)
def end_representative(request: HttpRequest, pk: UUID, representative: UUID) -> HttpResponse:
    on = timezone.localdate()
    case, found = representative_for(request, pk, representative, on=on)
    form = EndRepresentativeForm(sent(request), case=case, on=on, representative=found)

    def act() -> str:
        said, by = form.cleaned_data, request.user
        actions.end_representative(case=case, representative=found, **said, by=by, on=on)
        return f"{found.name} speaks for them no more."

    return ask(request, form, END, act, back=back_to(case), about=str(found))
