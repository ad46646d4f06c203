"""As what a Housing MOT counts under the Care Act, from when to when, by whose instruction."""

from datetime import date

from django.db import models

from cases.enums import VisitStandsAs
from lightbulb.core.keys import Keyed
from lightbulb.core.staff.models import User
from lightbulb.core.time.dated import Dated, DatedQuerySet, days_in_order, no_overlap


class VisitStandingQuerySet(DatedQuerySet):
    def on(self, day: date) -> "VisitStanding | None":
        """What holds on a day; None where the county has instructed nothing."""
        found: VisitStanding | None = self.in_force(day).first()
        return found


class VisitStanding(Keyed, Dated):
    """The county's instruction on what a Housing MOT is. What held before is kept."""

    stands_as = models.CharField(max_length=12, choices=VisitStandsAs)
    instruction = models.CharField("the county’s instruction", max_length=300)
    set_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who wrote it down is part of the record
        related_name="visit_standings_set",
    )

    objects = VisitStandingQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_on",)
        constraints = [
            days_in_order("visit_standing_days_in_order"),
            no_overlap("visit_standing_one_at_a_time"),
        ]

    def __str__(self) -> str:
        return str(self.get_stands_as_display())
