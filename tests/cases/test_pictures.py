"""What a camera sent becomes a small JPEG that holds the picture and nothing besides."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageFile

from cases import pictures
from cases.pictures import picture_of
from tests.cases.photo_rows import GPS, drawn, with_place


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def refusal(content: bytes) -> str:
    with pytest.raises(ValidationError) as refused:
        picture_of(content)
    return " ".join(refused.value.message_dict["file"])


def claims(width: int, height: int) -> bytes:
    """A PNG of 57 bytes that says it has so many pixels and holds none."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    ended = chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + ended


def test_where_it_was_taken_and_whose_camera_it_was_is_gone():
    sent = with_place()
    assert opened(sent).getexif().get_ifd(GPS)
    kept = picture_of(sent).content
    assert opened(kept).info.keys() == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert dict(opened(kept).getexif()) == {}
    assert b"Dorothy" in sent
    assert not any(word in kept for word in (b"Exif", b"Dorothy", b"Sileby"))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_formats_lose_their_place_as_well(kind):
    exif = Image.Exif()
    exif[0x010E] = "Dorothy Pearce"
    kept = picture_of(drawn(kind=kind, exif=exif)).content
    assert opened(kept).format == "JPEG"
    assert b"Dorothy" not in kept


def test_a_picture_taken_with_the_tablet_on_its_side_stands_upright():
    picture = picture_of(with_place(orientation=6))  # to be turned a quarter clockwise
    assert (picture.width, picture.height) == (40, 60)
    upright = opened(picture.content)
    red, white = upright.getpixel((35, 5)), upright.getpixel((5, 5))
    assert red[1] < 60 < 200 < white[1]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_long_side_is_two_thousand_pixels_at_most(kind):
    picture = picture_of(drawn(4000, 1000, kind=kind))
    assert (picture.width, picture.height) == (2000, 500)
    assert opened(picture.content).size == (2000, 500)


def test_a_small_picture_is_not_made_larger():
    picture = picture_of(drawn(60, 40))
    assert (picture.width, picture.height) == (60, 40)


@pytest.mark.parametrize("mode", ["L", "P", "LA", "RGBA", "CMYK", "I;16", "1"])
def test_every_manner_of_colours_becomes_a_jpeg(mode):
    written = BytesIO()
    Image.new(mode, (10, 10)).save(written, "JPEG" if mode == "CMYK" else "PNG")
    assert opened(picture_of(written.getvalue()).content).mode == "RGB"


def test_what_is_clear_is_shown_on_white():
    written = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(written, "PNG")
    assert min(opened(picture_of(written.getvalue()).content).getpixel((5, 5))) > 250


@pytest.mark.parametrize(
    ("width", "height"), [(6325, 6325), (10_000, 10_000), (50_000, 50_000), (2**31 - 1, 2**31 - 1)]
)
def test_a_file_that_would_fill_the_memory_is_refused_unopened(width, height):
    assert "more than 40 million pixels" in refusal(claims(width, height))


def test_forty_million_pixels_are_the_most():
    written = BytesIO()
    Image.new("1", (8000, 5000)).save(written, "PNG")
    assert picture_of(written.getvalue()).width == 2000


def test_more_than_eight_megabytes_are_refused(monkeypatch):
    assert pictures.MOST_BYTES == 8 * 1024 * 1024
    monkeypatch.setattr(pictures, "MOST_BYTES", len(drawn()) - 1)
    assert "larger than 8 MB" in refusal(drawn())


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"Dear Dorothy", id="text"),
        pytest.param(drawn()[:400], id="half a JPEG"),
        pytest.param(drawn(kind="PNG")[:60], id="half a PNG"),
        pytest.param(drawn(kind="GIF"), id="a GIF"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="an SVG"),
        pytest.param(b"%PDF-1.7", id="a PDF"),
    ],
)
def test_what_is_no_picture_is_refused_in_a_sentence(content):
    assert "no photo that can be read" in refusal(content)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_that_was_cut_off_is_refused_whatever_pillow_would_fill_up(monkeypatch, kind):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    whole = drawn(kind=kind)
    assert "no photo that can be read" in refusal(whole[: len(whole) // 2])


def test_whoever_sends_heic_is_told_what_to_do():
    assert "Most Compatible" in refusal(b"\x00\x00\x00\x18ftypheic" + b"\x00" * 20)
