"""Which looks at people somebody should be asked about. It picks out; it accuses nobody."""

from dataclasses import dataclass

PARTS = str.maketrans({"-": " ", "’": "'"})


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What is out of the ordinary, as policy has it on a day; None where nothing is set."""

    opened_an_hour: int | None = None
    named_an_hour: int | None = None
    night_from: int | None = None
    night_until: int | None = None


def is_same_surname(staff_name: str, family_name: str) -> bool:
    """Whether a person's surname is that of a member of staff, or one half of it.

    "Ann Pearse" looks at "Pearse" and at "Holt-Pearse". The last word of a staff name is
    taken for the surname, and with a hyphen each half counts.
    """
    own = parts_of(staff_name.split()[-1]) if staff_name.split() else set()
    return bool(own & parts_of(family_name))


def is_same_address(house: str, postcode: str, *, address: str, at: str) -> bool:
    """Whether a person's address is that of a member of staff, who said as much as they liked.

    Somebody who gave a postcode alone is asked about everybody in it. A house counts as the
    first words of an address: "4" is 4 Lantern Row, and not 41 Lantern Row.
    """
    if not postcode or postcode != at:
        return False
    own, theirs = words_of(house), words_of(address)
    return theirs[: len(own)] == own


def words_of(text: str) -> list[str]:
    return text.replace(",", " ").casefold().split()


def parts_of(surname: str) -> set[str]:
    return set(surname.translate(PARTS).casefold().split())


def is_many(count: int, limit: int | None) -> bool:
    return limit is not None and count > limit
