"""How well somebody fits what was typed, in points, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from cases.finding.near_words import NearWords
from cases.names.likeness import Likeness, likeness

UNMATCHED = 1  # point lost for each word of the person's name that was not typed


@dataclass(frozen=True, order=True)
class Fit:
    """Points of one person, and what in their name is not as it was typed."""

    points: int
    met: int  # words typed that the name has
    reasons: tuple[str, ...] = ()
    words: tuple[str, ...] = ()  # of the name, that were met


WHOLE = Fit(0, 0)  # of somebody who was not searched for


def fit(typed: Sequence[str], kept: Sequence[str], near: NearWords) -> Fit:
    """Pair each word typed with the nearest word of the name."""
    points, met, reasons, used = 0, 0, list[str](), set[str]()
    for word in typed:
        best, how = nearest(word, [each for each in kept if each not in used], near)
        if how:
            met += 1
            points += how
            used.add(best)
            reasons.append(how.says(word, best))
    points -= UNMATCHED * min(len(kept) - len(used), 4)
    return Fit(points, met, tuple(filter(None, reasons)), tuple(sorted(used)))


def nearest(word: str, kept: Sequence[str], near: NearWords) -> tuple[str, Likeness]:
    known = near.of(word)
    ranked = [(known.get(each) or likeness(word, each), each) for each in kept]
    how, best = max(ranked, default=(Likeness.NONE, ""))
    return best, how


def best_first(found: Mapping[UUID, tuple[Fit, str]]) -> list[tuple[UUID, Fit]]:
    """Most points first, then by name."""
    order = sorted(found.items(), key=lambda each: (-each[1][0].points, each[1][1], each[0]))
    return [(pk, fit) for pk, (fit, _) in order]
