"""Names: the words they are kept by, and how near a typed word comes to one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.names.likeness import Likeness, likeness
from cases.names.parts import name_words, one_letter_off, shortened, typed_words
from cases.names.short_forms import other_forms

WORDS = st.text("abcde", min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Dorothy Pearse", ["dorothy", "pearse"]),
        ("Zoë Łuk", ["zoe", "łuk"]),
        ("O’Brien", ["brien", "o", "obrien"]),
        ("Smith-Jones", ["jones", "smith", "smithjones"]),
        ("Mac Donald", ["donald", "mac", "macdonald", "mcdonald"]),
        ("MacDonald", ["macdonald", "mcdonald"]),
        ("Van der Wick", ["der", "derwick", "van", "vander", "wick"]),
    ],
)
def test_a_name_is_kept_by_its_words(name, words):
    assert name_words(name) == words


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("Maeve O'Brien", "OBrien Maeve"),
        ("Maeve O'Brien", "o brien"),
        ("Anne Smith-Jones", "smith jones"),
        ("Anne Smith-Jones", "smithjones"),
        ("Ian McDonald", "MacDonald, Ian"),
        ("Ian MacDonald", "mc donald"),
        ("Zoë Wick", "zoe"),
    ],
)
def test_however_it_is_written_it_is_one_name(kept, typed):
    assert set(typed_words(typed)) <= set(name_words(kept))


@pytest.mark.parametrize(
    ("typed", "kept", "near"),
    [
        ("smith", "smith", Likeness.SAME),
        ("smiht", "smith", Likeness.ONE_LETTER),
        ("smit", "smith", Likeness.ONE_LETTER),
        ("smiith", "smith", Likeness.ONE_LETTER),
        ("smoth", "smith", Likeness.ONE_LETTER),
        ("dot", "dorothy", Likeness.OTHER_FORM),
        ("doroth", "dorothy", Likeness.ONE_LETTER),
        ("dor", "dorothy", Likeness.BEGINS),
        ("d", "dorothy", Likeness.INITIAL),
        ("orothy", "pearse", Likeness.NONE),
        ("smtih", "smiths", Likeness.NONE),
    ],
)
def test_how_near_a_typed_word_is(typed, kept, near):
    assert likeness(typed, kept) == near


@given(WORDS, WORDS)
def test_words_one_letter_apart_always_share_a_shortened_form(typed, kept):
    if one_letter_off(typed, kept):
        assert set(shortened(typed)) & set(shortened(kept))


@given(WORDS, st.integers(0, 5), st.sampled_from("xyz"))
def test_any_one_slip_of_the_keys_is_one_letter_off(word, place, letter):
    place = min(place, len(word) - 1)
    slips = {
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place:],
        word[:place] + letter + word[place + 1 :],
        word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :],
    }
    assert all(one_letter_off(slip, word) for slip in slips - {word})


def test_short_forms_go_both_ways():
    assert "dorothy" in other_forms("dot")
    assert "dot" in other_forms("dorothy")
    assert not other_forms("wick")
