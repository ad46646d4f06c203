"""Postcodes as people type them, and where they lie."""

import re

from lightbulb.core.places.models import Postcode

WHOLE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
LONGEST_ECHO = 20  # characters of what was typed that a sentence repeats


def normalise_postcode(text: str) -> str:
    """The postcode in capitals with its one space: "le130xx" is LE13 0XX.

    Says nothing on whether there is such a postcode. Raises ValueError with the sentence
    to show when it is not whole.
    """
    if found := WHOLE.fullmatch(_compact(text)):
        return " ".join(found.groups())
    typed = " ".join(text.upper().split())[:LONGEST_ECHO]
    raise ValueError(f"{typed} is not a whole postcode" if typed else "Enter a postcode")


def is_whole_postcode(text: str) -> bool:
    return WHOLE.fullmatch(_compact(text)) is not None


def find_postcode(text: str) -> Postcode | None:
    """The directory's entry, or None where it has none or the postcode is not whole."""
    if not is_whole_postcode(text):
        return None
    return Postcode.objects.filter(pk=_compact(text)).first()


def _compact(text: str) -> str:
    return "".join(text.upper().split())
