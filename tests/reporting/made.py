"""What is made for tests of packs: a pack asked for, and how to look into its PDF."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pypdf

from lightbulb.core.record.actors import System
from lightbulb.core.time.periods import Period
from reporting.actions import ask_for_report
from reporting.models import ReportContent, ReportRun
from reporting.places import COUNTY_KEY, localities_of, place_named

OCTOBER = Period.parse("2026-10")
ASKED_ON = date(2026, 11, 2)
TIMETABLE = System("timetable")


def asked(scope: str = COUNTY_KEY) -> ReportRun:
    """October's pack, asked for by the timetable on the first working day of November."""
    place = place_named(scope, localities_of(OCTOBER))
    return ask_for_report(period=OCTOBER, scope=place, by=TIMETABLE, on=ASKED_ON)


def content_of(run: ReportRun, kind: str) -> bytes:
    return bytes(ReportContent.objects.get(file__run=run, file__kind=kind).content)


def text_of(pdf: bytes) -> str:
    """The words of a PDF as they are read out, in one line."""
    pages = pypdf.PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@dataclass(frozen=True)
class Tag:
    """One element of a PDF's structure, with what a screen reader is told of it."""

    name: str
    told: str
    scope: str


def structure_of(pdf: bytes) -> list[Tag]:
    """Every element of a PDF, in reading order."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return list(_elements(document.Root.StructTreeRoot))


def _elements(parent: Any) -> Iterator[Tag]:
    inside = parent.get("/K", [])
    for child in inside if isinstance(inside, pikepdf.Array) else [inside]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            scope = child.get("/A", {}).get("/Scope", "") if child["/S"] == "/TH" else ""
            yield Tag(str(child["/S"]), str(child.get("/Alt", "")), str(scope))
            yield from _elements(child)
