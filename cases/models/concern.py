"""A worry about abuse, neglect or self-neglect: the fact for every visitor, the note for few."""

from typing import Self

from django.db import models
from django.db.models import Q

from cases.enums import ConcernRoute
from cases.models.people import Person
from lightbulb.core.keys import Keyed
from lightbulb.core.staff.models import User


class ConcernQuerySet(models.QuerySet["SafeguardingConcern"]):
    def open(self) -> Self:
        return self.filter(ended_on=None)


class SafeguardingConcern(Keyed):
    """Raised here, decided by the county. The note is read by its desk and who wrote it.

    That there is one is said to everybody who may visit: ring duty before contact.
    """

    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,  # whom it is about
        related_name="concerns",
    )
    route = models.CharField("whose duty", max_length=10, choices=ConcernRoute)
    note = models.TextField("what was seen or told", max_length=5000)
    wants = models.CharField("what the person wants", max_length=500, blank=True)
    refused = models.BooleanField("they do not want it passed on", default=False)
    override_reason = models.CharField(
        "why it is passed on all the same", max_length=500, blank=True
    )
    raised_on = models.DateField()
    raised_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who raised it is part of the record
        related_name="concerns_raised",
    )
    outcome = models.CharField("what the county decided", max_length=500, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person"], name="concern_open", condition=Q(ended_on=None)),
        ]
        constraints = [
            models.CheckConstraint(
                name="concern_against_their_wish_has_a_reason",
                condition=Q(refused=False) | ~Q(override_reason=""),
                violation_error_message="Say why it is passed on although they do not want it.",
            ),
            models.CheckConstraint(
                name="concern_ended_with_outcome",
                condition=Q(ended_on=None) | ~Q(outcome=""),
                violation_error_message="Say what the county decided.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.route} concern of {self.raised_on}"
