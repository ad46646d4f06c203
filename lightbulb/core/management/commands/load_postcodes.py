"""Loads the postcode directory: `manage.py load_postcodes`."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from lightbulb.core.places.directory import (
    NoDirectory,
    bundled_lines,
    bundled_release,
    extract_lines,
    load_directory,
)


class Command(BaseCommand):
    help = "Load the bundled postcode directory (about 10 seconds), or an extract of it"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--extract", type=Path, help="a CSV file to load instead")
        parser.add_argument(
            "--if-missing", action="store_true", help="do nothing when this release is loaded"
        )

    def handle(self, *, extract: Path | None, if_missing: bool, **options: object) -> None:
        lines = extract_lines(extract) if extract else bundled_lines()
        release = f"extract {extract.name}" if extract else bundled_release()
        try:
            held = load_directory(lines=lines, release=release, if_missing=if_missing)
        except (NoDirectory, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Postcodes: {held}")
