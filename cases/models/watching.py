"""What is watched over: waits for an Occupational Therapist, alerts, and a manager's reviews."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from cases.enums import AlertRule, OtRisk
from cases.models.case import Case
from lightbulb.core.access.scope import Looker
from lightbulb.core.keys import Keyed
from lightbulb.core.record.models import Versioned
from lightbulb.core.staff.models import User


class OtWaitQuerySet(models.QuerySet["OtWait"]):
    def visible_to(self, user: Looker, *, on: date) -> Self:
        return self.filter(case__in=Case.objects.visible_to(user, on=on))

    def standing(self) -> Self:
        return self.filter(ended_on=None, case__closed_on=None)


class OtWait(Keyed, Versioned):
    """Somebody waits to be assessed by an Occupational Therapist: for what, at which risk, what
    helps meanwhile, and the day on which the risk that is held is looked at again."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="ot_waits")
    need = models.CharField("what is to be assessed", max_length=300)
    risk = models.CharField("the risk meanwhile", max_length=10, choices=OtRisk)
    interim = models.CharField("what helps meanwhile", max_length=300, blank=True)
    review_on = models.DateField("look at the risk again on")
    asked_on = models.DateField()
    asked_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who asked is part of the record
        related_name="ot_waits_asked",
    )
    fell_on = models.DateField("the last fall since", null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who assessed is part of the record
        related_name="ot_waits_ended",
    )

    objects = OtWaitQuerySet.as_manager()

    class Meta:
        ordering = ("asked_on", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ended_on=None),
                name="ot_wait_once",
                violation_error_message="The case waits for an Occupational Therapist already.",
            ),
            models.CheckConstraint(
                name="ot_wait_ended_by_somebody",
                condition=Q(ended_on=None, ended_by=None)
                | Q(ended_on__isnull=False, ended_by__isnull=False),
                violation_error_message="Say who assessed.",
            ),
        ]

    def __str__(self) -> str:
        return self.need


class AlertQuerySet(models.QuerySet["Alert"]):
    def visible_to(self, user: Looker, *, on: date) -> Self:
        return self.filter(case__in=Case.objects.visible_to(user, on=on))

    def standing(self) -> Self:
        return self.filter(ended_on=None)


class Alert(Keyed):
    """A rule that a case met on a day, until it no longer does. Nobody waves one away."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="alerts")
    rule = models.CharField(max_length=20, choices=AlertRule)
    raised_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ("raised_on", "id")
        indexes = [models.Index(fields=["rule", "raised_on"], name="alert_last_fired")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "rule"], condition=Q(ended_on=None), name="alert_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.get_rule_display()


class CaseReview(Keyed):
    """A manager looked at a case that is old: what they found, and what is next."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reviews")
    found = models.TextField("what holds it up", max_length=1000)
    next_step = models.CharField("what is done about it", max_length=300)
    reviewed_on = models.DateField()
    reviewed_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who reviewed is part of the record
        related_name="cases_reviewed",
    )

    class Meta:
        ordering = ("-reviewed_on", "-id")

    def __str__(self) -> str:
        return f"Review of {self.case} on {self.reviewed_on}"
