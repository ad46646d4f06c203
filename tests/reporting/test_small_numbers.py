"""What is not printed, because somebody could be recognised by it."""

from dataclasses import replace
from decimal import Decimal

from reporting.amounts import (
    FEW,
    KEPT_BACK,
    Amounts,
    Count,
    county_as_shown,
    with_small_ones_hidden,
)


def amounts(base: int, number: int | None = None, measured: int | None = None) -> Amounts:
    """So many in the base; all of them counted and measured unless said."""
    return Amounts(
        base=Count(base),
        number=Count(base if number is None else number),
        measured=Count(base if measured is None else measured),
        middle=Decimal(9),
        mean=Decimal(9),
    )


def shown(**lines: Amounts) -> dict[str, str]:
    return {key: row.base.words for key, row in with_small_ones_hidden(lines).items()}


def test_four_are_not_printed_and_five_are():
    assert shown(a=amounts(4), b=amounts(3), c=amounts(5)) == {"a": FEW, "b": FEW, "c": "5"}


def test_one_missing_line_takes_the_smallest_other_with_it():
    # With 20 for the county, a alone missing would be 20 - 7 - 9 = 4.
    assert shown(a=amounts(4), b=amounts(7), c=amounts(9)) == {"a": FEW, "b": KEPT_BACK, "c": "9"}


def test_nothing_else_is_hidden_when_two_are_missing_already():
    assert shown(a=amounts(4), b=amounts(0), c=amounts(9)) == {"a": FEW, "b": FEW, "c": "9"}


def test_with_enough_everywhere_all_is_printed():
    assert shown(a=amounts(5), b=amounts(6)) == {"a": "5", "b": "6"}


def test_a_small_number_of_a_large_base_is_not_printed_either():
    lines = {"a": amounts(20, number=3), "b": amounts(20, number=12), "c": amounts(30, number=20)}
    found = with_small_ones_hidden(lines)
    assert {key: row.base.words for key, row in found.items()} == {"a": "20", "b": "20", "c": "30"}
    assert [found[key].number.words for key in "abc"] == [FEW, KEPT_BACK, "20"]


def test_nothing_is_told_of_a_hidden_base():
    found = with_small_ones_hidden({"a": amounts(4), "b": amounts(9), "c": amounts(12)})
    for key in "ab":
        row = found[key]
        assert (row.number.value, row.measured.value, row.middle, row.mean) == (None,) * 4
    assert found["c"].middle == Decimal(9)


def test_no_duration_is_printed_of_fewer_than_five():
    few = amounts(20, measured=4)
    found = with_small_ones_hidden({"a": few, "b": amounts(20, measured=3)})
    assert (found["a"].base.words, found["a"].middle) == ("20", None)


def test_the_county_is_whole_when_localities_are_hidden():
    whole = amounts(20)
    assert county_as_shown(whole) == whole


def test_a_county_of_fewer_than_five_is_hidden_and_one_of_nobody_is_not():
    assert county_as_shown(amounts(4)).base.words == FEW
    assert county_as_shown(replace(amounts(0), middle=None, mean=None)).base.words == "0"
