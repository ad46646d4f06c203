"""What an outbox row can ask for. Each app lists its own in its `effects.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps


@dataclass(frozen=True)
class Effect:
    """How one effect is done.

    `run(payload, key)` is given the row's payload and its effect key. An inside effect
    changes this database alone, in the same transaction that marks the row done, and so
    happens exactly once. An outside effect reaches somebody else: it happens at least
    once, and hands over the key where the receiver can tell a repeat. Where the receiver
    cannot (`repeatable=False`, as with mail), a row caught half-way goes to a person.
    """

    run: Callable[[Mapping[str, Any], str], None]
    outside: bool = False
    repeatable: bool = True


@cache
def all_effects() -> dict[str, Effect]:
    """Every app's effects by name."""
    found: dict[str, Effect] = {}
    for app in apps.get_app_configs():
        if find_spec(f"{app.name}.effects"):
            found |= getattr(import_module(f"{app.name}.effects"), "EFFECTS", {})
    return found
