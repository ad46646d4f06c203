"""A complaint, with whoever answers it, by when, and what came of it."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from cases.enums import ComplaintAbout, ComplaintOutcome, ComplaintState, GoesTo, Ombudsman
from cases.models.case import Case
from lightbulb.core.access.scope import Looker
from lightbulb.core.keys import Keyed
from lightbulb.core.staff.models import User

OPEN = (ComplaintState.RECEIVED, ComplaintState.ACKNOWLEDGED)


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    def visible_to(self, user: Looker, *, on: date) -> Self:
        return self.filter(case__in=Case.objects.visible_to(user, on=on))

    def open(self) -> Self:
        """Neither answered nor withdrawn."""
        return self.filter(state__in=OPEN)


class Complaint(Keyed):
    """Somebody is not satisfied. Where it goes and by when stays as it was worked out then.

    `cases.rules.complaints` says whose procedure answers. It stays open when the case is
    closed, until it is answered or withdrawn. `acknowledge_by` and `answer_by` are empty where
    no target was set.
    """

    case = models.ForeignKey(
        Case,
        on_delete=models.PROTECT,  # a complaint outlives what it is about
        related_name="complaints",
    )
    about = models.CharField("what about", max_length=15, choices=ComplaintAbout)
    words = models.TextField("what was said", max_length=5000)
    made_by = models.CharField("who complains", max_length=150)
    reach = models.CharField("how to reach them", max_length=100, blank=True)
    received_on = models.DateField()
    taken_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who took it is part of the record
        related_name="complaints_taken",
    )
    goes = models.CharField("whose procedure", max_length=10, choices=GoesTo)
    goes_to = models.CharField("who answers it", max_length=200)
    ombudsman = models.CharField(max_length=20, choices=Ombudsman)
    acknowledge_by = models.DateField(null=True, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=15, choices=ComplaintState, default=ComplaintState.RECEIVED)
    acknowledged_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=15, choices=ComplaintOutcome, blank=True)
    answer = models.TextField("what was answered", max_length=5000, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        ordering = ("-received_on", "-id")
        indexes = [
            models.Index(fields=["case"], name="complaint_open", condition=Q(state__in=OPEN)),
        ]
        constraints = [
            models.CheckConstraint(
                name="complaint_answered_with_day_and_outcome",
                condition=(
                    Q(state=ComplaintState.ANSWERED, answered_on__isnull=False)
                    & ~Q(outcome="")
                    & ~Q(answer="")
                )
                | (~Q(state=ComplaintState.ANSWERED) & Q(answered_on=None, outcome="", answer="")),
                violation_error_message="Say when it was answered, how, and in which words.",
            ),
            models.CheckConstraint(
                name="complaint_withdrawn_on_a_day",
                condition=Q(state=ComplaintState.WITHDRAWN, withdrawn_on__isnull=False)
                | (~Q(state=ComplaintState.WITHDRAWN) & Q(withdrawn_on=None)),
                violation_error_message="Say when it was withdrawn.",
            ),
            models.CheckConstraint(
                name="complaint_acknowledged_before_answered",
                condition=(Q(acknowledged_on=None) | Q(acknowledged_on__gte=F("received_on")))
                & (
                    Q(answered_on=None)
                    | Q(acknowledged_on__isnull=False, answered_on__gte=F("acknowledged_on"))
                ),
                violation_error_message="It is received, then acknowledged, then answered.",
            ),
        ]

    def __str__(self) -> str:
        return f"Complaint: {self.get_about_display()}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def next_by(self) -> date | None:
        """By when the next step is due; none where no target was set or nothing is."""
        if self.state == ComplaintState.RECEIVED:
            return self.acknowledge_by
        return self.answer_by if self.state == ComplaintState.ACKNOWLEDGED else None
