"""How long a case may take, by class, and how a class's days are shared out among stages."""

from itertools import product
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases import actions
from cases.access import why_not_set_targets
from cases.enums import Complexity, Stage, Urgency, VisitStandsAs
from cases.models import Target, VisitStanding
from cases.models.hold import in_words
from cases.views.thresholds import threshold_rows
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.web.members import members_only

CLASSES = [f"{u}_{c}" for u, c in product(Urgency.values, Complexity.values)]
STAGES = [stage for stage in Stage if stage != Stage.CLOSED]
LONGEST = 366


@require_safe
@members_only
def targets(request: HttpRequest) -> HttpResponse:
    """Every class with its target and stages as they are set, and each alert with its figure."""
    on = timezone.localdate()
    of_stages = actions.stage_targets_on(on)
    held = {each.code: each for each in Target.objects.in_force(on)}
    context = {
        "on": on,
        "may_set": why_not_set_targets(request.user, on=on) is None,
        "standing": VisitStanding.objects.on(on),
        "thresholds": threshold_rows(on),
        "classes": [
            {
                "code": code,
                "name": in_words(code),
                "target": held.get(code),
                "stages": [
                    (stage.label, of_stages[code][stage].working_days)
                    for stage in STAGES
                    if stage in of_stages.get(code, {})
                ],
            }
            for code in CLASSES
        ],
    }
    return render(request, "cases/targets.html", context)


class StagesForm(forms.Form):
    """Working days for each stage, and where they come from. All empty takes them away."""

    source = forms.CharField(
        label="Where these come from",
        max_length=300,
        help_text="For example Delivery Group, 12 November 2026",
        error_messages={"required": "Write where these come from"},
    )

    def __init__(self, *args: Any, held: dict[str, Target], **options: Any) -> None:
        super().__init__(*args, **options)
        for stage in STAGES:
            known = held.get(stage)
            self.fields[stage.value] = forms.IntegerField(
                label=stage.label,
                required=False,
                min_value=1,
                max_value=LONGEST,
                initial=known.working_days if known else None,
                error_messages=dict.fromkeys(
                    ("invalid", "min_value", "max_value"),
                    f"Write the working days of “{stage.label}” as a whole number from 1",
                ),
            )
        self.order_fields([*(stage.value for stage in STAGES), "source"])

    def days(self) -> dict[str, int]:
        found = {stage.value: self.cleaned_data.get(stage.value) for stage in STAGES}
        return {stage: number for stage, number in found.items() if number}


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@kept_as("The targets of the stages")
def set_targets(request: HttpRequest) -> HttpResponse:
    """`class` names the class whose days are shared out."""
    on = timezone.localdate()
    require(why_not_set_targets(request.user, on=on))
    of_class = request.GET.get("class", CLASSES[0])
    if of_class not in CLASSES:
        raise Http404
    form = StagesForm(sent(request), held=actions.stage_targets_on(on).get(of_class, {}))
    if request.method == "POST" and form.is_valid():
        days, source = form.days(), form.cleaned_data["source"]
        try:
            actions.set_stage_targets(
                of_class=of_class, days=days, source=source, by=request.user, on=on
            )
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, f"Saved for {in_words(of_class).lower()} cases, from today.")
            return redirect("cases:targets")
    context = {
        "form": form,
        "name": in_words(of_class),
        "whole": Target.objects.in_force(on).filter(code=of_class).first(),
        "address": f"{reverse('cases:set_targets')}?class={of_class}",
    }
    return render(request, "cases/set_targets.html", context, status=422 if form.errors else 200)


class StandingForm(forms.Form):
    """As what a Housing MOT counts, and where the county says so."""

    stands_as = forms.ChoiceField(
        label="A Housing MOT is",
        choices=VisitStandsAs.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose what the county says it is"
        ),
    )
    instruction = forms.CharField(
        label="The county’s instruction",
        max_length=300,
        help_text="For example letter of the director, 12 November 2026",
        error_messages={"required": "Write where the county says so"},
    )

    def as_standing(self) -> VisitStanding:
        return VisitStanding(**self.cleaned_data)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@kept_as("What the county says a Housing MOT is")
def set_standing(request: HttpRequest) -> HttpResponse:
    on = timezone.localdate()
    require(why_not_set_targets(request.user, on=on))
    form = StandingForm(sent(request))
    if request.method == "POST" and form.is_valid():
        actions.set_standing(standing=form.as_standing(), by=request.user, on=on)
        messages.success(request, "Saved, for visits from today.")
        return redirect("cases:targets")
    context = {"form": form, "held": VisitStanding.objects.on(on), "on": on}
    return render(request, "cases/set_standing.html", context, status=422 if form.errors else 200)
