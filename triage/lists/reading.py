"""Reading the file a practice sends: what each row holds, and what is wrong with it.

Only what an invitation needs is read: name and address. Plain Python but for the directory
of postcodes, which is handed in.
"""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lightbulb.core.places.postcodes import normalise_postcode

COLUMNS = {
    "first_name": 100,
    "last_name": 100,
    "address": 200,
    "town": 100,
    "postcode": 12,
}
NEEDED = {
    "last_name": "The last name is missing",
    "address": "The address is missing",
    "postcode": "The postcode is missing",
}
MOST_ROWS = 1000
MOST_BYTES = 500_000
WhereIs = Callable[[str], str]  # the council of a postcode; "" when nobody knows it, "in" here


class CannotBeRead(ValueError):
    """The file as a whole cannot be read; the sentence says why and what to do."""


@dataclass(frozen=True)
class Row:
    """One line of the file: its number as a spreadsheet shows it, what it says, and its faults."""

    number: int
    said: Mapping[str, str]
    faults: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.said['first_name']} {self.said['last_name']}".strip()


def read_list(content: bytes, *, where_is: WhereIs) -> list[Row]:
    """The rows of a file, empty lines left out. Raises CannotBeRead."""
    if len(content) > MOST_BYTES:
        raise CannotBeRead("The file is larger than 500 kB. Send it in parts of 1,000 rows")
    lines = csv.reader(io.StringIO(as_text(content)))
    try:
        heading = [" ".join(name.lower().replace("_", " ").split()) for name in next(lines, [])]
        places = columns_of(heading)
        rows = [
            row_of(number, line, places)
            for number, line in enumerate(lines, start=2)
            if any(value.strip() for value in line)
        ]
    except csv.Error as error:
        raise CannotBeRead(f"The file is not a table: {error}. Save it as CSV and try again") from (
            error
        )
    if not rows:
        raise CannotBeRead("The file has no rows below its headings")
    if len(rows) > MOST_ROWS:
        raise CannotBeRead(f"The file has {len(rows):,} rows. Send at most 1,000 at a time")
    return checked(rows, where_is)


def as_text(content: bytes) -> str:
    """Spreadsheets write UTF-8 with a mark, or the Windows alphabet."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise CannotBeRead("The file is not text. Save it from the spreadsheet as CSV")


def columns_of(heading: list[str]) -> dict[str, int]:
    """Where each column stands; order and other columns do not matter."""
    wanted = {name: name.replace("_", " ") for name in COLUMNS}
    missing = [words for words in wanted.values() if words not in heading]
    if missing:
        raise CannotBeRead(
            f"The first line must name the columns. Missing: {', '.join(missing)}. Take the "
            "empty file as a pattern"
        )
    return {name: heading.index(words) for name, words in wanted.items()}


def row_of(number: int, line: list[str], places: Mapping[str, int]) -> Row:
    said = {
        name: " ".join(line[place].split()) if place < len(line) else ""
        for name, place in places.items()
    }
    return Row(number, said)


def checked(rows: list[Row], where_is: WhereIs) -> list[Row]:
    """The rows with their faults; of two that are the same, the second is one too many."""
    seen: dict[tuple[str, ...], int] = {}
    found = []
    for row in rows:
        said = dict(row.said)
        faults = [*missing_in(said), *too_long_in(said), *postcode_faults(said, where_is)]
        same = tuple(said[name].casefold() for name in ("first_name", "last_name", "postcode"))
        if same in seen and not faults:
            faults.append(f"The same person as in row {seen[same]}")
        seen.setdefault(same, row.number)
        found.append(Row(row.number, said, tuple(faults)))
    return found


def missing_in(said: Mapping[str, str]) -> list[str]:
    return [words for name, words in NEEDED.items() if not said[name]]


def too_long_in(said: Mapping[str, str]) -> list[str]:
    return [
        f"The {name.replace('_', ' ')} is longer than {most} characters"
        for name, most in COLUMNS.items()
        if len(said[name]) > most
    ]


def postcode_faults(said: dict[str, str], where_is: WhereIs) -> list[str]:
    """What is wrong with a postcode; a right one is written in its printed form."""
    typed = said["postcode"]
    if not typed or len(typed) > COLUMNS["postcode"]:
        return []
    try:
        said["postcode"] = normalise_postcode(typed)
    except ValueError as error:
        return [str(error)]
    council = where_is(said["postcode"])
    if council == IN_COUNTY:
        return []
    if council:
        return [f"{said['postcode']} lies with {council}, outside our county"]
    return [f"Nobody knows the postcode {said['postcode']}"]


IN_COUNTY = "in"
