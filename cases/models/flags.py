"""What a visit found that could not wait: what was done about it, by whom, until it is done."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from cases.models.visit import Visit
from lightbulb.core.access.scope import Looker
from lightbulb.core.keys import Keyed
from lightbulb.core.record.models import Versioned
from lightbulb.core.staff.models import User


class VisitFlagQuerySet(models.QuerySet["VisitFlag"]):
    def visible_to(self, user: Looker, *, on: date) -> Self:
        return self.filter(visit__in=Visit.objects.visible_to(user, on=on))

    def open(self) -> Self:
        return self.filter(done_on=None)


class VisitFlag(Keyed, Versioned):
    """One thing to be done on the day of a visit, with its action and the name of who does it."""

    MOST_SAY, MOST_ACTION, MOST_NAME = 200, 300, 120  # signs

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="flags")
    question = models.CharField("the question that raised it", max_length=20)
    say = models.CharField("what was found", max_length=MOST_SAY)
    action = models.CharField("what is done about it", max_length=MOST_ACTION)
    name = models.CharField("who does it", max_length=MOST_NAME)
    raised_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who wrote down that it was done is part of the record
        related_name="flags_closed",
    )

    objects = VisitFlagQuerySet.as_manager()

    class Meta:
        ordering = ("raised_on", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "question"],
                name="flag_once_a_question",
                violation_error_message="This flag is up already.",
            ),
            models.CheckConstraint(
                name="flag_with_action_and_name",
                condition=~Q(action="") & ~Q(name=""),
                violation_error_message="Say what is done today, and by whom.",
            ),
            models.CheckConstraint(
                name="flag_done_exactly_with_who_wrote_it",
                condition=Q(done_on=None, done_by=None)
                | Q(done_on__isnull=False, done_by__isnull=False),
                violation_error_message="What is done has its day and who wrote it down.",
            ),
        ]

    def __str__(self) -> str:
        return self.say
