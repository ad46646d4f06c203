"""Links by which partners refer people without an account, one for each organisation."""

from datetime import date
from typing import Self
from uuid import UUID

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse

from lightbulb.core.access.outside import Outsider
from lightbulb.core.keys import Keyed
from lightbulb.core.record.models import ActorKind
from lightbulb.core.staff.models import User
from triage.enums import Source

SALT = "triage.models.partners"


class PartnerLinkQuerySet(models.QuerySet["PartnerLink"]):
    def visible_to(self, user: User, *, on: date) -> Self:
        """All of them: a link holds nothing of any person. Who may open the list is asked apart."""
        return self

    def usable(self, on: date) -> Self:
        return self.filter(starts_on__lte=on, ends_on__gte=on, ended_on=None)

    def signed_as(self, signed: str, *, on: date) -> "PartnerLink | None":
        """The link that a signed address stands for; None when it is not ours, or is over."""
        try:
            key = UUID(signing.Signer(salt=SALT).unsign(signed))
        except (signing.BadSignature, ValueError, ValidationError):
            return None
        return self.usable(on).filter(pk=key).first()

    def for_display(self) -> Self:
        """With how many referrals came by each, and the last of them."""
        return self.select_related("made_by").annotate(
            number=Count("referrals"), last_on=models.Max("referrals__received_on")
        )


class PartnerLink(Keyed):
    """One organisation's own way in: signed, for a time, and ended at any moment.

    It lets whoever has it tell of somebody, and shows nothing of anybody.
    """

    name = models.CharField("organisation", max_length=150)
    source = models.CharField("what kind it is", max_length=20, choices=Source)
    starts_on = models.DateField()
    ends_on = models.DateField("last day")
    ended_on = models.DateField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who let a partner in is part of the record
        related_name="partner_links_made",
    )

    objects = PartnerLinkQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.CheckConstraint(
                name="partner_link_days_in_order",
                condition=Q(ends_on__gte=models.F("starts_on")),
                violation_error_message="The last day must not be before today.",
            ),
            models.UniqueConstraint(
                fields=["name"],
                name="partner_link_one_of_a_name",
                condition=Q(ended_on=None),
                violation_error_message="There is a link for this organisation. End it first.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Where the form is, without the host."""
        return reverse("help:partner", args=[signing.Signer(salt=SALT).sign(str(self.pk))])

    def is_usable(self, on: date) -> bool:
        return self.ended_on is None and self.starts_on <= on <= self.ends_on

    def as_actor(self) -> Outsider:
        return Outsider(ActorKind.PARTNER_LINK, str(self.pk))

    def note_use(self, *, on: date) -> None:
        """Keep the last day it was opened: one write a day."""
        if self.last_used_on != on:
            PartnerLink.objects.filter(pk=self.pk).update(last_used_on=on)
            self.last_used_on = on
