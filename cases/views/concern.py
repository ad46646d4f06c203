"""A safeguarding concern: the note for its desk and its writer, and what the county decided."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import actions
from cases.access import why_not_answer_concern, why_not_read_concern
from cases.models import SafeguardingConcern
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.web.members import members_only
from lightbulb.core.web.showing import say_shown, shows_people


class OutcomeForm(forms.Form):
    outcome = forms.CharField(
        label="What the county decided",
        max_length=500,
        help_text="Whoever raised it reads this",
        error_messages={
            "required": "Write what the county decided",
            "max_length": "What the county decided can have up to 500 characters here",
        },
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@kept_as("What the county decided")
@shows_people(Showing.PAGE)
def concern(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    found = get_object_or_404(
        SafeguardingConcern.objects.select_related("person", "raised_by"), pk=pk
    )
    require(why_not_read_concern(request.user, found, on=on))
    say_shown(request, [found.person_id])
    form = OutcomeForm(sent(request) or None)
    if request.method == "POST" and form.is_valid():
        outcome = form.cleaned_data["outcome"]
        actions.answer_concern(concern=found, outcome=outcome, by=request.user, on=on)
        return redirect("cases:concern", found.pk)
    context = {
        "on": on,
        "concern": found,
        "form": form,
        "why_not_answer": why_not_answer_concern(request.user, found, on=on),
    }
    status = 422 if form.errors else 200
    return render(request, "cases/concern.html", context, status=status)
