"""References such as LB-7KQ4-M2XR: said over the phone, and not to be guessed.

Seven random characters from an alphabet without look-alikes (no 0 or O, 1, I or L, 5 or
S, 8 or B, U or V, Y or Z), and one that checks them, so that a wrong letter is noticed at once.
"""

import re
import secrets

ALPHABET = "234679ACDEFGHJKMNPQRTWX"
RANDOM_LENGTH = 7
FIRST_WEIGHT = 4
STRIDE = 1_234_567_891  # prime to the number of references, so that a walk meets each once
PREFIX = "LB"
SHAPE = re.compile(rf"^{PREFIX}[ -]?([0-9A-Z]{{4}})[ -]?([0-9A-Z]{{4}})$")


def new_reference() -> str:
    """A reference nobody holds yet, as near as chance allows: 1 in 3,400 million."""
    return written("".join(secrets.choice(ALPHABET) for _ in range(RANDOM_LENGTH)))


def reference_number(number: int) -> str:
    """The `number`th of all references in an order that looks like none; no two are the same.

    For invented records made by the thousand, which must differ and be the same each time.
    """
    left = number * STRIDE % len(ALPHABET) ** RANDOM_LENGTH
    characters = ""
    for _ in range(RANDOM_LENGTH):
        left, place = divmod(left, len(ALPHABET))
        characters += ALPHABET[place]
    return written(characters)


def written(characters: str) -> str:
    """Seven characters with their check letter, as the reference is printed."""
    whole = characters + check_letter(characters)
    return f"{PREFIX}-{whole[:4]}-{whole[4:]}"


def check_letter(characters: str) -> str:
    """Changes with any one wrong character and with any two neighbours swapped.

    The weights differ from place to place and the alphabet's size is prime (23).
    """
    places = [ALPHABET.index(character) for character in characters]
    total = sum(weight * place for weight, place in enumerate(places, start=FIRST_WEIGHT))
    return ALPHABET[total % len(ALPHABET)]


def read_reference(text: str) -> str | None:
    """The reference somebody typed, in its printed form; None when it cannot be one."""
    match = SHAPE.match(text.strip().upper())
    if match is None:
        return None
    whole = match.group(1) + match.group(2)
    if any(character not in ALPHABET for character in whole):
        return None
    return written(whole[:-1]) if check_letter(whole[:-1]) == whole[-1] else None
