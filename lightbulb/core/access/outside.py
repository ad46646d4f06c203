"""Whoever acts without an account: somebody asking for help, or a partner by a signed link."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.roles import Reach
from lightbulb.core.access.subjects import Part
from lightbulb.core.record.models import ActorKind


class OnlyToTell:
    """The narrowest grant there is: a referral may be told, and nothing may be seen."""

    role = ""
    permissions = frozenset({Permission.LOG_REFERRALS})
    reach = Reach.LOCALITIES
    localities: Any = ()


@dataclass(frozen=True)
class Outsider:
    """`kind` says as what somebody acts, `key` by which form or link."""

    kind: ActorKind
    key: str

    staff_id = None

    @property
    def actor_kind(self) -> str:
        return self.kind

    @property
    def actor_id(self) -> str:
        return self.key

    def memberships_on(self, day: date) -> Sequence[OnlyToTell]:
        return [OnlyToTell()]

    def opened_in_emergency(self, now: datetime) -> frozenset[Part]:
        return frozenset()

    @property
    def known_restrictions(self) -> dict[date, Any]:
        """New each time: one of these outlives the request that asks."""
        return {}


ASKS_FOR_HELP = Outsider(ActorKind.CUSTOMER, "self-referral")
LOOKS_AT_STATUS = Outsider(ActorKind.CUSTOMER, "status page")
