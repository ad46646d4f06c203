"""Cases given out together, so that it can be undone together."""

from django.db import models

from cases.models.case import Case
from lightbulb.core.keys import Keyed
from lightbulb.core.staff.models import User


class Handover(Keyed):
    """Several cases that went to one worker by one press."""

    to = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who got them is part of the record
        related_name="handovers",
    )
    made_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who gave them is part of the record
        related_name="handovers_made",
    )
    made_on = models.DateField()
    load_before = models.PositiveSmallIntegerField("open cases before")
    undone_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"To {self.to} on {self.made_on}"


class HandoverLine(models.Model):
    """One case of a handover: with whom it was, and its version when it had gone."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="lines")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="handover_lines")
    before = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who had it is part of the record
        related_name="+",
    )
    version = models.PositiveIntegerField()
    undone = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handover", "case"], name="handover_once_a_case")
        ]

    def __str__(self) -> str:
        return f"{self.case} of {self.handover_id}"
