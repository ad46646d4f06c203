"""What may be passed on, to whom and why: the flows, and what each person said."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from cases.models import Case
from lightbulb.core.access.scope import Looker
from lightbulb.core.keys import Keyed
from lightbulb.core.staff.models import User
from lightbulb.core.time.dated import Dated, DatedQuerySet, days_in_order, no_overlap
from triage.enums import SaidHow, SharingAnswer
from triage.models.referral import Referral


class SharingFlow(Keyed, Dated):
    """One recipient, what for, and the legal basis. Policy, kept once and for all cases.

    Only where `agreement_is_law` does the flow wait for the person's yes. Everywhere else
    what they say is recorded and honoured, and never stands before a grant or their safety.
    """

    code = models.SlugField(max_length=40)
    recipient = models.CharField(max_length=120)
    purpose = models.CharField(max_length=200)
    legal_basis = models.CharField(max_length=300)
    agreement_is_law = models.BooleanField(default=False)
    source = models.CharField(max_length=300)
    place = models.PositiveSmallIntegerField("place in the list", default=0)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ("place", "code")
        constraints = [
            days_in_order("sharing_flow_days_in_order"),
            no_overlap("sharing_flow_once_at_a_time", "code"),
        ]

    def __str__(self) -> str:
        return self.recipient


class Sharing(Keyed):
    """What somebody said about one recipient: who said it, how and when."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="sharing")
    flow = models.ForeignKey(
        SharingFlow,
        on_delete=models.PROTECT,  # what was asked is part of the record
        related_name="answers",
    )
    answer = models.CharField(max_length=10, choices=SharingAnswer)
    why_not_asked = models.CharField(max_length=200, blank=True)
    said_by = models.CharField(max_length=150, blank=True)
    said_how = models.CharField(max_length=10, choices=SaidHow, blank=True)
    said_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["referral", "flow"], name="sharing_once_a_flow"),
            models.CheckConstraint(
                name="sharing_asked_how",
                condition=Q(answer="not_asked") | ~Q(said_how=""),
                violation_error_message="Say how they answered.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.flow}: {self.answer}"


class CaseSharingQuerySet(models.QuerySet["CaseSharing"]):
    def visible_to(self, user: Looker, *, on: date) -> Self:
        return self.filter(case__in=Case.objects.visible_to(user, on=on))


class CaseSharing(Keyed):
    """What somebody said later about one recipient, in their case. The last word stands, and
    none is ever changed: whoever agreed may take it back, and it shows when they did."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="sharing")
    flow = models.ForeignKey(
        SharingFlow,
        on_delete=models.PROTECT,  # what was asked is part of the record
        related_name="later_answers",
    )
    answer = models.CharField(
        max_length=10,
        choices=[each for each in SharingAnswer.choices if each[0] in ("agreed", "refused")],
    )
    said_by = models.CharField(max_length=150)
    said_how = models.CharField(max_length=10, choices=SaidHow)
    said_on = models.DateField()
    written_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who wrote it down is part of the record
        related_name="sharing_written",
    )

    objects = CaseSharingQuerySet.as_manager()

    class Meta:
        ordering = ("said_on", "id")
        indexes = [models.Index(fields=["case", "said_on"], name="case_sharing_last_word")]
        constraints = [
            models.CheckConstraint(
                name="case_sharing_says_yes_or_no",
                condition=Q(answer__in=("agreed", "refused")),
                violation_error_message="Say whether they agree.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.flow}: {self.answer}"
