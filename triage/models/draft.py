"""A call that is still being told."""

from typing import Self

from django.db import models

from cases.models import Person
from lightbulb.core.keys import Keyed
from lightbulb.core.staff.models import User


class CallDraftQuerySet(models.QuerySet["CallDraft"]):
    def of(self, user: User) -> Self:
        return self.filter(user=user)


class CallDraft(Keyed):
    """What was typed of a call, right or wrong. Only who typed it sees it.

    Its key is the name of the request that the call will be sent with.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="call_drafts")
    person = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    answers = models.JSONField(default=dict)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    objects = CallDraftQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "-saved_at"], name="call_draft_of_user")]

    def __str__(self) -> str:
        return f"call of {self.begun_at:%Y-%m-%d %H:%M}"
