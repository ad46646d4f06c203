"""Two windows saved the same record: which answers clash, and which go together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lightbulb.core.record.models import Revision, Versioned


@dataclass(frozen=True)
class Clash:
    """One field that both sides changed, each to something else."""

    name: str
    before: Any
    yours: Any
    saved: Any


@dataclass(frozen=True)
class Comparison:
    """The clashes, and for every other field the value of the side that changed it."""

    clashes: tuple[Clash, ...]
    joined: Mapping[str, Any]


def compare(current: Versioned, yours: Mapping[str, Any], *, version: int) -> Comparison:
    """Your answers, begun from `version`, beside the record as it is now."""
    before = values_at(current, version, names=yours)
    clashes, joined = [], {}
    for name, mine in yours.items():
        saved = getattr(current, name)
        if mine != before[name] and saved not in (before[name], mine):
            clashes.append(Clash(name, before[name], mine, saved))
        else:
            joined[name] = saved if mine == before[name] else mine
    return Comparison(tuple(clashes), joined)


def values_at(current: Versioned, version: int, *, names: Iterable[str]) -> dict[str, Any]:
    """What the fields held at a version: today's values, undone save by save."""
    values = {name: getattr(current, name) for name in names}
    saves = Revision.objects.filter(
        model=current._meta.label_lower, record_id=str(current.pk), version__gte=version
    )
    for save in saves.order_by("-version"):
        values |= {name: value for name, value in save.before.items() if name in values}
    return values


def last_save(current: Versioned) -> Revision | None:
    """The save that made the record what it is: by whom and when."""
    saves = Revision.objects.filter(model=current._meta.label_lower, record_id=str(current.pk))
    return saves.order_by("-version").first()
