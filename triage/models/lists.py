"""Practices' lists of people who may be at risk at home, and the invitations made of them.

Confidential health data: no more than name and address is held, an invitation is no referral
and nobody is found by it, and who has not answered by the list's day is forgotten.
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse

from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.scope import allows
from lightbulb.core.keys import Keyed
from lightbulb.core.staff.models import User
from triage.enums import InvitationState, PatientsTold
from triage.models.referral import Referral


class PracticeListQuerySet(models.QuerySet["PracticeList"]):
    def visible_to(self, user: User, *, on: date) -> Self:
        """All of them for whoever decides referrals, none for anybody else."""
        return self if allows(user, Permission.DECIDE_REFERRALS, on=on) else self.none()

    def to_purge(self, on: date) -> Self:
        return self.filter(purge_on__lte=on, purged_on=None)

    def for_display(self) -> Self:
        of = {state: Count("invitations", Q(invitations__state=state)) for state in InvitationState}
        counts = {f"now_{state.value}": count for state, count in of.items()}
        return self.select_related("loaded_by").annotate(**counts)


class PracticeList(Keyed):
    """One list: who sent it, under which agreement, and the day it is forgotten."""

    practice = models.CharField(max_length=150)
    agreement = models.CharField("agreement it came under", max_length=300)
    patients_told = models.CharField("were the patients told", max_length=10, choices=PatientsTold)
    loaded_on = models.DateField()
    loaded_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who took the list is part of the record
        related_name="practice_lists",
    )
    rows = models.PositiveIntegerField("rows in the file")
    left_out = models.PositiveIntegerField("rows that could not be used")
    sent_on = models.DateField(null=True, blank=True)
    purge_on = models.DateField()
    purged_on = models.DateField(null=True, blank=True)
    counts = models.JSONField("answers when it was purged", default=dict, blank=True)

    objects = PracticeListQuerySet.as_manager()

    class Meta:
        ordering = ("-loaded_on", "-id")
        constraints = [
            models.CheckConstraint(
                name="practice_list_purged_later_than_loaded",
                condition=Q(purge_on__gt=models.F("loaded_on")),
                violation_error_message="The day to forget it must be after today.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice}, {self.loaded_on}"

    def get_absolute_url(self) -> str:
        return reverse("triage:practice_list", args=[self.pk])


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> Self:
        return self.filter(state=InvitationState.INVITED)


class Invitation(Keyed):
    """Somebody on a list, until they answer or the list is forgotten."""

    list = models.ForeignKey(PracticeList, on_delete=models.CASCADE, related_name="invitations")
    number = models.PositiveIntegerField("row in the file")
    first_name = models.CharField(max_length=100, blank=True)
    last_name = models.CharField(max_length=100, blank=True)
    address = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    state = models.CharField(
        max_length=10, choices=InvitationState, default=InvitationState.INVITED
    )
    answered_on = models.DateField(null=True, blank=True)
    referral = models.OneToOneField(
        Referral,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # what came of the invitation
        related_name="invitation",
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("number", "id")
        constraints = [
            models.UniqueConstraint(fields=["list", "number"], name="invitation_once_a_row"),
            models.CheckConstraint(
                name="invitation_answered_on_a_day",
                condition=Q(state="invited", answered_on=None)
                | (~Q(state="invited") & Q(answered_on__isnull=False)),
                violation_error_message="An answer has its day.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list_id} row {self.number}"

    @property
    def where(self) -> str:
        return ", ".join(filter(None, (self.address, self.town, self.postcode)))

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()
