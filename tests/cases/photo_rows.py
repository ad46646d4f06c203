"""Pictures as a camera sends them, drawn on the spot."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from PIL import Image

from cases import actions
from cases.models import Visit, VisitPhoto
from tests.cases.visit_rows import VISITED_ON

TAKEN_AT = datetime(2026, 11, 10, 9, 45, tzinfo=UTC)
ARRIVED_AT = datetime(2026, 11, 10, 14, 31, tzinfo=UTC)
GPS, ORIENTATION, OWNER = 0x8825, 0x0112, 0xA430
SILEBY = {1: "N", 2: (52.0, 43.0, 48.0), 3: "W", 4: (1.0, 6.0, 36.0)}


def drawn(width: int = 60, height: int = 40, *, kind: str = "JPEG", **options: Any) -> bytes:
    """White, with the upper left corner red."""
    image = Image.new("RGB", (width, height), "white")
    image.paste("red", (0, 0, width // 2, height // 2))
    written = BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def with_place(*, orientation: int = 1) -> bytes:
    """Taken in Sileby, as the camera wrote into it, with a comment besides."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[OWNER] = orientation, "Dorothy Pearce"
    exif.get_ifd(GPS).update(SILEBY)
    return drawn(exif=exif, comment=b"Dorothy Pearce, Sileby")


def send(visit: Visit, content: bytes = b"", **said: Any) -> VisitPhoto:
    photo = actions.SentPhoto(content=content or drawn(), **said)
    return actions.add_photo(visit=visit, sent=photo, by=visit.worker, at=ARRIVED_AT, on=VISITED_ON)
