"""What happened, what it was before, and what still has to happen because of it."""

from typing import Self

from django.db import models
from django.db.models.functions import Now


class ActorKind(models.TextChoices):
    STAFF = "staff", "Staff"
    SERVICE_ACCOUNT = "service_account", "Service account"
    PARTNER_LINK = "partner_link", "Partner link"
    CUSTOMER = "customer", "Customer"
    SYSTEM = "system", "System"


class EventQuerySet(models.QuerySet["Event"]):
    def about(self, subject: models.Model) -> Self:
        return self.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))


class Event(models.Model):
    """One thing that happened. Only ever added; the database refuses anything else.

    The table is partitioned by month of `recorded_at`, so the key in the database is
    (id, recorded_at). `detail` holds codes, ids, dates, amounts and field names, never
    names, addresses or words: those live in tables where they can be corrected.
    """

    id = models.BigAutoField(primary_key=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    happened_on = models.DateField()
    verb = models.CharField(max_length=60)
    verb_version = models.PositiveSmallIntegerField()
    actor_kind = models.CharField(max_length=20, choices=ActorKind)
    actor_id = models.CharField(max_length=40)
    on_behalf_of = models.UUIDField(null=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    case_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    locality_id = models.UUIDField(null=True)
    request_id = models.UUIDField()
    supersedes = models.BigIntegerField(null=True)
    detail = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ("-recorded_at", "-id")

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_id}"


class Versioned(models.Model):
    """A record that staff edit: a save names the version it read, and loses if it is old."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class Revision(models.Model):
    """What a record held before a save. Goes when its record goes."""

    id = models.BigAutoField(primary_key=True)
    model = models.CharField(max_length=60)
    record_id = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    before = models.JSONField()
    by_kind = models.CharField(max_length=20, choices=ActorKind)
    by_id = models.CharField(max_length=40)
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("model", "record_id", "version"), name="revision_once_a_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.record_id} version {self.version}"


class OutboxState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    HANDED = "handed", "Handed to a worker"
    SENDING = "sending", "Being sent"
    DONE = "done", "Done"
    CANCELLED = "cancelled", "Cancelled"
    UNSURE = "unsure", "May have been sent"
    FAILED = "failed", "Failed"


class OutboxQuerySet(models.QuerySet["OutboxRow"]):
    def unfinished(self) -> Self:
        return self.filter(state__in=(OutboxState.WAITING, OutboxState.HANDED, OutboxState.SENDING))

    def for_a_person(self) -> Self:
        """Rows nobody can finish but a person: they failed, or may have been sent."""
        return self.filter(state__in=(OutboxState.UNSURE, OutboxState.FAILED))


class OutboxRow(models.Model):
    """An effect still to happen, or that has happened, because of a verb."""

    id = models.BigAutoField(primary_key=True)
    effect = models.CharField(max_length=60)
    effect_key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=OutboxState, default=OutboxState.WAITING)
    not_before = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)
    begun = models.PositiveSmallIntegerField(default=0)  # by workers that were not heard of again
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    handed_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["not_before", "id"],
                name="outbox_unfinished",
                condition=models.Q(state__in=("waiting", "handed", "sending")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.effect} {self.effect_key}"


class Pulse(models.Model):
    """When a process that works in the background last showed itself."""

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
