import pytest

from lightbulb.core.places.models import Postcode
from lightbulb.core.places.postcodes import find_postcode, is_whole_postcode, normalise_postcode


@pytest.mark.parametrize(
    ("typed", "postcode"),
    [
        ("le13 0xx", "LE13 0XX"),
        ("LE130XX", "LE13 0XX"),
        ("  l e 1 3 0 x x ", "LE13 0XX"),
        ("LE13\u00a00XX", "LE13 0XX"),
        ("m1 1ae", "M1 1AE"),
        ("B338TH", "B33 8TH"),
        ("w1a0ax", "W1A 0AX"),
        ("ec1a1bb", "EC1A 1BB"),
    ],
)
def test_a_postcode_is_put_in_capitals_with_its_space(typed, postcode):
    assert normalise_postcode(typed) == postcode
    assert is_whole_postcode(typed)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Enter a postcode"),
        (" \t", "Enter a postcode"),
        ("LE13 0", "LE13 0 is not a whole postcode"),
        ("le13", "LE13 is not a whole postcode"),
        ("LE13 0XX1", "LE13 0XX1 is not a whole postcode"),
        ("LE13-0XX", "LE13-0XX is not a whole postcode"),
        ("13 0XX", "13 0XX is not a whole postcode"),
        ("LE١٣ 0XX", "LE١٣ 0XX is not a whole postcode"),
        ("x" * 10_000, f"{'X' * 20} is not a whole postcode"),
    ],
)
def test_what_is_not_whole_is_refused_with_a_sentence(typed, sentence):
    assert not is_whole_postcode(typed)
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 the whole sentence is compared
        normalise_postcode(typed)
    assert str(refusal.value) == sentence


def test_a_postcode_is_shown_with_its_space():
    assert str(Postcode(postcode="LE130XX")) == "LE13 0XX"
    assert str(Postcode(postcode="M11AE")) == "M1 1AE"


@pytest.mark.django_db
def test_a_postcode_is_found_however_it_is_typed():
    Postcode.objects.create(
        postcode="LE139SH", easting=474766, northing=319674, lad_code="E07000133"
    )
    assert find_postcode("le13 9sh").lad_code == "E07000133"
    assert find_postcode("LE139SH").easting == 474766


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["LE13 9SJ", "LE13 9", "", "LE13\0009SH"])
def test_an_unknown_or_half_typed_postcode_is_not_found(typed):
    Postcode.objects.create(postcode="LE139SH", lad_code="E07000133")
    assert find_postcode(typed) is None
