"""From a page to a PDF that a screen reader can follow.

WeasyPrint writes PDF/UA-1: tagged, with language, title, headings, and the words of each
chart. It leaves out which way a table heading reads, so that is added afterwards. Nothing
is fetched: style and charts are in the page itself, and any address in it is refused.
"""

from io import BytesIO
from typing import Any

import pikepdf
from weasyprint import HTML  # type: ignore[import-untyped]
from weasyprint.urls import FatalURLFetchingError, URLFetcher  # type: ignore[import-untyped]

CREATOR = "Lightbulb"


class NothingIsFetched(URLFetcher):
    """Refuses every address, of this machine's files too."""

    def fetch(self, url: str, headers: Any = None) -> Any:
        raise FatalURLFetchingError(url[:80])


def pdf_of(page: str) -> bytes:
    """The PDF of a page. Raises LookupError for a page that names a file or an address."""
    document = HTML(string=page, url_fetcher=NothingIsFetched(), media_type="print")
    try:
        content = document.write_pdf(pdf_variant="pdf/ua-1")
    except FatalURLFetchingError as refused:
        raise LookupError(f"A page is made of nothing but itself, and names {refused}") from refused
    return with_heading_scopes(content)


def with_heading_scopes(content: bytes) -> bytes:
    """Say of each heading of a table whether it heads its column or its row."""
    with pikepdf.open(BytesIO(content)) as pdf:
        for row, heading in headings(pdf):
            inside_body = row.get("/P", {}).get("/S") != "/THead"
            heading.A = pikepdf.Dictionary(
                O=pikepdf.Name.Table,
                Scope=pikepdf.Name.Row if inside_body else pikepdf.Name.Column,
            )
        pdf.docinfo["/Creator"] = CREATOR
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def headings(pdf: pikepdf.Pdf) -> list[tuple[Any, Any]]:
    """Each table heading in the structure tree, after the row it stands in."""
    found = []
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        for child in children(element):
            if child.get("/S") == "/TH":
                found.append((element, child))
            waiting.append(child)
    return found


def children(element: Any) -> list[Any]:
    """The structure elements directly under one; marked content is none."""
    inside = element.get("/K", [])
    inside = inside if isinstance(inside, pikepdf.Array) else [inside]
    return [each for each in inside if isinstance(each, pikepdf.Dictionary) and "/S" in each]
