"""Makes a report without the worker: `manage.py run_report monthly_pack --period 2026-10 …`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lightbulb.core.record.actors import System
from lightbulb.core.time.periods import Period
from reporting.actions import ask_for_report, try_again
from reporting.enums import FileKind, ReportState
from reporting.models import ReportContent, ReportRun
from reporting.packs.definition import MONTHLY_PACK
from reporting.packs.making import make
from reporting.places import COUNTY_KEY, localities_of, place_named

WRONG_INPUT = 2
MADE_BY = System("run-report")


class Command(BaseCommand):
    help = "Make a report and write it to a file: the same one the worker makes"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("definition", help=f"the report: {MONTHLY_PACK}")
        parser.add_argument("--period", required=True, help="the month, such as 2026-10")
        parser.add_argument("--scope", default=COUNTY_KEY, help="county, or a locality's code")
        parser.add_argument("--output", required=True, type=Path, help="a file.pdf or file.html")

    def handle(
        self, *, definition: str, period: str, scope: str, output: Path, **options: Any
    ) -> None:
        try:
            kind = kind_of(output)
            run = asked_for(definition, period, scope)
        except (ValueError, LookupError, ValidationError) as error:
            raise CommandError(in_words(error), returncode=WRONG_INPUT) from error
        make(str(run.pk))
        run.refresh_from_db()
        if run.state != ReportState.DONE:
            raise CommandError(f"The report could not be made ({run.problem or run.state}).")
        write(run, kind, output)
        self.stdout.write(f"{output}: version {run.version}, figures {run.digest}")


def kind_of(output: Path) -> FileKind:
    """The file's kind by its name. Raises ValueError with the sentence to show."""
    suffix = output.suffix.removeprefix(".").lower()
    if suffix not in FileKind.values:
        raise ValueError(f"{output.name} says no kind of file: end it in .pdf or .html.")
    if not output.parent.is_dir():
        raise ValueError(f"There is no folder {output.parent} to write to.")
    return FileKind(suffix)


def asked_for(definition: str, period: str, scope: str) -> ReportRun:
    """The report, asked for now or there already."""
    if definition != MONTHLY_PACK:
        raise LookupError(f"There is no report {definition[:40]!r}. There is: {MONTHLY_PACK}.")
    month = Period.parse(period)
    place = place_named(scope, localities_of(month))
    on = timezone.localdate()
    run = ask_for_report(period=month, scope=place, by=MADE_BY, on=on)
    return try_again(run=run, by=MADE_BY, on=on) if run.state == ReportState.FAILED else run


def in_words(error: Exception) -> str:
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error.args[0])


def write(run: ReportRun, kind: FileKind, output: Path) -> None:
    content = ReportContent.objects.get(file__run=run, file__kind=kind)
    output.write_bytes(bytes(content.content))
