"""Cases that call for attention: each rule, its cases, and a manager's review of an old one."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases import actions
from cases.access import why_not_read_cases, why_not_review_case
from cases.alerts import RULES, when_of, why_of, why_review
from cases.enums import AlertRule
from cases.forms.watching import ReviewForm
from cases.models import Alert, Target
from cases.models.watching import AlertQuerySet
from cases.thresholds import AGES, thresholds_on
from cases.views.case import case_for
from cases.views.one_form import Words, ask
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.web.members import members_only
from lightbulb.core.web.showing import say_shown, shows_people

MOST = 100
REVIEW = Words(
    "Review this case",
    "It has grown old. Say what holds it up and what is done about it: only then does it leave "
    "the alerts.",
    "Save the review",
)


@require_safe
@members_only
@shows_people(Showing.LIST)
def alerts(request: HttpRequest) -> HttpResponse:
    """`rule` shows one rule's cases alone, `whose=me` those one leads."""
    on = timezone.localdate()
    require(why_not_read_cases(request.user, on=on))
    seen = Alert.objects.visible_to(request.user, on=on)
    asked, mine = request.GET.get("rule", ""), request.GET.get("whose") == "me"
    found = seen.standing().filter(case__closed_on=None)
    found = found.filter(rule=asked) if asked in AlertRule.values else found
    found = found.filter(case__lead_worker=request.user) if mine else found
    related = found.select_related("case__person__merged_into", "case__lead_worker")
    rows = list(related.order_by("raised_on", "id")[:MOST])
    say_shown(request, (key for alert in rows for key in alert.case.person.keys))
    held = thresholds_on(on)
    context = {
        "on": on,
        "rules": rules(seen, asked, held),
        "rows": [
            (alert, why_of(AlertRule(alert.rule), held), may_review(request, alert))
            for alert in rows
        ],
        "number": found.count(),
        "most": MOST,
        "asked": asked if asked in AlertRule.values else "",
        "mine": mine,
    }
    return render(request, "cases/alerts.html", context)


def may_review(request: HttpRequest, alert: Alert) -> str:
    """Where a manager reviews the case, for one who may."""
    on = timezone.localdate()
    if alert.rule not in AGES or why_not_review_case(request.user, alert.case, on=on):
        return ""
    return reverse("cases:review_case", args=[alert.case_id])


def rules(seen: AlertQuerySet, asked: str, held: Mapping[str, Target]) -> list[dict[str, Any]]:
    """Each rule with its threshold, who gets it, when it last fired, and how many stand."""
    open_now = Q(ended_on=None, case__closed_on=None)
    counts = (
        seen.order_by()
        .values("rule")
        .annotate(last=Max("raised_on"), standing=Count("pk", filter=open_now))
    )
    known = {row["rule"]: row for row in counts}
    return [
        {
            "code": code,
            "name": code.label,
            "threshold": when_of(code, held),
            "who": rule.who,
            "last": known.get(code, {}).get("last"),
            "standing": known.get(code, {}).get("standing", 0),
            "current": code == asked,
        }
        for code, rule in RULES.items()
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("Your review")
@shows_people(Showing.PAGE)
def review_case(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    require(why_not_review_case(request.user, case, on=on))
    form = ReviewForm(sent(request), case=case, on=on)

    def act() -> str:
        actions.review_case(review=form.as_review(), by=request.user, on=on)
        return "The review is saved. It stands in the case."

    why = why_review(case, on=on)
    return ask(request, form, REVIEW, act, why_review=why_of(why, thresholds_on(on)) if why else "")
