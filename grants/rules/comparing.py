"""What differs between two runs of a means test, line by line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from grants.rules.means_test import Result
from grants.rules.working import Group, Step


class Change(StrEnum):
    ADDED = "added"
    GONE = "gone"
    OTHER = "other amount"


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that one run has and the other has not, or with another amount. Pounds."""

    change: Change
    group: Group
    label: str
    person: str
    before: Decimal | None
    after: Decimal | None
    source: str

    @property
    def by(self) -> Decimal:
        return (self.after or Decimal(0)) - (self.before or Decimal(0))


Key = tuple[Group, str, str, int]


def differences(before: Result, after: Result) -> tuple[Difference, ...]:
    """Every line that is not the same in both, in the order of the second run, gone ones last.

    Within a group the differences add up to the difference of its figure.
    """
    was, now = lines(before), lines(after)
    changed = [found for key, step in now.items() if (found := compared(was.get(key), step))]
    gone = [
        Difference(Change.GONE, key[0], step.label, step.person, step.amount, None, step.source)
        for key, step in was.items()
        if key not in now
    ]
    return (*changed, *gone)


def lines(result: Result) -> Mapping[Key, Step]:
    """Each line by what it is and whose; of several alike the first, the second, and so on."""
    return dict(keyed(result.steps))


def keyed(steps: tuple[Step, ...]) -> Iterator[tuple[Key, Step]]:
    seen: dict[tuple[Group, str, str], int] = {}
    for step in steps:
        kind = (step.group, step.label, step.person)
        seen[kind] = seen.get(kind, 0) + 1
        yield (*kind, seen[kind]), step


def compared(was: Step | None, now: Step) -> Difference | None:
    if was is None:
        change, before = Change.ADDED, None
    elif was.amount == now.amount:
        return None
    else:
        change, before = Change.OTHER, was.amount
    return Difference(change, now.group, now.label, now.person, before, now.amount, now.source)
