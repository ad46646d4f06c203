"""Why a case waits for others, and how urgent and complex it was found to be."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from cases.enums import Complexity, HoldCause, Urgency
from cases.models.case import Case
from lightbulb.core.access.scope import Looker
from lightbulb.core.keys import Keyed
from lightbulb.core.record.models import Versioned
from lightbulb.core.staff.models import User
from lightbulb.core.time.clock import HoldSpan


class HoldQuerySet(models.QuerySet["Hold"]):
    def visible_to(self, user: Looker, *, on: date) -> Self:
        return self.filter(case__in=Case.objects.visible_to(user, on=on))

    def standing(self) -> Self:
        """Not lifted yet, the one to be chased first before the others."""
        return self.filter(ends_on=None).order_by("next_on", "starts_on", "id")

    def to_chase(self, owner: User, *, on: date) -> Self:
        """What somebody is to chase by a day."""
        return self.standing().filter(owner=owner, next_on__lte=on)


class Hold(Keyed, Versioned):
    """A dated pause: on whom the case waits, for what, who chases it, and when next.

    It never stops a clock that the law sets: `lightbulb.core.time.clock` says how it counts.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="holds")
    cause = models.CharField("on whom", max_length=10, choices=HoldCause)
    who = models.CharField("who exactly", max_length=120, blank=True)
    reason = models.CharField("for what", max_length=300)
    next_step = models.CharField("what is next", max_length=120, blank=True)
    owner = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who had to chase it is part of the record
        related_name="holds_owned",
    )
    starts_on = models.DateField()
    next_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    chased_on = models.DateField(null=True, blank=True)
    chased_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who chased it is part of the record
        related_name="holds_chased",
    )

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ("starts_on", "id")
        indexes = [
            models.Index(
                fields=["owner", "next_on"], name="hold_to_chase", condition=Q(ends_on=None)
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "cause"],
                condition=Q(ends_on=None),
                name="hold_once_a_cause",
                violation_error_message="The case waits on them already: chase that instead.",
            ),
            models.CheckConstraint(
                name="hold_days_in_order",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="A hold cannot end before it began.",
            ),
            models.CheckConstraint(
                name="hold_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message="Say what is waited for.",
            ),
            models.CheckConstraint(
                name="hold_chased_by_somebody",
                condition=Q(chased_on=None, chased_by=None)
                | Q(chased_on__isnull=False, chased_by__isnull=False),
                violation_error_message="Say who chased it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_cause_display()}: {self.reason}"

    @property
    def whom(self) -> str:
        """Who exactly, or as much as is known."""
        return self.who or self.get_cause_display()

    def as_span(self) -> HoldSpan:
        """What a clock asks of it."""
        return HoldSpan(self.cause, self.starts_on, self.ends_on)


class Classification(Keyed):
    """Urgency and complexity as somebody found them on a day, unlike before, and why.

    What a case began with is what its first finding was before, or what it has today.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="classifications")
    urgency = models.CharField(max_length=10, choices=Urgency)
    complexity = models.CharField(max_length=10, choices=Complexity)
    before = models.CharField("class before", max_length=21)
    reason = models.CharField("why", max_length=300)
    found_on = models.DateField()
    found_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who decided is part of the record
        related_name="classifications_made",
    )

    class Meta:
        ordering = ("-found_on", "-id")

    def __str__(self) -> str:
        return in_words(f"{self.urgency}_{self.complexity}")

    @property
    def was(self) -> str:
        return in_words(self.before)


def in_words(of_class: str) -> str:
    """A class, as "urgent_simple" has it, in words: "Urgent and simple"."""
    urgency, _, complexity = of_class.rpartition("_")
    return f"{Urgency(urgency).label} and {Complexity(complexity).label}"
