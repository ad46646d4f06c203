"""Visits, what was answered on them, and the scores people give themselves."""

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cases.enums import Theme, VisitKind, VisitStandsAs, VisitState
from cases.models.case import Case
from cases.mot.sets import ASSESSMENT, MOT
from lightbulb.core.access.scope import Looker
from lightbulb.core.keys import Keyed
from lightbulb.core.record.models import Versioned
from lightbulb.core.staff.models import User


class VisitQuerySet(models.QuerySet["Visit"]):
    def visible_to(self, user: Looker, *, on: date) -> Self:
        return self.filter(case__in=Case.objects.visible_to(user, on=on))

    def booked(self) -> Self:
        return self.filter(state=VisitState.BOOKED)

    def of_mot(self) -> Self:
        """Those on which the Housing MOT is asked."""
        return self.exclude(kind=VisitKind.ASSESSMENT)

    def with_company(self) -> Self:
        """Each with whoever comes along on the same visit."""
        return self.select_related("worker", "joint_with__worker", "joint_visit__worker")

    def with_photo_counts(self) -> Self:
        """Each with `photo_count`: how many photos of it are still kept."""
        kept = models.Count("photos", filter=Q(photos__removed_on=None))
        return self.annotate(photo_count=kept)

    def of_worker_between(self, worker: User, first: datetime, last: datetime) -> Self:
        """A worker's booked visits that start between two moments, in order of time."""
        return (
            self.booked()
            .filter(worker=worker, starts_at__gte=first, starts_at__lt=last)
            .select_related("case__person__merged_into", "case__home")
            .order_by("starts_at", "id")
        )


class Visit(Keyed, Versioned):
    """Somebody goes to see a person at home.

    Of a joint visit an Occupational Therapist's assessment is `joint_with` the Housing MOT:
    each records their own part. The Housing MOT of a second person in the home is `linked_to`
    the visit on which it was begun.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="visits")
    kind = models.CharField(max_length=10, choices=VisitKind, default=VisitKind.FIRST)
    worker = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who visited is part of the record
        related_name="visits",
    )
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=90)
    state = models.CharField(max_length=10, choices=VisitState, default=VisitState.BOOKED)
    done_on = models.DateField(null=True, blank=True)
    stands_as = models.CharField(
        max_length=12, choices=VisitStandsAs, blank=True, db_default="", default=""
    )
    joint_with = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="joint_visit",
    )
    linked_to = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="linked",
    )

    objects = VisitQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["worker", "starts_at"],
                name="visit_booked",
                condition=Q(state="booked"),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="visit_done_exactly_with_its_day",
                condition=Q(state="done", done_on__isnull=False)
                | (~Q(state="done") & Q(done_on__isnull=True)),
                violation_error_message="A visit that is done has its day, and no other has one.",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state="booked", kind="first"),
                name="visit_first_booked_once",
                violation_error_message="The first visit is booked already.",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state="booked", kind="assessment"),
                name="visit_assessment_booked_once",
                violation_error_message="An assessment is booked already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} for {self.case}"

    def get_absolute_url(self) -> str:
        return reverse("cases:visit", args=[self.pk])

    @property
    def is_assessment(self) -> bool:
        return self.kind == VisitKind.ASSESSMENT

    @property
    def asks(self) -> str:
        """What is filled in on it, by name."""
        return str(VisitKind.ASSESSMENT.label) if self.is_assessment else "Housing MOT"

    @property
    def stands_as_words(self) -> str:
        words = str(self.get_stands_as_display())
        return words[:1].lower() + words[1:]

    @property
    def questions_of(self) -> str:
        """Which question sets it asks: see `cases.mot.sets.current_version`."""
        return ASSESSMENT if self.is_assessment else MOT

    @property
    def company(self) -> User | None:
        """Whoever comes along on the same visit. Of `with_company`."""
        other = self.joint_with or getattr(self, "joint_visit", None)
        return None if other is None or other.state == VisitState.CANCELLED else other.worker

    @property
    def local_day(self) -> date:
        """The day of the visit in England, whatever day it is elsewhere."""
        return timezone.localdate(self.starts_at)


class VisitAnswers(models.Model):
    """Everything answered on a visit: one document by question id.

    Each answer holds its value, who said it, whether it was seen or reported, and when.
    """

    visit = models.OneToOneField(
        Visit, on_delete=models.CASCADE, primary_key=True, related_name="answers"
    )
    question_set = models.CharField(max_length=40)
    answers = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Answers of {self.visit_id}"


class Addendum(Keyed):
    """What was added to a signed assessment. Neither is ever changed."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="addenda")
    text = models.TextField("what is added", max_length=4000)
    written_on = models.DateField()
    written_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who added it is part of the record
        related_name="addenda_written",
    )

    class Meta:
        ordering = ("written_on", "id")

    def __str__(self) -> str:
        return f"Addendum of {self.written_on}"


class Score(models.Model):
    """What a person gave a theme from 1 to 10 at a visit."""

    id = models.BigAutoField(primary_key=True)
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="scores")
    theme = models.CharField(max_length=20, choices=Theme)
    value = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "theme"], name="score_once_a_theme"),
            models.CheckConstraint(
                name="score_from_1_to_10",
                condition=Q(value__gte=1, value__lte=10),
                violation_error_message="A score is from 1 to 10.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.theme}: {self.value}"
