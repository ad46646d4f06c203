"""Other systems that call the service: for whom, as what, where, from when to when."""

import hashlib
from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models.functions import Now
from django.utils.functional import cached_property

from lightbulb.core.access.permissions import FOR_SYSTEMS, Permission
from lightbulb.core.access.roles import ROLES, Reach, RoleCode
from lightbulb.core.access.subjects import Part
from lightbulb.core.keys import Keyed
from lightbulb.core.organisations.models import Locality, Organisation
from lightbulb.core.record.models import ActorKind
from lightbulb.core.time.dated import Dated, DatedQuerySet, days_in_order


def digest_of(token: str) -> str:
    """What is kept of a token. It has 256 random bits, so a plain digest cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


class ServiceAccountQuerySet(DatedQuerySet):
    def usable(self, on: date) -> Self:
        return self.in_force(on).filter(revoked_on__isnull=True)

    def of_token(self, token: str, *, on: date) -> "ServiceAccount | None":
        """The account a token opens on a day, or None."""
        account: ServiceAccount | None = self.usable(on).filter(token=digest_of(token)).first()
        return account


class ServiceAccount(Keyed, Dated):
    """A partner's system. It sees and does what its role may, in its localities.

    It has a role and localities of its own, and so stands where a person's membership
    would. With a role that is not county-wide and no locality it sees nothing, which is
    right for a system that only sends referrals. It is never named in a restriction, so
    it sees nothing that only some may see, and it opens nothing in an emergency.
    """

    actor_kind = "service_account"
    is_authenticated = True
    staff_id = None

    name = models.CharField(max_length=100)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,  # what its system did rests on it
        related_name="service_accounts",
    )
    role = models.CharField(max_length=30, choices=RoleCode)
    localities = models.ManyToManyField(Locality, blank=True, related_name="service_accounts")
    token = models.CharField("digest of the token", max_length=64, unique=True, editable=False)
    last_used_on = models.DateField(null=True, blank=True, editable=False)
    revoked_on = models.DateField(null=True, blank=True, editable=False)

    objects = ServiceAccountQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")
        constraints = [
            days_in_order("service_account_days_in_order"),
            models.UniqueConstraint(
                fields=["name"],
                name="service_account_one_of_a_name",
                condition=models.Q(revoked_on__isnull=True),
                violation_error_message="A service account of this name is there already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {ROLES[self.role].name}"

    @property
    def actor_id(self) -> str:
        return str(self.pk)

    def memberships_on(self, day: date) -> list[Self]:
        """Where it may look on a day, as a person's memberships say it of them."""
        return [self] if self.is_in_force(day) and self.revoked_on is None else []

    @property
    def permissions(self) -> frozenset[Permission]:
        return ROLES[self.role].permissions & FOR_SYSTEMS

    @property
    def reach(self) -> Reach:
        return ROLES[self.role].reach

    def opened_in_emergency(self, now: datetime) -> frozenset[Part]:
        return frozenset()

    @cached_property
    def known_restrictions(self) -> dict[date, Any]:
        return {}

    def note_use(self, *, on: date) -> None:
        """Keep the last day it called: one write a day, whoever calls first."""
        if self.last_used_on != on:
            ServiceAccount.objects.filter(pk=self.pk).update(last_used_on=on)
            self.last_used_on = on


class IdempotencyKey(Keyed):
    """A key under which a caller asked for something, so that asking again does nothing new.

    Holds no personal data: of what was sent only a keyed digest, of what was made its key.
    """

    caller_kind = models.CharField(max_length=20, choices=ActorKind)
    caller_id = models.CharField(max_length=40)
    key = models.UUIDField()
    asked = models.CharField("method and path", max_length=200)
    body = models.CharField("digest of the body", max_length=64)
    status = models.PositiveSmallIntegerField("status answered the first time", null=True)
    made_id = models.UUIDField("key of what was made", null=True)
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["caller_kind", "caller_id", "key"], name="idempotency_key_once_a_caller"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.caller_kind} {self.caller_id}"
