"""`record()`: the one way an event is written, inside the verb's own transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import psycopg
from django.db import IntegrityError, connection, models, transaction

from lightbulb.core.record.actors import Actor
from lightbulb.core.record.models import Event
from lightbulb.core.record.requests import current_request_id
from lightbulb.core.record.verbs import VerbEnum, checked_detail

ONCE_A_REQUEST = "_once_a_request"


class AlreadyDone(Exception):
    """The same request did this already: a second press of the same button."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where an event belongs, as it was at the time."""

    case_id: UUID | None = None
    person_id: UUID | None = None
    organisation_id: UUID | None = None
    locality_id: UUID | None = None


NOWHERE = Place()


def record(
    verb: VerbEnum,
    subject: models.Model,
    *,
    by: Actor,
    on: date,
    detail: Mapping[str, object] | None = None,
    place: Place = NOWHERE,
    on_behalf_of: UUID | None = None,
    supersedes: int | None = None,
) -> Event:
    """Write that `verb` happened to `subject` on the day `on`.

    Must run inside a transaction, so that the event stands or falls with what it
    tells of. Raises AlreadyDone when this request recorded the same verb on the same
    subject before, and ValueError for a detail the verb does not allow.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("record() belongs in the verb's transaction")
    event = Event(
        happened_on=on,
        verb=verb.word,
        verb_version=verb.spec.version,
        actor_kind=by.actor_kind,
        actor_id=by.actor_id,
        on_behalf_of=on_behalf_of,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        case_id=place.case_id,
        person_id=place.person_id,
        organisation_id=place.organisation_id,
        locality_id=place.locality_id,
        request_id=current_request_id(),
        supersedes=supersedes,
        detail=checked_detail(verb, detail or {}),
    )
    _insert(event)
    return event


def _insert(event: Event) -> None:
    try:
        event.save(force_insert=True)
    except IntegrityError as error:
        if _constraint(error).endswith(ONCE_A_REQUEST):
            raise AlreadyDone(event.verb) from error
        raise


def _constraint(error: IntegrityError) -> str:
    """The name of the constraint that refused a row, as the driver tells it."""
    cause = error.__cause__
    return (cause.diag.constraint_name or "") if isinstance(cause, psycopg.Error) else ""
