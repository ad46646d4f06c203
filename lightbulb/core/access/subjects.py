"""One record as access sees it: where it lies, whose it is, and what it is part of."""

from dataclasses import dataclass
from uuid import UUID

Part = tuple[str, UUID]  # the label of a model, and a key

PERSON, CASE, REFERRAL = "cases.person", "cases.case", "triage.referral"


@dataclass(frozen=True, kw_only=True)
class Subject:
    """`parts` is the record itself and everything it belongs to: to restrict one of them
    is to restrict the record."""

    parts: tuple[Part, ...]
    locality_id: UUID | None = None
    is_hospital: bool = False
    worker_id: UUID | None = None
