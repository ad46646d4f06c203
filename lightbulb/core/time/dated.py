"""Rows that hold from one day to another, such as agreements, memberships and limits.

The one module of this package that knows Django. Both days are included; no last day
means still in force. What must be true of the days is a database constraint, made here
and named by the model that uses it.
"""

from datetime import date
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value

OUT_OF_ORDER = "The last day must not be before the first day"


class DatedQuerySet(models.QuerySet[Any]):
    def in_force(self, on: date) -> Self:
        return self.started_by(on).filter(Q(ends_on=None) | Q(ends_on__gte=on))

    def started_by(self, on: date) -> Self:
        """Begun on or before the day, ended or not."""
        return self.filter(starts_on__lte=on)

    def ended_before(self, on: date) -> Self:
        """No longer in force on the day, having been so earlier."""
        return self.filter(ends_on__lt=on)


class Dated(models.Model):
    """In force from `starts_on` to `ends_on`, both included; None is "still in force"."""

    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse days out of order beside the field, before they reach a constraint.

        PostgreSQL cannot even ask whether such a row overlaps with others. A model that
        has a `clean` of its own calls this one first.
        """
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": OUT_OF_ORDER})

    def is_in_force(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or self.ends_on >= on)


def days_in_order(name: str) -> models.CheckConstraint:
    """No row ends before it begins."""
    return models.CheckConstraint(
        name=name,
        condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
        violation_error_message=OUT_OF_ORDER,
    )


def no_overlap(
    name: str, *fields: str, message: str = "The days overlap with those of another entry"
) -> ExclusionConstraint:
    """No two rows with the same values of `fields` are in force on the same day.

    Needs PostgreSQL's btree_gist extension when there are fields. A row in which one of
    them is empty is never taken to be the same as another.
    """
    days = Func(
        F("starts_on"),
        F("ends_on"),
        Value("[]"),
        function="daterange",
        output_field=DateRangeField(),
    )
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((field, RangeOperators.EQUAL) for field in fields),
            (days, RangeOperators.OVERLAPS),
        ],
        violation_error_message=message,
    )
