"""A visit put into the right case, and a case that went to another locality."""

from django.db import models
from django.db.models import F, Q

from cases.models.case import Case
from cases.models.visit import Visit
from lightbulb.core.keys import Keyed
from lightbulb.core.organisations.models import Locality
from lightbulb.core.staff.models import User


class VisitMove(Keyed):
    """From which case to which, and why. Moving it back adds another."""

    visit = models.ForeignKey(
        Visit,
        on_delete=models.PROTECT,  # where it stood before is part of the record
        related_name="moves",
    )
    before = models.ForeignKey(
        Case,
        on_delete=models.PROTECT,  # as above
        related_name="visits_moved_away",
    )
    after = models.ForeignKey(
        Case,
        on_delete=models.PROTECT,  # as above
        related_name="visits_moved_here",
    )
    reason = models.CharField(max_length=300)
    moved_on = models.DateField()
    moved_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who moved it is part of the record
        related_name="visits_moved",
    )

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                name="visit_move_to_another_case",
                condition=~Q(before=F("after")),
                violation_error_message="It stands in this case already.",
            ),
            models.CheckConstraint(
                name="visit_move_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message="Say why it is moved.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit} moved on {self.moved_on}"


class CaseTransfer(Keyed):
    """From which locality to which a case went, and why."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="transfers")
    before = models.ForeignKey(
        Locality,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # where it lay is part of the record
        related_name="cases_transferred_away",
    )
    after = models.ForeignKey(
        Locality,
        on_delete=models.PROTECT,  # as above
        related_name="cases_transferred_here",
    )
    reason = models.CharField(max_length=300)
    moved_on = models.DateField()
    moved_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who moved it is part of the record
        related_name="cases_transferred",
    )

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                name="case_transfer_to_another_locality",
                condition=Q(before=None) | ~Q(before=F("after")),
                violation_error_message="It lies there already.",
            ),
            models.CheckConstraint(
                name="case_transfer_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message="Say why it is moved.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} to {self.after}"
