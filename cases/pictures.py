"""What a camera sent, made into a small JPEG that holds the picture and nothing besides."""

import struct
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from PIL import Image, ImageOps

MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONG_SIDE = 2000
QUALITY = 82
READ = ("JPEG", "PNG", "WEBP")
FIELD = "file"

TOO_LARGE = "The photo is larger than 8 MB. Take it again in a smaller size."
TOO_MANY_PIXELS = (
    "The photo has more than 40 million pixels, which is more than can be opened safely. "
    "Take it again in a smaller size."
)
UNREADABLE = "This is no photo that can be read here. Send a JPEG, PNG or WebP."
HEIC = (
    "This photo is kept in Apple’s HEIC format, which cannot be read here. In the camera’s "
    "settings choose “Most Compatible”, or send it as JPEG."
)
# A file of this kind names itself from its fifth byte on (ISO/IEC 23008-12).
HEIC_NAMES = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftyphevx", b"ftypmif1", b"ftypmsf1")

# How a format begins, and what must come after it: a photo that was cut off on its way is said to
# be so here, since what makes PDFs tells Pillow for the whole process to fill up what is missing.
BEGINS_AND_ENDS = ((b"\x89PNG", b"IEND"), (b"\xff\xd8", b"\xff\xd9"))

BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# What the readers raise at a file that is broken or pretends to be a picture.
BROKEN = (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, struct.error)


@dataclass(frozen=True)
class Picture:
    content: bytes
    width: int
    height: int


def picture_of(sent: bytes) -> Picture:
    """The picture upright, its long side 2000 pixels at most, without what the camera wrote
    beside it: place, time, owner, a smaller copy.

    Raises ValidationError with a sentence for a file that is too large or no picture. How many
    pixels it has is read before any of them is, so that a small file that would fill the memory
    is refused unopened.
    """
    if len(sent) > MOST_BYTES:
        raise refused(TOO_LARGE)
    if any(sent.startswith(begin) and end not in sent for begin, end in BEGINS_AND_ENDS):
        raise refused(UNREADABLE)
    try:
        with Image.open(BytesIO(sent), formats=READ) as image:
            if image.width * image.height > MOST_PIXELS:
                raise refused(TOO_MANY_PIXELS)
            return as_jpeg(small(image))
    except BOMBS:
        raise refused(TOO_MANY_PIXELS) from None
    except BROKEN:
        raise refused(HEIC if sent[4:12] in HEIC_NAMES else UNREADABLE) from None


def refused(sentence: str) -> ValidationError:
    return ValidationError({FIELD: sentence})


def small(image: Image.Image) -> Image.Image:
    """Upright and no larger than is kept; a JPEG is made smaller while it is read."""
    image.draft("RGB", (LONG_SIDE, LONG_SIDE))
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((LONG_SIDE, LONG_SIDE))
    return upright


def as_jpeg(image: Image.Image) -> Picture:
    """Painted on a new white sheet, so that nothing but what is seen is carried over."""
    shown = image.convert("RGBA" if image.has_transparency_data else "RGB")
    sheet = Image.new("RGB", shown.size, "white")
    sheet.paste(shown, mask=shown if shown.mode == "RGBA" else None)
    written = BytesIO()
    sheet.save(written, "JPEG", quality=QUALITY)
    return Picture(written.getvalue(), *sheet.size)
