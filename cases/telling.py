"""Telling whoever an alert is for: one notice a day, or one for each."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from cases.alerts import LEAD, RULES, why_of
from cases.enums import AlertRule
from cases.models import Alert, Case
from cases.thresholds import thresholds_on
from lightbulb.core.access.permissions import Permission
from lightbulb.core.staff.models import Membership, Notice, User
from lightbulb.core.templatetags.display import count_of


def tell(raised: Iterable[Alert], *, on: date) -> list[Notice]:
    """Put a notice for everybody whom what was raised concerns. It names nobody."""
    alerts = list(raised)
    leads = dict(
        Case.objects.filter(pk__in=[alert.case_id for alert in alerts]).values_list(
            "pk", "lead_worker"
        )
    )
    for_leads = [alert for alert in alerts if RULES[AlertRule(alert.rule)].who == LEAD]
    of_lead = Counter(lead for alert in for_leads if (lead := leads.get(alert.case_id)))
    people = {user.pk: user for user in User.objects.filter(pk__in=of_lead, is_active=True)}
    notices = [
        each
        for key, user in people.items()
        for each in notices_for(
            user, [alert for alert in for_leads if leads.get(alert.case_id) == key], on=on
        )
    ]
    for_managers = [alert for alert in alerts if RULES[AlertRule(alert.rule)].who != LEAD]
    for manager in managers_on(on):
        seen = Case.objects.visible_to(manager, on=on)
        keys = set(seen.filter(alerts__in=for_managers).values_list("pk", flat=True))
        mine = [alert for alert in for_managers if alert.case_id in keys]
        notices += notices_for(manager, mine, on=on)
    return Notice.objects.bulk_create(notices)


def managers_on(on: date) -> Iterable[User]:
    """Whoever reviews cases."""
    posts = Membership.objects.in_force(on).allowing(Permission.REVIEW_CASES)
    return User.objects.filter(pk__in=posts.values("user"), is_active=True).order_by("pk")


def notices_for(user: User, alerts: list[Alert], *, on: date) -> list[Notice]:
    """One for each alert, with the figure in force, or one for all; as they like."""
    if not alerts:
        return []
    if user.alerts_each:
        held = thresholds_on(on)
        return [
            Notice(to=user, text=f"{why_of(AlertRule(alert.rule), held)}.", url=address(alert))
            for alert in alerts
        ]
    many = count_of(len({alert.case_id for alert in alerts}), "case calls,cases call")
    return [Notice(to=user, text=f"{many} for attention since yesterday.", url=page())]


def address(alert: Alert) -> str:
    return reverse("cases:case", args=[alert.case_id])


def page() -> str:
    return reverse("cases:alerts")
