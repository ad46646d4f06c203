"""Whose form it was after a sign-in ended, and what was typed on it."""

from datetime import datetime
from typing import Self

from django.db import models

from lightbulb.core.keys import Keyed
from lightbulb.core.staff.models import User


class Sitting(models.Model):
    """One stretch of being signed in, known by a digest of its forms' secret alone.

    It outlives the session, which it does not hold and cannot bring back, so that a form
    sent too late can be told to belong to somebody.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    began_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.user} from {self.began_at}"


class KeptFormQuerySet(models.QuerySet["KeptForm"]):
    def still_kept(self, at: datetime) -> Self:
        return self.filter(kept_until__gt=at)


class KeptForm(Keyed):
    """What somebody was sending when their sign-in had ended. Encrypted, for them alone.

    `page` is where it is shown again, `slot` the form of that page it fills, and `view`
    the name of the address it was sent to. What is sent later to the same slot replaces it.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=300)
    query = models.CharField(max_length=500, blank=True)
    slot = models.CharField(max_length=60)
    view = models.CharField(max_length=60)
    noun = models.CharField(max_length=60)
    body = models.BinaryField()
    kept_until = models.DateTimeField(db_index=True)

    objects = KeptFormQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "page", "slot"], name="kept_form_once_a_slot"),
        ]

    def __str__(self) -> str:
        return f"{self.noun}, until {self.kept_until}"

    @property
    def url(self) -> str:
        return f"{self.page}?{self.query}" if self.query else self.page
