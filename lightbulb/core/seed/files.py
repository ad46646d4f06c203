"""What every seeder of the demonstration shares: its files, and keys that come out the same."""

import hashlib
import tomllib
import uuid
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

FOLDER = Path(__file__).parent
LONDON = ZoneInfo("Europe/London")
VERSION_7 = 0x7000
VARIANT = 0x8000


@cache
def read(name: str) -> dict[str, Any]:
    """A data file of this folder, with its shares and sums as exact decimals."""
    return tomllib.loads((FOLDER / name).read_text(), parse_float=Decimal)


def key_for(*words: str, made_on: date) -> uuid.UUID:
    """The key of a seeded record: a UUIDv7 like any other, but the same at every seed."""
    seconds = int(datetime.combine(made_on, time(), tzinfo=UTC).timestamp())
    digest = hashlib.sha256("\n".join(words).encode()).digest()
    tail = bytearray(digest[:10])
    tail[0:2] = (VERSION_7 | int.from_bytes(digest[0:2]) & 0x0FFF).to_bytes(2)
    tail[2:4] = (VARIANT | int.from_bytes(digest[2:4]) & 0x3FFF).to_bytes(2)
    return uuid.UUID(bytes=(seconds * 1000).to_bytes(6) + bytes(tail))


def morning(day: date) -> datetime:
    """Eight o'clock of a day in Leicestershire."""
    return datetime.combine(day, time(8), tzinfo=LONDON)
