"""The PINs that open the status page of a referral, one for each person who may look."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from lightbulb.core.keys import Keyed
from triage.models.referral import Referral

PIN_LENGTH = 6
SALT = "triage.models.status"


def digest_of(referral: Referral, pin: str) -> str:
    """What is kept of a PIN: a digest under the service's own key, since six figures alone
    would be guessed back from a plain one."""
    return salted_hmac(SALT, f"{referral.pk}:{pin}", algorithm="sha256").hexdigest()


class StatusPinQuerySet(models.QuerySet["StatusPin"]):
    def standing(self) -> Self:
        return self.filter(ended_on=None)


class StatusPin(Keyed):
    """A PIN by which one person looks at how a referral is getting on. Only a digest is kept."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="status_pins")
    for_whom = models.CharField("who may look", max_length=150)
    pin = models.CharField("digest of the PIN", max_length=64)
    made_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = StatusPinQuerySet.as_manager()

    class Meta:
        ordering = ("made_on", "id")
        indexes = [
            models.Index(
                fields=["referral"], name="status_pin_standing", condition=Q(ended_on=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.for_whom}, {self.referral_id}"
