"""Tells who can sign in to the demonstration: `manage.py who_can_sign_in`."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lightbulb.core.staff.demonstration import PASSWORD, people_to_sign_in_as

COLUMNS = ("role", "name", "email")


class Command(BaseCommand):
    help = "Print one invented person for each role, and the password of them all"

    def handle(self, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("Only the demonstration tells who can sign in.")
        people = people_to_sign_in_as()
        if not people:
            raise CommandError("Nobody can sign in yet: run manage.py seed first.")
        rows = [[person[column] for column in COLUMNS] for person in people]
        self.stdout.write("\nWho can sign in (all invented):\n")
        for line in in_columns(rows):
            self.stdout.write(f"  {line}")
        self.stdout.write(f"\nThe password of each is: {PASSWORD}\n")


def in_columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines of text, each column as wide as its longest word needs."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
