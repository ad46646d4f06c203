"""What was typed into Find, taken apart: dates, numbers, postcodes, and the words of a name."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from nhs_number.validate import is_valid

from cases.names.parts import typed_words
from lightbulb.core.places.postcodes import normalise_postcode
from lightbulb.core.time.reading import read_date

LONGEST = 100
FEWEST_PHONE_DIGITS = 9
POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b", re.I)
DISTRICT = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]?(?: [0-9])?\b", re.I)
LONG_NUMBER = re.compile(r"(?<![\w/.-])\+?[0-9][0-9 ()-]{7,}[0-9](?![\w/.])")
BIRTH = re.compile(
    r"\b(?:[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ](?:[0-9]{4}|[0-9]{2})"
    r"|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}"
    r"|[0-9]{1,2}(?:st|nd|rd|th)?(?: of)?[- ]?[a-z]{3,9}[- ]?(?:[0-9]{4}|[0-9]{2}))\b",
    re.I,
)
MONTH_FIRST = re.compile(
    r"\b(?P<month>[a-z]{3,9})\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? "
    r"(?P<year>[0-9]{4}|[0-9]{2})\b",
    re.I,
)
RUN_TOGETHER = re.compile(
    r"(?<![\w/.-])(?:[0-3][0-9][01][0-9][0-9]{4}|[0-3][0-9][01][0-9]{3})(?![\w/.-])"
)
YEAR = re.compile(r"\b(?:18|19|20)[0-9]{2}\b")
LAST_FOUR = re.compile(r"(?<![\w/.-])[0-9]{4}(?![\w/.-])")
NO_WORD_OF_A_NAME = re.compile(r"\b(?:of|born|dob|nhs|tel|phone)\b\.?:?", re.I)


@dataclass(frozen=True, kw_only=True)
class Query:
    """What was recognised in the words typed; nothing is None or empty."""

    text: str
    words: tuple[str, ...] = ()
    name: str = ""  # the words as they were typed
    born: date | None = None
    year: int | None = None  # or how a phone number ends, as the two look alike
    postcode: str = ""
    district: str = ""  # how a postcode begins, with its space
    nhs_number: str = ""
    phone: str = ""
    last_four: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.has_more_than_words)

    @property
    def names_one(self) -> bool:
        """Whether something was typed that few people share, whatever their name."""
        return bool(self.born or self.postcode or self.nhs_number or self.phone)

    @property
    def has_more_than_words(self) -> bool:
        return bool(self.names_one or self.year or self.district or self.last_four)


def read_query(text: str, *, on: date) -> Query:
    """Take out of the words typed what is no name; the rest is parts of a name."""
    left = text = " ".join(text[:LONGEST].replace("\x00", " ").split())
    known: dict[str, Any] = {}
    for shape, reader in READERS:
        for found in shape.finditer(left):
            if read := reader(found.group(), on):
                known |= read
                left = left.replace(found.group(), " ", 1)
                break
    name = " ".join(NO_WORD_OF_A_NAME.sub(" ", left).split()) if known else left
    return Query(text=text, words=typed_words(name), name=name, **known)


def _read_number(text: str, on: date) -> dict[str, Any]:
    digits = re.sub(r"[^0-9]", "", text)
    if len(digits) == 10 and is_valid(digits):
        return {"nhs_number": digits}
    if len(digits) < FEWEST_PHONE_DIGITS:
        return {}
    return {"phone": f"0{digits[2:]}" if text.startswith("+44") else digits}


def _read_birth(text: str, on: date) -> dict[str, Any]:
    try:
        return {"born": read_date(re.sub(r"\bof\b", " ", text, flags=re.I), on=on, past=True)}
    except ValueError:
        return {}


def _read_month_first(text: str, on: date) -> dict[str, Any]:
    found = MONTH_FIRST.fullmatch(text)
    parts = found.groupdict() if found else {}
    return _read_birth("{day} {month} {year}".format(**parts), on) if parts else {}


def _read_run_together(text: str, on: date) -> dict[str, Any]:
    return _read_birth(f"{text[:2]}/{text[2:4]}/{text[4:]}", on)


def _read_district(text: str, on: date) -> dict[str, Any]:
    outward, _, sector = text.upper().partition(" ")
    return {"district": f"{outward} {sector}"}


READERS = (
    (POSTCODE, lambda text, on: {"postcode": normalise_postcode(text)}),
    (LONG_NUMBER, _read_number),
    (BIRTH, _read_birth),
    (MONTH_FIRST, _read_month_first),
    (RUN_TOGETHER, _read_run_together),
    (DISTRICT, _read_district),
    (YEAR, lambda text, on: {"year": int(text)}),
    (LAST_FOUR, lambda text, on: {"last_four": text}),
)
