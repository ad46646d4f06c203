"""What was decided about a referral, by whom, and why."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from cases.enums import Complexity, Urgency
from cases.models import Case
from lightbulb.core.keys import Keyed
from lightbulb.core.staff.models import User
from triage.enums import Priority, TriageOutcome
from triage.models.advice import AdviceEntry
from triage.models.directory import DirectoryService
from triage.models.referral import Referral

UNDO_FOR = timedelta(seconds=60)


class TriageDecision(Keyed):
    """What was decided about a referral, by whom, and why it differs if it does."""

    referral = models.OneToOneField(
        Referral,
        on_delete=models.PROTECT,  # the decision stands with its referral
        related_name="decision",
    )
    outcome = models.CharField(max_length=20, choices=TriageOutcome)
    service = models.CharField("which service or team", max_length=200, blank=True)
    entry = models.ForeignKey(
        DirectoryService,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # whom they were told of is part of the record
        related_name="decisions",
    )
    council = models.CharField("which council instead", max_length=150, blank=True)
    duplicate_of = models.ForeignKey(
        Referral,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # where the story is told once
        related_name="duplicates",
    )
    duplicate_case = models.ForeignKey(
        Case,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # where the story is told once
        related_name="+",
    )
    advice = models.ForeignKey(
        AdviceEntry,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # what was said is part of the record
        related_name="decisions",
    )
    urgency = models.CharField(max_length=10, choices=Urgency, default=Urgency.NOT_URGENT)
    complexity = models.CharField(max_length=10, choices=Complexity, default=Complexity.SIMPLE)
    priority = models.CharField(max_length=10, choices=Priority)
    score = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    figures_from = models.DateField()
    suggested_outcome = models.CharField(max_length=20, choices=TriageOutcome)
    override_reason = models.CharField(max_length=300, blank=True)
    note = models.CharField("advice given, or where instead", max_length=500, blank=True)
    decided_on = models.DateField()
    decided_at = models.DateTimeField()
    paused_until = models.DateTimeField("may be taken back until", null=True, blank=True)
    decided_by = models.ForeignKey(
        User,
        null=True,
        on_delete=models.PROTECT,  # who decided is part of the record
        related_name="triage_decisions",
    )

    class Meta:
        indexes = [models.Index(fields=["decided_on", "outcome"], name="decision_day")]
        constraints = [
            models.CheckConstraint(
                name="decision_against_the_suggestion_has_a_reason",
                condition=Q(outcome=models.F("suggested_outcome")) | ~Q(override_reason=""),
                violation_error_message="Say why, as this differs from what was suggested.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.referral}: {self.outcome}"

    @property
    def undo_until(self) -> datetime:
        """Until when it can be taken back: a minute, or as long as somebody asked for."""
        return self.paused_until or self.decided_at + UNDO_FOR
