"""Who may see less than their role allows, and who saw more of it in an emergency."""

from datetime import date, datetime, timedelta
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from lightbulb.core.access.enums import EmergencyReason, RestrictionKind, ReviewOutcome
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.scope import Looker, allows
from lightbulb.core.access.subjects import Part
from lightbulb.core.keys import Keyed

OPEN_FOR = timedelta(hours=8)
NOTHING = Q(pk__in=[])


class RestrictionQuerySet(models.QuerySet["Restriction"]):
    def in_force(self, on: date) -> Self:
        """Begun and not lifted: what is lifted today no longer holds today."""
        return self.filter(starts_on__lte=on, lifted_on=None)

    def of(self, *parts: Part) -> Self:
        """Restrictions of a record or of anything it is part of."""
        found = NOTHING
        for kind, key in parts:
            found |= Q(subject_type=kind, subject_id=key)
        return self.filter(found)

    def hiding_from(self, looker: Looker, *, on: date) -> Self:
        """Those that keep somebody out, by name or by naming only others."""
        return self.filter(shuts_out(looker) | lets_in_only_others(looker, on=on))

    def shutting_out(self, looker: Looker) -> Self:
        return self.filter(shuts_out(looker))

    def for_display(self) -> Self:
        named = models.Prefetch(
            "names", RestrictionName.objects.standing().select_related("user"), to_attr="named"
        )
        return self.select_related("made_by").prefetch_related(named).order_by("starts_on", "id")


def shuts_out(looker: Looker) -> Q:
    """A restriction that names somebody as one who may not see."""
    if looker.staff_id is None:
        return NOTHING
    return Q(kind=RestrictionKind.EXCLUDE) & Q(is_named(looker.staff_id))


def lets_in_only_others(looker: Looker, *, on: date) -> Q:
    """A restriction to people among whom somebody is not. Whoever keeps restricted records
    is let in by all of them."""
    if allows(looker, Permission.MANAGE_RESTRICTED, on=on):
        return NOTHING
    only = Q(kind=RestrictionKind.ALLOW_ONLY)
    return only if looker.staff_id is None else only & ~Q(is_named(looker.staff_id))


def is_named(user_id: UUID) -> Exists:
    return Exists(
        RestrictionName.objects.standing().filter(restriction=OuterRef("pk"), user=user_id)
    )


class Restriction(Keyed):
    """Fewer people may see a record than their roles say: only those named, or all but those.

    On a person it holds for everything about them; on a case, for that case and what is in
    it; on anything else, for that alone. `person_id` and `case_id` say where it belongs.
    """

    kind = models.CharField(max_length=12, choices=RestrictionKind)
    subject_type = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    person_id = models.UUIDField()
    case_id = models.UUIDField(null=True, blank=True)
    reason = models.CharField(max_length=500)
    starts_on = models.DateField("first day")
    review_on = models.DateField("day to look at it again", null=True, blank=True)
    lifted_on = models.DateField("day it was lifted", null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who restricted it is part of the record
        related_name="restrictions_made",
    )

    named: "list[RestrictionName]"  # who is named now, of `for_display`

    objects = RestrictionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["subject_type", "subject_id"],
                name="restriction_standing",
                condition=Q(lifted_on__isnull=True),
            ),
            models.Index(fields=["person_id"], name="restriction_person"),
        ]
        constraints = [
            models.CheckConstraint(
                name="restriction_lifted_after_it_began",
                condition=Q(lifted_on__isnull=True) | Q(lifted_on__gte=F("starts_on")),
                violation_error_message="A restriction is not lifted before it begins.",
            ),
            models.CheckConstraint(
                name="restriction_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message="Say why this is restricted.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_type} {self.subject_id}"

    @property
    def part(self) -> Part:
        return self.subject_type, self.subject_id

    def is_in_force(self, on: date) -> bool:
        return self.starts_on <= on and self.lifted_on is None


class RestrictionNameQuerySet(models.QuerySet["RestrictionName"]):
    def standing(self) -> Self:
        return self.filter(removed_on__isnull=True)


class RestrictionName(models.Model):
    """Somebody named in a restriction, by whom, from when to when."""

    id = models.BigAutoField(primary_key=True)
    restriction = models.ForeignKey(Restriction, on_delete=models.CASCADE, related_name="names")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,  # who could see it is part of the record
        related_name="restriction_names",
    )
    named_on = models.DateField()
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who let them in is part of the record
        related_name="restriction_names_given",
    )
    removed_on = models.DateField(null=True, blank=True)

    objects = RestrictionNameQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["restriction", "user"],
                condition=Q(removed_on__isnull=True),
                name="restriction_name_once",
                violation_error_message="This person is named already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.restriction_id}"


class EmergencyAccessQuerySet(models.QuerySet["EmergencyAccess"]):
    def open_at(self, now: datetime) -> Self:
        return self.filter(closed_at=None, opened_at__lte=now, closes_at__gt=now)

    def to_review(self) -> Self:
        return self.filter(reviewed_on=None).select_related("user").order_by("opened_at", "id")


class EmergencyAccess(Keyed):
    """One record that somebody opened for eight hours, why, and what was said of it later."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,  # who looked is part of the record
        related_name="emergencies",
    )
    subject_type = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    person_id = models.UUIDField()
    case_id = models.UUIDField(null=True, blank=True)
    why = models.CharField(max_length=20, choices=EmergencyReason)
    reason = models.CharField(max_length=500)
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField("closed early at", null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who judged it is part of the record
        related_name="emergencies_reviewed",
    )
    outcome = models.CharField(max_length=20, choices=ReviewOutcome, blank=True)
    note = models.CharField(max_length=500, blank=True)

    objects = EmergencyAccessQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["user", "closes_at"],
                name="emergency_open",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(
                fields=["opened_at"],
                name="emergency_to_review",
                condition=Q(reviewed_on__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="emergency_closes_after_it_opened",
                condition=Q(closes_at__gt=F("opened_at")),
                violation_error_message="An emergency access ends after it begins.",
            ),
            models.CheckConstraint(
                name="emergency_reviewed_whole",
                condition=Q(reviewed_on__isnull=True, reviewed_by__isnull=True, outcome="")
                | (Q(reviewed_on__isnull=False, reviewed_by__isnull=False) & ~Q(outcome="")),
                violation_error_message="A review has a day, a reviewer and an outcome.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.subject_type} {self.subject_id}"

    @property
    def part(self) -> Part:
        return self.subject_type, self.subject_id

    def is_open(self, now: datetime) -> bool:
        return self.closed_at is None and self.opened_at <= now < self.closes_at
