"""Letters: what was said to a person, on paper or otherwise, kept as it was sent."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from cases.enums import Channel, LetterFormat, LetterState
from cases.models.case import Case
from cases.models.people import Person
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.scope import Looker, Scope
from lightbulb.core.access.sight import Through, not_hidden
from lightbulb.core.access.subjects import CASE, PERSON
from lightbulb.core.keys import Keyed
from lightbulb.core.staff.models import User

PARTS = {
    PERSON: ("person_id", Through("person_id", Person, "merged_into_id")),
    CASE: ("case_id",),
}


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, user: Looker, *, on: date) -> Self:
        """Letters of cases somebody may see; before there is a case, by where the person lives;
        all, for triage and county roles. Never what is kept from them."""
        scope = Scope.of(user, Permission.SEND_LETTERS, on=on)
        within = Q(case__in=Case.objects.visible_to(user, on=on))
        within |= Q(case=None, person__home__locality__in=scope.localities)
        shown = self if scope.everywhere else self.filter(within)
        return shown.filter(not_hidden(user, PARTS, on=on))

    def to_send(self) -> Self:
        return self.filter(state=LetterState.READY)

    def about(self, reference: str) -> Self:
        """Letters that carry a reference: a referral's, which its case takes over."""
        return self.filter(reference=reference).order_by("-asked_at", "-id")

    def for_display(self) -> Self:
        return self.select_related("person", "case", "asked_by", "sent_by")


class Letter(Keyed):
    """Words to one person. Once ready it is never changed; another is written instead."""

    kind = models.CharField(max_length=40)
    reference = models.CharField(max_length=12)
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,  # what somebody was told is part of the record
        related_name="letters",
    )
    case = models.ForeignKey(
        Case,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # what was said in a case is part of it
        related_name="letters",
    )
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.POST)
    letters_in = models.CharField(
        max_length=20, choices=LetterFormat, default=LetterFormat.LARGE_PRINT
    )
    to_name = models.CharField(max_length=220)
    to_lines = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    to_phone = models.CharField(max_length=30, blank=True)
    said = models.JSONField(default=dict)
    signed_by = models.CharField(max_length=150)
    signed_as = models.CharField(max_length=80, blank=True)
    ring = models.CharField(max_length=30, blank=True)
    sender = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.WAITING)
    asked_on = models.DateField()
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    asked_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who wrote is part of the record
        related_name="letters_asked_for",
    )
    sent_on = models.DateField(null=True, blank=True)
    sent_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who sent it is part of the record
        related_name="letters_sent",
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-id")
        indexes = [
            models.Index(
                fields=["asked_on", "id"], name="letter_to_send", condition=Q(state="ready")
            ),
            models.Index(fields=["reference"], name="letter_reference"),
        ]
        constraints = [
            models.CheckConstraint(
                name="letter_sent_by_somebody_on_a_day",
                condition=Q(state="sent", sent_on__isnull=False, sent_by__isnull=False)
                | (~Q(state="sent") & Q(sent_on__isnull=True, sent_by__isnull=True)),
                violation_error_message="A letter that went has its day and who sent it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"

    def get_absolute_url(self) -> str:
        return reverse("cases:letter", args=[self.pk])


class LetterContent(models.Model):
    """The PDF of a letter, byte for byte as it went, apart from what lists show of it."""

    letter = models.OneToOneField(
        Letter, on_delete=models.CASCADE, primary_key=True, related_name="content"
    )
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"Content of {self.letter_id}"
