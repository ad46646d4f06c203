"""The words of a name, written so that the ways of writing one name meet.

O'Brien is kept as obrien, brien and o; Smith-Jones as smithjones, smith and jones;
MacDonald as macdonald and mcdonald. What somebody types is read the same way.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import zip_longest

APOSTROPHES = "'’‘`´"
PARTS = re.compile(rf"[-{APOSTROPHES}]")
NO_NAME = re.compile(rf"[^\w\s{APOSTROPHES}-]|_")
# Little words that many write together with the one after them.
JOINED = frozenset({"mc", "mac", "o", "d", "de", "la", "le", "van", "von", "der", "st", "el", "al"})
MAC, SHORTEST_MAC = "mac", 6  # Macey and Mack are no Mc
LONGEST_WORD, MOST_TYPED = 40, 6


def plain(text: str) -> str:
    """Small letters without accents, single spaces."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join(letters.split())


def name_words(*names: str) -> list[str]:
    """Every word under which somebody with these names is looked for, in order of letters."""
    return sorted({word[:LONGEST_WORD] for name in names for word in _kept(name)})


def _kept(name: str) -> Iterator[str]:
    tokens = NO_NAME.sub(" ", plain(name)).split()
    for token, following in zip_longest(tokens, tokens[1:], fillvalue=""):
        pieces = [piece for piece in PARTS.split(token) if piece]
        whole = "".join(pieces)
        yield from filter(None, {whole, *pieces, as_mc(whole)})
        if following and whole in JOINED:
            joined = whole + PARTS.sub("", following)
            yield from (joined, as_mc(joined))


def as_mc(word: str) -> str:
    """MacDonald as McDonald; other words as they are."""
    return f"mc{word[3:]}" if word.startswith(MAC) and len(word) >= SHORTEST_MAC else word


def typed_words(text: str) -> tuple[str, ...]:
    """The words of a name as somebody typed it: each must be met by a word kept."""
    without = re.sub(f"[{APOSTROPHES}]", "", plain(text))
    tokens = NO_NAME.sub(" ", without).replace("-", " ").split()
    words: list[str] = []
    for token in tokens:
        if words and words[-1] in ("mc", "mac"):
            words[-1] += token
        else:
            words.append(token)
    return tuple(as_mc(word[:LONGEST_WORD]) for word in words[:MOST_TYPED])


def shortened(word: str) -> list[str]:
    """The word, and the word without each one of its letters.

    Two words that differ by one letter added, left out, changed or swapped with its
    neighbour always have one of these in common, so that an index finds them.
    """
    return sorted({word, *(word[:place] + word[place + 1 :] for place in range(len(word)))})


def one_letter_off(typed: str, kept: str) -> bool:
    """Whether one letter added, left out, changed or swapped makes one of the other."""
    if abs(len(typed) - len(kept)) > 1 or typed == kept:
        return False
    start = 0
    while start < min(len(typed), len(kept)) and typed[start] == kept[start]:
        start += 1
    left, right = typed[start:], kept[start:]
    swapped = left[1:2] + left[:1] + left[2:]
    return left[1:] == right[1:] or left[1:] == right or left == right[1:] or swapped == right
