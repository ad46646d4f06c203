"""The limits of looking that the demonstration starts with."""

import tomllib
from datetime import date
from pathlib import Path

from cases.models import LookLimit

FILE = Path(__file__).with_name("look_limits.toml")
FIRST_DAY = date(2017, 10, 1)  # example: before anything the demonstration tells of


def seed_look_limits(*, on: date) -> str:
    rows = tomllib.loads(FILE.read_text())["limit"]
    LookLimit.objects.bulk_create(LookLimit(starts_on=FIRST_DAY, **row) for row in rows)
    return f"{len(rows)} limits of looking"
