"""Asking twice for the same thing makes it once: a caller's key, and what came of it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import models, transaction
from django.utils.crypto import salted_hmac

from lightbulb.core.record.actors import Actor
from lightbulb.core.service_accounts.models import IdempotencyKey

SALT = "lightbulb.idempotency"


class KeyUsedBefore(Exception):
    """The caller used this key before, to ask for something else."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a caller asks for: "POST /api/v1/referrals/", and the digest of the body."""

    by: Actor
    key: UUID
    what: str
    body: str


def digest_of_body(body: object) -> str:
    """The same for the same JSON, however it was spaced and ordered.

    Keyed, because a plain digest of a name and a birthday could be guessed back.
    """
    text = json.dumps(body, sort_keys=True)
    return salted_hmac(SALT, text, algorithm="sha256").hexdigest()


@transaction.atomic
def make_once(
    *, asked: Asked, make: Callable[[], models.Model], status: int
) -> tuple[UUID | None, bool]:
    """The key of what was made, and whether it was made just now.

    The same key asked at once waits for the first to end. What `make` raises takes the
    key back with everything else. Raises KeyUsedBefore.
    """
    whose = {"caller_kind": asked.by.actor_kind, "caller_id": asked.by.actor_id, "key": asked.key}
    mine = IdempotencyKey(**whose, asked=asked.what, body=asked.body)
    IdempotencyKey.objects.bulk_create([mine], ignore_conflicts=True)
    held = IdempotencyKey.objects.get(**whose)
    if held.pk != mine.pk:
        if (held.asked, held.body) != (asked.what, asked.body):
            raise KeyUsedBefore
        return held.made_id, False
    held.made_id, held.status = make().pk, status
    held.save(update_fields=["made_id", "status"])
    return held.made_id, True
