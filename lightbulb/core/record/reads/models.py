"""Who was shown whom: one row for each response that shows a person."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from lightbulb.core.record.models import ActorKind


class Showing(models.TextChoices):
    """How somebody was shown."""

    PAGE = "page", "Page"
    LIST = "list", "List"
    SEARCH = "search", "Search"
    SUGGESTION = "suggestion", "Suggestion while typing"
    DOCUMENT = "document", "Document"
    EXPORT = "export", "File"
    API = "api", "Another system"


class ReadEventQuerySet(models.QuerySet["ReadEvent"]):
    def showing_any_of(self, people: Collection[UUID]) -> Self:
        """Responses that named at least one of the people."""
        return self.filter(person_ids__overlap=list(people))

    def between(self, first: date, last: date) -> Self:
        """Both days included, as the calendar on the wall has them."""
        return self.filter(
            recorded_at__gte=begin_of(first), recorded_at__lt=begin_of(last + timedelta(days=1))
        )

    def newest_first(self, *, before: tuple[datetime, int] | None = None) -> Self:
        """From the newest on, or from the one after a row of another page."""
        found = self
        if before:
            moment, key = before
            earlier = models.Q(recorded_at=moment, id__lt=key) | models.Q(recorded_at__lt=moment)
            found = self.filter(earlier, recorded_at__lte=moment)
        return found.order_by("-recorded_at", "-id")


def begin_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


class ReadEvent(models.Model):
    """One response that showed somebody: to whom, who was in it, and how. Only ever added.

    Partitioned by month like Event. Ids and codes alone: what was typed into a search is not
    kept, and a file's people stand for themselves in its filter, its rows and its digest.
    """

    id = models.BigAutoField(primary_key=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    actor_kind = models.CharField(max_length=20, choices=ActorKind)
    actor_id = models.CharField(max_length=40)
    role = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=12, choices=Showing)
    page = models.CharField("name of the address", max_length=60)
    person_ids = ArrayField(models.UUIDField(), default=list)
    case_id = models.UUIDField(null=True)
    request_id = models.UUIDField()
    asked = models.JSONField("filter of a file", default=dict)
    rows = models.PositiveIntegerField("rows of a file", null=True)
    digest = models.CharField("digest of a file", max_length=64, blank=True)

    objects = ReadEventQuerySet.as_manager()

    class Meta:
        ordering = ("-recorded_at", "-id")

    def __str__(self) -> str:
        return f"{self.kind} {self.page}"
