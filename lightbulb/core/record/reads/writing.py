"""`record_read()`: the one way a read event is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from lightbulb.core.record.actors import Actor
from lightbulb.core.record.reads.models import ReadEvent, Showing
from lightbulb.core.record.requests import current_request_id


@dataclass
class Shown:
    """Whom a response shows, as its view says it. A file says what it holds instead."""

    people: dict[UUID, None] = field(default_factory=dict)
    case_id: UUID | None = None
    asked: Mapping[str, Any] = field(default_factory=dict)
    rows: int | None = None
    digest: str = ""

    def add(self, people: Iterable[UUID], case_id: UUID | None) -> None:
        self.people |= dict.fromkeys(people)
        self.case_id = case_id or self.case_id

    @property
    def is_nobody(self) -> bool:
        return not self.people and not self.rows


def record_read(shown: Shown, *, by: Actor, kind: Showing, page: str, on: date) -> ReadEvent | None:
    """Write whom somebody is about to see; None where it is nobody. One insert, no more."""
    if shown.is_nobody:
        return None
    return ReadEvent.objects.create(
        actor_kind=by.actor_kind,
        actor_id=by.actor_id,
        role=role_of(by, on=on),
        kind=kind,
        page=page,
        person_ids=list(shown.people),
        case_id=shown.case_id,
        request_id=current_request_id(),
        asked=dict(shown.asked),
        rows=shown.rows,
        digest=shown.digest,
    )


def role_of(by: Any, *, on: date) -> str:
    """The role somebody looks in: a post before cover. A partner by a link has none."""
    memberships = by.memberships_on(on) if hasattr(by, "memberships_on") else []
    return str(memberships[0].role) if memberships else ""
