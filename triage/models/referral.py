"""A referral, as it was told."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.models import Case, Home, Person
from lightbulb.core.access.scope import Scope
from lightbulb.core.keys import Keyed
from lightbulb.core.organisations.models import Locality
from lightbulb.core.record.models import Versioned
from lightbulb.core.staff.models import User
from triage.enums import (
    Door,
    Need,
    Priority,
    ReferralState,
    Source,
    UrgencyFact,
)


class ReferralQuerySet(models.QuerySet["Referral"]):
    def visible_to(self, user: User, *, on: date) -> Self:
        """Referrals of the localities a person works in; all, for triage and county roles."""
        scope = Scope.of(user, on=on)
        if scope.everywhere:
            return self
        return self.filter(locality__in=scope.localities)

    def waiting(self) -> Self:
        return self.filter(state=ReferralState.RECEIVED)

    def most_pressing_first(self) -> Self:
        return self.order_by("-score", "received_on", "id")

    def with_people(self) -> Self:
        return self.select_related("person", "home", "locality", "case")


class Referral(Keyed, Versioned):
    """Somebody asks for help, for themselves or for somebody else. Kept as it was told."""

    reference = models.CharField(max_length=12, unique=True)
    door = models.CharField(max_length=10, choices=Door)
    source = models.CharField(max_length=20, choices=Source)
    received_on = models.DateField()
    logged_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who took the call is part of the record
        related_name="referrals_logged",
    )
    caller_name = models.CharField(max_length=150, blank=True)
    caller_relation = models.CharField("who they are to the person", max_length=60, blank=True)
    caller_phone = models.CharField(max_length=30, blank=True)
    words = models.TextField("in their words, why now", blank=True, max_length=5000)
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,  # a referral without its person means nothing
        related_name="referrals",
    )
    home = models.ForeignKey(
        Home,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # where the help is needed
        related_name="referrals",
    )
    locality = models.ForeignKey(
        Locality,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # referrals are counted by it
        related_name="referrals",
    )
    needs = ArrayField(models.CharField(max_length=20, choices=Need), default=list)
    urgency_facts = ArrayField(
        models.CharField(max_length=20, choices=UrgencyFact), default=list, blank=True
    )
    falls = models.PositiveSmallIntegerField("falls in the last year", null=True, blank=True)
    state = models.CharField(max_length=10, choices=ReferralState, default=ReferralState.RECEIVED)
    score = models.PositiveSmallIntegerField(default=0)
    priority = models.CharField(max_length=10, choices=Priority, default=Priority.ROUTINE)
    case = models.OneToOneField(
        Case,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # where it led is part of the record
        related_name="referral",
    )

    objects = ReferralQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["-score", "received_on", "id"],
                name="referral_waiting",
                condition=Q(state="received"),
            ),
            models.Index(fields=["received_on", "locality"], name="referral_received"),
        ]
        constraints = [
            models.CheckConstraint(
                name="referral_names_a_need",
                condition=Q(needs__len__gte=1),
                violation_error_message="Say at least one thing that is hard at home.",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("triage:referral", args=[self.pk])
