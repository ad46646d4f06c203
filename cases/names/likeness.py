"""How near a word that was typed comes to a word of somebody's name, and how that is said."""

from collections.abc import Iterable
from enum import IntEnum

from cases.names.parts import one_letter_off
from cases.names.short_forms import other_forms

SHORTEST_BEGINNING = 3  # letters; fewer are an initial
WIDEST_SOUND = 2  # letters more or fewer; the code of a sound leaves out how a long word ends


class Likeness(IntEnum):
    """The nearer the larger, which is also its points in a score."""

    NONE = 0
    INITIAL = 4
    SOUNDS = 6
    BEGINS = 8
    ONE_LETTER = 9
    OTHER_FORM = 10
    SAME = 12

    def says(self, typed: str, kept: str) -> str:
        """Why the word counts as found; nothing where it is the same."""
        said = {
            Likeness.SOUNDS: f"“{typed}” sounds like {kept.capitalize()}",
            Likeness.ONE_LETTER: f"“{typed}” is one letter from {kept.capitalize()}",
            Likeness.OTHER_FORM: f"“{typed}” and {kept.capitalize()} are forms of one name",
        }
        return said.get(self, "")


def likeness(typed: str, kept: str, *, sounds: Iterable[str] = ()) -> Likeness:
    """How near two words are. `sounds` are the words known to sound like the typed one."""
    if typed == kept:
        return Likeness.SAME
    if kept in other_forms(typed):
        return Likeness.OTHER_FORM
    if one_letter_off(typed, kept) and min(len(typed), len(kept)) > 1:
        return Likeness.ONE_LETTER
    if kept.startswith(typed):
        return Likeness.BEGINS if len(typed) >= SHORTEST_BEGINNING else Likeness.INITIAL
    alike = kept in sounds and abs(len(typed) - len(kept)) <= WIDEST_SOUND
    return Likeness.SOUNDS if alike else Likeness.NONE
