"""Equality questions: asked apart from the call, written down, and never shown again."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.access import why_not_ask_equality
from cases.actions import keep_equality_answers
from cases.equality import Disability, Ethnicity, Religion, Sex
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.web.members import members_only
from triage.models import Referral

FIRST = "not_asked"


def asked(label: str, choices: type[Sex | Ethnicity | Religion | Disability]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices.choices,
        initial=FIRST,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), f"{label}: choose one"),
    )


class EqualityForm(forms.Form):
    """Each may stay unasked or be kept back."""

    sex = asked("Sex", Sex)
    ethnicity = asked("Ethnic group", Ethnicity)
    religion = asked("Religion", Religion)
    disability = asked("Daily life limited by a long-lasting condition", Disability)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@kept_as("The equality answers")
def equality(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    require(why_not_ask_equality(request.user, on=on))
    own = Q(logged_by=request.user, received_on=on)
    visible = Referral.objects.visible_to(request.user, on=on).values("pk")
    told = Referral.objects.filter(own | Q(pk__in=visible)).select_related("person")
    referral = get_object_or_404(told, pk=pk)
    form = EqualityForm(sent(request) or None)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        keep_equality_answers(person=referral.person, answers=answers, by=request.user, on=on)
        messages.success(request, "Kept apart from the case. Nobody is shown them by name.")
        return redirect("triage:logged", referral.pk)
    context = {"on": on, "form": form, "referral": referral}
    return render(request, "triage/equality.html", context, status=422 if form.errors else 200)
