"""What a run found: as a table, as a file, and beside the figures kept last."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.bench.bars import Bar, Measured

Result = tuple[Bar, Measured]
HEADS = ("measure", "value", "unit", "floor", "ratio", "median", "p95", "queries", "met", "bar")
WIDTHS = (14, 11, 10, 10, 8, 10, 10, 9, 6, 0)
WORSE = 1.25  # from here on a figure is explained


def as_json(bar: Bar, found: Measured) -> dict[str, Any]:
    return {
        "id": bar.id,
        "value": round(found.value, 3),
        "unit": bar.unit,
        "floor": rounded(found.floor),
        "ratio": rounded(found.ratio),
        "bar": bar.words,
        "met": bar.met(found),
    }


def rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 3)


def table(results: Iterable[Result]) -> Iterator[str]:
    yield row(HEADS)
    for bar, found in results:
        yield row(cells(bar, found))
        if found.note:
            yield row(("", found.note, *[""] * (len(HEADS) - 2)))


def cells(bar: Bar, found: Measured) -> tuple[str, ...]:
    figures = (found.floor, found.ratio, found.median, found.p95)
    words = ("–" if each is None else f"{each:.2f}" for each in figures)
    queries = "–" if found.queries is None else str(found.queries)
    met = "yes" if bar.met(found) else "NO"
    return (bar.id, f"{found.value:,.2f}", bar.unit, *words, queries, met, bar.words)


def row(words: Sequence[str]) -> str:
    return "".join(f"{word:<{width}}" for word, width in zip(words, WIDTHS, strict=True)).rstrip()


def read(file: Path) -> dict[str, dict[str, Any]]:
    """Figures by the name of their measure; none where there is no file."""
    if not file.exists():
        return {}
    return {each["id"]: each for each in json.loads(file.read_text())}


def write(file: Path, figures: Iterable[dict[str, Any]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps([*figures], indent=2, ensure_ascii=False) + "\n")


def worse(bar: Bar, found: Measured, kept: dict[str, Any]) -> str:
    """The sentence that asks for an explanation, or nothing.

    Where a floor was measured beside the figure, the ratio speaks: a slow machine slows both.
    """
    now, before = (found.ratio, kept["ratio"]) if kept["ratio"] else (found.value, kept["value"])
    if not now or not before:
        return ""
    times = before / now if bar.least is not None else now / before
    if times < WORSE:
        return ""
    what = "ratio" if kept["ratio"] else bar.unit
    return f"{bar.id} is {times:.2f} × worse than kept: {now:.2f} {what}, {before:.2f} before."
