"""A life cycle as one table: which state may follow which, by what."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied


class NotAllowed(PermissionDenied):
    """The step cannot be taken from where the record is; the message says so."""


class Workflow:
    """A table of state → {step: next state}."""

    def __init__(self, name: str, table: Mapping[str, Mapping[str, str]]) -> None:
        self.name = name
        self.table = table

    def allows(self, state: str, step: str) -> bool:
        return step in self.table.get(state, {})

    def next_state(self, state: str, step: str) -> str:
        """The state after a step. Raises NotAllowed when the step cannot be taken."""
        if not self.allows(state, step):
            words = step.replace("_", " ")
            raise NotAllowed(f"This is not the moment to {words}: it has moved on. Look again.")
        return self.table[state][step]

    def mermaid(self) -> str:
        arrows = [
            f"    {state} --> {target}: {step}"
            for state, steps in self.table.items()
            for step, target in steps.items()
        ]
        return "\n".join(["stateDiagram-v2", *arrows])
