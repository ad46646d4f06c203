"""Whether two records may be of one person, and what speaks for it.

A sign alone is not enough, save an NHS number: many people share a name, a house or a
birthday. Two that fit together are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from cases.names.likeness import Likeness, likeness


class Sign(Enum):
    """What two records have in common: its code, and the words for it."""

    SAME_NHS_NUMBER = "same_nhs_number", "Same NHS number"
    SAME_NAME = "same_name", "Same name"
    NEAR_NAME = "near_name", "Name sounds or is spelt alike"
    SAME_BIRTH = "same_birth", "Same date of birth"
    NEAR_BIRTH = "near_birth", "Date of birth differs by one figure, or day and month are swapped"
    SAME_POSTCODE = "same_postcode", "Same postcode"
    SAME_PHONE = "same_phone", "Same phone number"

    @property
    def code(self) -> str:
        return self.value[0]

    @property
    def words(self) -> str:
        return self.value[1]


BY_CODE: Mapping[str, Sign] = {sign.code: sign for sign in Sign}
# Any of these together is enough; the last sign of a row may not be spoken against.
ENOUGH: Sequence[frozenset[Sign]] = (
    frozenset({Sign.SAME_NHS_NUMBER}),
    frozenset({Sign.SAME_NAME, Sign.SAME_BIRTH}),
    frozenset({Sign.NEAR_NAME, Sign.SAME_BIRTH}),
    frozenset({Sign.SAME_NAME, Sign.NEAR_BIRTH}),
    frozenset({Sign.SAME_NAME, Sign.SAME_POSTCODE}),
    frozenset({Sign.NEAR_NAME, Sign.SAME_POSTCODE}),
    frozenset({Sign.SAME_NAME, Sign.SAME_PHONE}),
    frozenset({Sign.NEAR_NAME, Sign.SAME_PHONE}),
)
BIRTH_SIGNS = frozenset({Sign.SAME_BIRTH, Sign.NEAR_BIRTH})


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of somebody. `words` are their name as typed, `kept` every word that
    finds them; a blank is not known, and speaks neither for nor against."""

    words: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    born: date | None = None
    nhs_number: str = ""
    postcode: str = ""
    phone: str = ""


def signs(
    one: Known, other: Known, *, near: Mapping[str, Mapping[str, Likeness]]
) -> tuple[Sign, ...]:
    """What speaks for one person, in the order of `Sign`; nothing when it is not enough.

    `near` says for each of the first one's words which others it comes near to.
    """
    found = {
        *name_sign(one.words, other.kept, near),
        *birth_sign(one.born, other.born),
        *same(one.nhs_number, other.nhs_number, Sign.SAME_NHS_NUMBER),
        *same(one.postcode, other.postcode, Sign.SAME_POSTCODE),
        *same(one.phone, other.phone, Sign.SAME_PHONE),
    }
    against = bool(one.born and other.born) and not found & BIRTH_SIGNS
    if against and Sign.SAME_NHS_NUMBER not in found:
        return ()
    enough = any(row <= found for row in ENOUGH)
    return tuple(sign for sign in Sign if sign in found) if enough else ()


def same(one: str, other: str, sign: Sign) -> set[Sign]:
    return {sign} if one and one == other else set()


def name_sign(
    typed: Sequence[str], kept: Sequence[str], near: Mapping[str, Mapping[str, Likeness]]
) -> set[Sign]:
    """Each word must have its own near one; of three or more, one may be left over."""
    left, hows = list(kept), []
    for word in typed:
        ranked = [(near.get(word, {}).get(each) or likeness(word, each), each) for each in left]
        how, best = max(ranked, default=(Likeness.NONE, ""))
        hows.append(how)
        if how:
            left.remove(best)
    if len(typed) < 2 or hows.count(Likeness.NONE) > (len(typed) > 2):
        return set()
    return {Sign.SAME_NAME if set(hows) == {Likeness.SAME} else Sign.NEAR_NAME}


def birth_sign(one: date | None, other: date | None) -> set[Sign]:
    if one is None or other is None:
        return set()
    if one == other:
        return {Sign.SAME_BIRTH}
    figures = zip(f"{one:%d%m%Y}", f"{other:%d%m%Y}", strict=True)
    differ = sum(mine != yours for mine, yours in figures)
    swapped = (one.day, one.month, one.year) == (other.month, other.day, other.year)
    return {Sign.NEAR_BIRTH} if differ == 1 or swapped else set()
