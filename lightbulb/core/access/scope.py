"""How far one permission of somebody reaches on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, Self
from uuid import UUID

from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.roles import Reach
from lightbulb.core.access.subjects import Part, Subject


class Grant(Protocol):
    """What lets somebody do something somewhere: a membership, or a system's account."""

    @property
    def permissions(self) -> frozenset[Permission]: ...

    @property
    def reach(self) -> Reach: ...

    @property
    def localities(self) -> Any: ...


class Looker(Protocol):
    """Whoever asks to see something: staff, another system, a partner by a signed link.

    One that holds no grant sees nothing. Only staff can be named in a restriction or open
    a record in an emergency; `staff_id` of everybody else is None. `known_restrictions`
    is where `sight` keeps what it has asked, for as long as the object lives.
    """

    @property
    def staff_id(self) -> UUID | None: ...

    def memberships_on(self, day: date) -> Sequence[Grant]: ...

    def opened_in_emergency(self, now: datetime) -> frozenset[Part]: ...

    @property
    def known_restrictions(self) -> dict[date, Any]: ...


@dataclass(frozen=True)
class Scope:
    """The localities a permission of somebody covers, or everywhere; with or without their own."""

    everywhere: bool = False
    localities: frozenset[UUID] = frozenset()
    hospital: bool = False
    worker_id: UUID | None = None  # whose own cases are within it

    @classmethod
    def of(cls, looker: Looker, permission: Permission, *, on: date) -> Self:
        held = [each for each in looker.memberships_on(on) if permission in each.permissions]
        reaches = {each.reach for each in held}
        return cls(
            everywhere=Reach.COUNTY in reaches,
            localities=frozenset(localities_of(held)),
            hospital=Reach.HOSPITAL in reaches,
            worker_id=looker.staff_id if held else None,
        )

    def covers(self, subject: Subject) -> bool:
        """Whether a record lies within it; a record without an owner is nobody's own."""
        return (
            self.everywhere
            or subject.locality_id in self.localities
            or (self.hospital and subject.is_hospital)
            or (self.worker_id is not None and subject.worker_id == self.worker_id)
        )


def localities_of(grants: Iterable[Grant]) -> set[UUID]:
    """Where grants that go by locality reach."""
    return {
        locality.pk
        for grant in grants
        if grant.reach is Reach.LOCALITIES
        for locality in grant.localities.all()
    }


def allows(looker: Looker, permission: Permission, *, on: date) -> bool:
    """Whether somebody may do it anywhere at all."""
    return any(permission in each.permissions for each in looker.memberships_on(on))
