"""References said over the phone: a wrong letter is always noticed."""

import pytest

from cases.references import ALPHABET, new_reference, read_reference, reference_number

PRINTED = "LB-7KQ4-M2XR"


def characters(reference):
    return list(reference.removeprefix("LB-").replace("-", ""))


def joined(found):
    return f"LB-{''.join(found[:4])}-{''.join(found[4:])}"


def test_the_example_that_is_printed_everywhere_is_a_reference():
    assert read_reference(PRINTED) == PRINTED


@pytest.mark.parametrize("typed", ["lb-7kq4-m2xr", " LB 7KQ4 M2XR ", "LB7KQ4M2XR"])
def test_it_is_read_however_it_is_typed(typed):
    assert read_reference(typed) == PRINTED


@pytest.mark.parametrize("typed", ["", "7KQ4", "LB-7KQ4-M2X", "LB-7KQ4-M2XRR", "LB-7KQO-M2XR"])
def test_what_cannot_be_one_is_none(typed):
    assert read_reference(typed) is None


def test_every_single_wrong_character_is_found():
    """8 places, 22 other characters each: 176 ways to mistype it, none of which passes."""
    right = characters(PRINTED)
    wrong = [
        [*right[:place], other, *right[place + 1 :]]
        for place in range(8)
        for other in ALPHABET
        if other != right[place]
    ]
    assert len(wrong) == 176
    assert [found for found in wrong if read_reference(joined(found))] == []


def test_every_swap_of_two_neighbours_is_found():
    for reference in (PRINTED, *(new_reference() for _ in range(200))):
        right = characters(reference)
        for place in range(7):
            swapped = right.copy()
            swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]
            assert swapped == right or read_reference(joined(swapped)) is None


def test_a_new_reference_is_one_and_not_the_last_one():
    made = {new_reference() for _ in range(100)}
    assert len(made) == 100
    assert {read_reference(reference) for reference in made} == made


def test_no_two_characters_of_the_alphabet_look_alike():
    assert len(ALPHABET) == len(set(ALPHABET)) == 23
    assert not set("0O1IL5S8BUVYZ") & set(ALPHABET)


def test_invented_references_differ_and_read_as_any_other():
    made = [reference_number(number) for number in range(2_000)]
    assert len(set(made)) == 2_000
    assert all(read_reference(reference) == reference for reference in made)
    assert made[1][:7] != made[2][:7]
