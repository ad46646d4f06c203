"""The targets the demonstration starts with."""

import tomllib
from datetime import date
from pathlib import Path

from cases.models import Target

FILE = Path(__file__).with_name("targets.toml")
FIRST_DAY = date(2017, 10, 1)  # example: before anything the demonstration tells of


def seed_targets(*, on: date) -> str:
    rows = tomllib.loads(FILE.read_text())["target"]
    Target.objects.bulk_create(Target(starts_on=FIRST_DAY, **row) for row in rows)
    return f"{len(rows)} targets"
