"""Who cares for whom, unpaid."""

from django.db import models
from django.db.models import F, Q

from cases.models.people import Person
from lightbulb.core.keys import Keyed
from lightbulb.core.time.dated import Dated, DatedQuerySet, days_in_order, no_overlap


class Carer(Keyed, Dated):
    """Somebody cares for somebody, from when to when. A carer may need help of their own."""

    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,  # who is cared for
        related_name="carers",
    )
    carer = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,  # who cares for them
        related_name="cares_for",
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            days_in_order("carer_days_in_order"),
            no_overlap("carer_once_at_a_time", "person", "carer"),
            models.CheckConstraint(
                name="carer_is_somebody_else",
                condition=~Q(person=F("carer")),
                violation_error_message="A carer is somebody else.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.carer} cares for {self.person}"
