"""manage.py means_test FILE: facts in a JSON file in, explained results out. No database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from grants.rules.figures import NotHeld
from grants.rules.means_test import assess
from grants.rules.reading import BadFile, from_json, read
from grants.rules.writing import as_json

BAD_INPUT = 2


class Command(BaseCommand):
    help = "Works out the means test of each document in a file, with every line and its source."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="one JSON document, or a list of them")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            asked = from_json(file.read_text(encoding="utf-8"))
        except BadFile as bad:
            raise CommandError("\n".join(bad.problems), returncode=BAD_INPUT) from None
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file}: {error}", returncode=BAD_INPUT) from None
        many = isinstance(asked, list)
        results = [worked_out(each) for each in (asked if many else [asked])]
        problems = [
            f"{f'Document {number}: ' if many else ''}{sentence}"
            for number, result in enumerate(results, start=1)
            for sentence in result.get("problems", ())
        ]
        if many or not problems:
            shown = [{"error": each["error"]} if "error" in each else each for each in results]
            text = json.dumps(shown if many else shown[0], ensure_ascii=False, indent=2)
            self.stdout.write(text)
        if problems:
            raise CommandError("\n".join(problems), returncode=BAD_INPUT)


def worked_out(document: Any) -> dict[str, Any]:
    """A document's result, or what is wrong with it under `error`."""
    try:
        asked = read(document)
        result = assess(
            asked.facts,
            applied_on=asked.applied_on,
            approved_on=asked.approved_on,
            choices=asked.choices,
        )
    except BadFile as bad:
        return {"error": " ".join(bad.problems), "problems": bad.problems}
    except NotHeld as not_held:
        return {"error": str(not_held), "problems": [str(not_held)]}
    return as_json(result)
