"""Looks at people that somebody should be asked about, and what counts as such."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from cases.enums import LookOutcome, WhyUnusual
from cases.models.people import Person
from cases.rules.looks import Limits
from lightbulb.core.keys import Keyed
from lightbulb.core.staff.models import User
from lightbulb.core.time.dated import Dated, DatedQuerySet, days_in_order, no_overlap


class LookLimitQuerySet(DatedQuerySet):
    def on(self, day: date) -> Limits:
        """The limits in force; one that no row holds is not applied."""
        return Limits(**dict(self.in_force(day).values_list("code", "value")))


class LookLimit(Keyed, Dated):
    """From how many people, or at which hour, a look is unusual. Policy, with its source."""

    code = models.CharField(
        max_length=40, choices=[(name, name) for name in Limits.__annotations__]
    )
    value = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)

    objects = LookLimitQuerySet.as_manager()

    class Meta:
        constraints = [
            days_in_order("look_limit_days_in_order"),
            no_overlap("look_limit_once_at_a_time", "code"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.value}"


class UnusualLookQuerySet(models.QuerySet["UnusualLook"]):
    def to_review(self) -> Self:
        return self.filter(reviewed_on=None)

    def for_display(self) -> Self:
        return self.select_related("user", "person", "reviewed_by")

    def newest_first(self) -> Self:
        return self.order_by("-id")


class UnusualLook(Keyed):
    """One thing for a person to look into: who, when, why. Most have a good reason."""

    user = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who looked is part of the record
        related_name="unusual_looks",
    )
    why = models.CharField(max_length=20, choices=WhyUnusual)
    person = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # whom they looked at is part of the record
        related_name="unusual_looks",
    )
    people = models.PositiveIntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    found_as = models.CharField("what makes it one and not two", max_length=140, unique=True)
    outcome = models.CharField(max_length=20, choices=LookOutcome, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who reviewed it is part of the record
        related_name="looks_reviewed",
    )

    objects = UnusualLookQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="unusual_look_reviewed_by_somebody_on_a_day",
                condition=Q(reviewed_on=None, reviewed_by=None, outcome="")
                | Q(reviewed_on__isnull=False, reviewed_by__isnull=False) & ~Q(outcome=""),
                violation_error_message="A review has a day, somebody who made it, and an outcome.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-id"], name="unusual_look_to_review", condition=Q(reviewed_on=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.why} {self.first_at:%Y-%m-%d}"
