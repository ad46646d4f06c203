"""Short and other forms of first names: whoever asks for Dot may mean a Dorothy."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def _groups() -> Mapping[str, frozenset[str]]:
    rows = tomllib.loads(Path(__file__).with_name("short_forms.toml").read_text())["groups"]
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name in row:
            found[name] |= set(row) - {name}
    return {name: frozenset(others) for name, others in found.items()}


def other_forms(word: str) -> frozenset[str]:
    """The names that this one may stand for, or that may stand for it."""
    return _groups().get(word, frozenset())
