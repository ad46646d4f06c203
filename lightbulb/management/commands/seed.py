"""Writes the demonstration county: `manage.py seed`, with as many cases as are wanted."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lightbulb import seeding

MOST = 1_000_000


def how_many(text: str) -> int:
    """A number of cases a county can have."""
    if text.isascii() and text.isdigit() and len(text) < 9 and 0 < int(text) <= MOST:
        return int(text)
    raise ArgumentTypeError(f"say a number of cases from 1 to {MOST:,}")


class Command(BaseCommand):
    help = "Write the demonstration county into an empty database"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where there is something already"
        )
        parser.add_argument(
            "--on", type=date.fromisoformat, metavar="DATE", help="the county as on this day"
        )
        parser.add_argument(
            "--cases", type=how_many, metavar="N", help="so many cases, written in bulk"
        )

    def handle(self, *, if_empty: bool, on: date | None, cases: int | None, **options: Any) -> None:
        if if_empty and not seeding.is_empty():
            return
        if refusal := seeding.why_not_seed():
            raise CommandError(refusal)
        on = on or timezone.localdate()
        if cases is None:
            seeding.seed(on=on, say=self.stdout.write)
        else:
            seeding.seed_with(cases, on=on, say=self.stdout.write)
