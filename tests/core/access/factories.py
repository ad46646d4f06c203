"""Makers of restrictions and of records opened in an emergency."""

from collections.abc import Sequence
from datetime import datetime

from django.db import models

from lightbulb.core.access.enums import EmergencyReason, RestrictionKind
from lightbulb.core.access.models import (
    OPEN_FOR,
    EmergencyAccess,
    Restriction,
    RestrictionName,
)
from lightbulb.core.staff.models import User
from tests.core.factories import A_MOMENT, FIRST_DAY


def columns_of(record: models.Model) -> dict[str, object]:
    """Where a person or anything with one stands, as a restriction keeps it."""
    person = getattr(record, "person_id", record.pk)
    case = record.pk if record._meta.model_name == "case" else getattr(record, "case_id", None)
    return {
        "subject_type": record._meta.label_lower,
        "subject_id": record.pk,
        "person_id": person,
        "case_id": case,
    }


def make_restriction(
    record: models.Model,
    *,
    kind: RestrictionKind = RestrictionKind.ALLOW_ONLY,
    named: Sequence[User] = (),
    lifted: bool = False,
) -> Restriction:
    """A restriction in force since long ago, unless `lifted`."""
    restriction = Restriction.objects.create(
        kind=kind,
        reason="Invented for a test",
        starts_on=FIRST_DAY,
        lifted_on=FIRST_DAY if lifted else None,
        **columns_of(record),
    )
    RestrictionName.objects.bulk_create(
        RestrictionName(restriction=restriction, user=user, named_on=FIRST_DAY) for user in named
    )
    return restriction


def make_emergency(
    record: models.Model, *, user: User, opened_at: datetime = A_MOMENT
) -> EmergencyAccess:
    """A record that somebody opened for eight hours at half past nine."""
    return EmergencyAccess.objects.create(
        user=user,
        why=EmergencyReason.RISK_TO_LIFE,
        reason="Invented for a test",
        opened_at=opened_at,
        closes_at=opened_at + OPEN_FOR,
        **columns_of(record),
    )
