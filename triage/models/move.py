"""A referral that stood under the wrong person, and was put under the right one."""

from django.db import models
from django.db.models import F, Q

from cases.models import Person
from lightbulb.core.keys import Keyed
from lightbulb.core.staff.models import User
from triage.models.referral import Referral


class ReferralMove(Keyed):
    """From whom to whom, and why. Moving it back adds another."""

    referral = models.ForeignKey(
        Referral,
        on_delete=models.PROTECT,  # where it stood before is part of the record
        related_name="moves",
    )
    before = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,  # as above
        related_name="referrals_moved_away",
    )
    after = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,  # as above
        related_name="referrals_moved_here",
    )
    reason = models.CharField(max_length=300)
    moved_on = models.DateField()
    moved_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who moved it is part of the record
        related_name="referrals_moved",
    )

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                name="referral_move_to_somebody_else",
                condition=~Q(before=F("after")),
                violation_error_message="It stands under this person already.",
            ),
            models.CheckConstraint(
                name="referral_move_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message="Say why it is moved.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.referral} moved on {self.moved_on}"
