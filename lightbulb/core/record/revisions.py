"""The save that loses gracefully: it names the version it read, and keeps what was before."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from lightbulb.core.record.actors import Actor
from lightbulb.core.record.models import Revision, Versioned


class EditConflict(Exception):
    """Somebody saved in between. `current` is the record as it is now."""

    def __init__(self, current: models.Model) -> None:
        super().__init__("Somebody else changed this while you were writing")
        self.current = current


@transaction.atomic
def save_changes(
    record: Versioned, changes: Mapping[str, Any], *, by: Actor, version: int
) -> list[str]:
    """Save the fields that differ and return their names, in order of the alphabet.

    `version` is the one the form was filled in from. Raises EditConflict when the
    record has moved on since, and ValidationError when the result is not valid. The
    values before are kept as a Revision; `record` is brought up to date.
    """
    current = record.__class__._default_manager.select_for_update(of=("self",)).get(pk=record.pk)
    if current.version != version:
        raise EditConflict(current)
    before = {
        name: getattr(current, _column(current, name))
        for name, value in changes.items()
        if getattr(current, name) != value
    }
    for name in before:
        setattr(current, name, changes[name])
    if before:
        _save(current, before, by=by)
        for name in before:
            setattr(record, name, changes[name])
        record.version = current.version
    return sorted(before)


def _save(current: Versioned, before: Mapping[str, Any], *, by: Actor) -> None:
    current.full_clean(validate_unique=True)
    Revision.objects.create(
        model=current._meta.label_lower,
        record_id=str(current.pk),
        version=current.version,
        before=_as_json(before),
        by_kind=by.actor_kind,
        by_id=by.actor_id,
    )
    current.version += 1
    current.save(update_fields=[*before, "version"])


def _column(record: models.Model, name: str) -> str:
    """The attribute that holds a field's plain value: the key for a foreign key."""
    return str(record._meta.get_field(name).attname)  # type: ignore[union-attr]


def _as_json(values: Mapping[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(dict(values), cls=DjangoJSONEncoder))
    return plain
