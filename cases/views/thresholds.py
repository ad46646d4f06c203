"""From when an alert is raised: each rule's figure, changed from today."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import actions
from cases.access import why_not_set_targets
from cases.enums import AlertRule
from cases.forms.thresholds import ThresholdForm
from cases.thresholds import UNIT_OF, before, thresholds_on
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.web.members import members_only


def threshold_rows(on: date) -> list[dict[str, Any]]:
    """Each rule that has a figure: what is in force, and what was before, the last first."""
    held, past = thresholds_on(on), before(on)
    return [
        {"rule": rule, "held": held.get(rule), "before": past.get(rule, [])} for rule in UNIT_OF
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@kept_as("From when an alert is raised")
def set_threshold(request: HttpRequest) -> HttpResponse:
    """`rule` names the rule whose figure is changed."""
    on = timezone.localdate()
    require(why_not_set_targets(request.user, on=on))
    rule = rule_asked(request)
    held = thresholds_on(on).get(rule)
    form = ThresholdForm(sent(request), rule=rule, held=held)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_threshold(rule=rule, by=request.user, on=on, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("figure", ValidationError(error.messages))
        else:
            messages.success(request, "Saved. It holds from today.")
            return redirect("cases:targets")
    address = f"{reverse('cases:set_threshold')}?rule={rule}"
    context = {"form": form, "rule": rule, "held": held, "on": on, "address": address}
    status = 422 if form.errors else 200
    return render(request, "cases/set_threshold.html", context, status=status)


def rule_asked(request: HttpRequest) -> AlertRule:
    """The rule in the address, of those that have a figure; the first where none is named."""
    asked = request.GET.get("rule", next(iter(UNIT_OF)))
    if asked not in UNIT_OF:
        raise Http404
    return AlertRule(asked)
