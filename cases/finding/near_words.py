"""The words of people's names that come near to the words typed, by index."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import connection

from cases.models import NameWord
from cases.names.likeness import Likeness, likeness
from cases.names.parts import shortened
from cases.names.short_forms import other_forms

# One row for each word typed, with everything that it is looked up by. Each part of the
# union has an index of its own; the typed word comes first among those that begin with it.
NEAR = """
SELECT typed.word, kept.word, kept.sound <> '' AND kept.sound = dmetaphone(typed.word)
FROM unnest(%s::varchar[], %s::varchar[], %s::varchar[], %s::varchar[])
     AS typed (word, after, shortened, forms),
LATERAL (
    (SELECT word, sound FROM cases_nameword
     WHERE word >= typed.word AND word < typed.after ORDER BY word LIMIT 400)
    UNION
    SELECT word, sound FROM cases_nameword
    WHERE shortened && string_to_array(typed.shortened, ' ')::varchar[]
    UNION
    SELECT word, sound FROM cases_nameword
    WHERE word = ANY (string_to_array(typed.forms, ' ')::varchar[])
    UNION
    (SELECT word, sound FROM cases_nameword
     WHERE sound = dmetaphone(typed.word) AND sound <> '' LIMIT 300)
) AS kept
"""


@dataclass(frozen=True)
class NearWords:
    """For each word typed, the words kept that it may stand for, and how near each is."""

    found: Mapping[str, Mapping[str, Likeness]] = field(default_factory=dict)

    def of(self, typed: str) -> Mapping[str, Likeness]:
        return self.found.get(typed, {})


def after(beginning: str) -> str:
    """What sorts just after everything that begins so: an index finds what lies between."""
    return beginning[:-1] + chr(ord(beginning[-1]) + 1)


def kept_pairs(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those pairs of which both are words of somebody's name."""
    pairs = list(pairs)
    words = NameWord.objects.filter(word__in={word for pair in pairs for word in pair})
    kept = set(words.values_list("word", flat=True)) if pairs else set()
    return [pair for pair in pairs if kept.issuperset(pair)]


def near_words(typed: Iterable[str]) -> NearWords:
    """Look up all the words typed at once; an initial is near to too much and is left out."""
    words = sorted({word for word in typed if len(word) > 1})
    if not words:
        return NearWords()
    columns = [
        words,
        [after(word) for word in words],
        [" ".join(shortened(word)) for word in words],
        [" ".join(sorted(other_forms(word))) for word in words],
    ]
    found: defaultdict[str, dict[str, Likeness]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(NEAR, columns)
        for word, kept, alike in cursor.fetchall():
            if near := likeness(word, kept, sounds=(kept,) if alike else ()):
                found[word][kept] = near
    return NearWords(found)
