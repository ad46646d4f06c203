"""Whether somebody needs an independent advocate to be involved, and whether one was found."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from cases.enums import AdvocateFor, AdvocateState
from cases.models.case import Case
from lightbulb.core.access.scope import Looker
from lightbulb.core.keys import Keyed
from lightbulb.core.staff.models import User

OPEN = (AdvocateState.NEEDED, AdvocateState.ASKED, AdvocateState.NOT_FOUND)
WITH_REASON = (AdvocateState.REFUSED, AdvocateState.NOT_FOUND)


class AdvocateQuerySet(models.QuerySet["Advocate"]):
    def visible_to(self, user: Looker, *, on: date) -> Self:
        return self.filter(case__in=Case.objects.visible_to(user, on=on))

    def open(self) -> Self:
        """Needed, and neither found nor refused."""
        return self.filter(state__in=OPEN)


class Advocate(Keyed):
    """A judgement whether an advocate is needed, for what, and what came of asking for one.

    `cases.rules.advocates` says when one is needed; judging anew adds another.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="advocates")
    purpose = models.CharField("for what", max_length=15, choices=AdvocateFor)
    difficulty = models.BooleanField("being involved is substantially difficult")
    what_is_hard = models.CharField(max_length=300, blank=True)
    suitable = models.BooleanField("somebody suitable is there", null=True, blank=True)
    suitable_who = models.CharField(max_length=150, blank=True)
    state = models.CharField(max_length=10, choices=AdvocateState)
    judged_on = models.DateField()
    judged_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who judged it is part of the record
        related_name="advocates_judged",
    )
    asked_on = models.DateField(null=True, blank=True)
    who = models.CharField("who it is", max_length=150, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    objects = AdvocateQuerySet.as_manager()

    class Meta:
        ordering = ("-judged_on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "purpose"],
                condition=Q(state__in=OPEN),
                name="advocate_asked_for_once_at_a_time",
                violation_error_message="One is needed for that already. Say what came of it.",
            ),
            models.CheckConstraint(
                name="advocate_found_has_a_name_and_a_day",
                condition=Q(state=AdvocateState.FOUND, answered_on__isnull=False) & ~Q(who="")
                | ~Q(state=AdvocateState.FOUND) & Q(who=""),
                violation_error_message="Say who it is, and since when.",
            ),
            models.CheckConstraint(
                name="advocate_none_has_a_reason",
                condition=~Q(state__in=WITH_REASON) | ~Q(reason=""),
                violation_error_message="Say why there is none.",
            ),
            models.CheckConstraint(
                name="advocate_suitable_is_somebody",
                condition=~Q(suitable=True) | ~Q(suitable_who=""),
                violation_error_message="Say who it is that supports them.",
            ),
        ]

    def __str__(self) -> str:
        return f"Advocate for {self.get_purpose_display().lower()}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN
