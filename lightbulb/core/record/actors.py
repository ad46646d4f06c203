"""Who did it: staff, or something that acts without a person at the keyboard."""

from dataclasses import dataclass
from typing import Protocol

from lightbulb.core.record.models import ActorKind


class Actor(Protocol):
    """Whoever a verb is done by."""

    @property
    def actor_kind(self) -> str: ...

    @property
    def actor_id(self) -> str: ...


@dataclass(frozen=True)
class System:
    """The service itself, by the name of the job that acted."""

    job: str

    @property
    def actor_kind(self) -> str:
        return ActorKind.SYSTEM

    @property
    def actor_id(self) -> str:
        return self.job
