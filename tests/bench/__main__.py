"""`make bench`: the measured work beside what it is held against; names as words choose some."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from lightbulb.embedded import Engines
from tests.bench.measures import MEASURES, Measure, Measured, NotMeasured

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "var" / "bench.json"
HEADS = ("measure", "value", "unit", "floor", "ratio", "bar", "median", "p95", "met")
WIDTHS = (14, 10, 6, 10, 8, 10, 10, 10, 6)


def main() -> int:
    chosen = [name for word in sys.argv[1:] for name in word.split(",") if name] or [*MEASURES]
    if unknown := [name for name in chosen if name not in MEASURES]:
        say(f"No measure is named {', '.join(unknown)}. There are: {', '.join(MEASURES)}")
        return 2
    say(f"{postgres()}, {os.cpu_count()} cores")
    results = list(measured(chosen))
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps([as_json(*result) for result in results], indent=2) + "\n")
    say("\n" + row(HEADS))
    for result in results:
        say(row(cells(*result)))
    all_met = len(results) == len(chosen) and all(m.bar.met(f.value) for m, f in results)
    return 0 if all_met else 1


def postgres() -> str:
    """The version the measures run on: 18 of the wheel, unless another is insisted on."""
    source = os.environ.setdefault("LIGHTBULB_ENGINES", "wheel")
    program = Engines(Path("/nonexistent"), source=source).postgres()
    printed = subprocess.run([program.path, "--version"], capture_output=True, text=True)
    return printed.stdout.strip().replace("postgres (PostgreSQL)", "PostgreSQL")


def measured(names: list[str]) -> Iterator[tuple[Measure, Measured]]:
    for name in names:
        say(f"\n—— {name}: {MEASURES[name].bar.work}")
        try:
            yield MEASURES[name], MEASURES[name].run()
        except NotMeasured as why:
            say(f"{name} was not measured: {why}.")


def as_json(measure: Measure, found: Measured) -> dict[str, object]:
    return {
        "id": measure.bar.id,
        "value": round(found.value, 3),
        "unit": measure.bar.unit,
        "floor": found.floor,
        "ratio": found.ratio,
        "bar": measure.bar.words,
        "met": measure.bar.met(found.value),
    }


def cells(measure: Measure, found: Measured) -> tuple[str, ...]:
    figures = [found.floor, found.ratio, found.median, found.p95]
    floor, ratio, median, p95 = ("–" if each is None else f"{each:.2f}" for each in figures)
    met = "yes" if measure.bar.met(found.value) else "NO"
    bar = measure.bar
    return (bar.id, f"{found.value:.1f}", bar.unit, floor, ratio, bar.words, median, p95, met)


def row(words: tuple[str, ...]) -> str:
    return "".join(f"{word:<{width}}" for word, width in zip(words, WIDTHS, strict=True)).rstrip()


def say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201  (the person at the terminal reads it)


if __name__ == "__main__":
    sys.exit(main())
