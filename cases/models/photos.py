"""Photos of a visit, made small and with nothing in them but the picture."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from cases.enums import PhotoRemoval
from cases.models.visit import Visit
from lightbulb.core.access.scope import Looker
from lightbulb.core.keys import Keyed
from lightbulb.core.record.models import Versioned
from lightbulb.core.staff.models import User


class VisitPhotoQuerySet(models.QuerySet["VisitPhoto"]):
    def visible_to(self, user: Looker, *, on: date) -> Self:
        return self.filter(visit__in=Visit.objects.visible_to(user, on=on))

    def standing(self) -> Self:
        """Those that are still kept."""
        return self.filter(removed_on=None)


class VisitPhoto(Keyed, Versioned):
    """One photo, told from others by the digest of what was sent. Once removed the picture is
    gone, and that there was one, who removed it and why stays."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="photos")
    question = models.CharField("what it shows", max_length=10, blank=True)
    sha256 = models.CharField(max_length=64, editable=False)
    taken_at = models.DateTimeField()
    caption = models.CharField(max_length=200, blank=True)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    added_at = models.DateTimeField(db_default=Now(), editable=False)
    added_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,  # who took it is part of the record
        related_name="photos_added",
    )
    removed_on = models.DateField(null=True, blank=True)
    removed_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who removed it is part of the record
        related_name="photos_removed",
    )
    removed_because = models.CharField(max_length=10, choices=PhotoRemoval, blank=True)

    objects = VisitPhotoQuerySet.as_manager()

    class Meta:
        ordering = ("taken_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "sha256"],
                name="photo_once_a_visit",
                violation_error_message="This photo is with the visit already.",
            ),
            models.CheckConstraint(
                name="photo_removed_by_somebody_for_a_reason",
                condition=(
                    Q(removed_on__isnull=False, removed_by__isnull=False) & ~Q(removed_because="")
                )
                | Q(removed_on=None, removed_by=None, removed_because=""),
                violation_error_message="A photo is removed on a day, by somebody, for a reason.",
            ),
        ]

    def __str__(self) -> str:
        return self.caption or "No caption"

    def get_absolute_url(self) -> str:
        return reverse("cases:photo", args=[self.pk])


class VisitPhotoContent(models.Model):
    """The JPEG of a photo, apart from what lists show of it."""

    photo = models.OneToOneField(
        VisitPhoto, on_delete=models.CASCADE, primary_key=True, related_name="content"
    )
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"Content of {self.photo_id}"
