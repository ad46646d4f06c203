"""Writes the demonstration county: `manage.py seed`."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lightbulb import seeding


class Command(BaseCommand):
    help = "Write the demonstration county into an empty database"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where there is something already"
        )
        parser.add_argument(
            "--on", type=date.fromisoformat, metavar="DATE", help="the county as on this day"
        )

    def handle(self, *, if_empty: bool, on: date | None, **options: Any) -> None:
        if if_empty and not seeding.is_empty():
            return
        if refusal := seeding.why_not_seed():
            raise CommandError(refusal)
        seeding.seed(on=on or timezone.localdate(), say=self.stdout.write)
