"""The day's last seal, in a file outside the database: what a rewritten chain cannot change.

One file for each day on which something was sealed. Today's is written again as the day
goes on; those of the days before are never touched.
"""

import json
import logging
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

from django.conf import settings
from django.utils import timezone

from lightbulb.core.record.seals.models import Seal

logger = logging.getLogger(__name__)


class Unreadable(Exception):
    """A day file that holds something else than a day's last seal."""


@dataclass(frozen=True)
class DayFile:
    """A day, the number of its last seal, which counts all there are, and its hash."""

    day: date
    number: int
    hash: bytes

    @classmethod
    def of(cls, seal: Seal) -> Self:
        day = timezone.localdate(seal.sealed_at)
        return cls(day, seal.number, bytes(seal.hash))

    @classmethod
    def read(cls, path: Path) -> Self:
        try:
            held = json.loads(path.read_text())
            return cls(
                date.fromisoformat(held["day"]), int(held["seals"]), bytes.fromhex(held["hash"])
            )
        except (ValueError, KeyError, TypeError) as error:
            raise Unreadable(path.name) from error

    def written(self) -> str:
        held = {"day": self.day.isoformat(), "seals": self.number, "hash": self.hash.hex()}
        return json.dumps(held) + "\n"

    @property
    def path(self) -> Path:
        return folder() / f"{self.day.isoformat()}.json"


def folder() -> Path:
    return Path(settings.DAY_FILES)


def paths() -> list[Path]:
    """Every day's, the oldest first."""
    return sorted(folder().glob("????-??-??.json"))


def latest() -> DayFile | None:
    """The last day's. Raises Unreadable when it holds something else."""
    found = paths()
    return DayFile.read(found[-1]) if found else None


def write(seal: Seal) -> None:
    """Keep a seal as its day's last, whole or not at all, and say so in the log."""
    kept = DayFile.of(seal)
    if kept.path.exists() and latest() == kept:
        return
    kept.path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = kept.path.with_suffix(".new")
    with unfinished.open("w") as file:
        file.write(kept.written())
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(kept.path)
    logger.info("the record is sealed to number %s, hash %s", kept.number, kept.hash.hex())
