"""`make bench`: the measured work beside its floors; names as words choose some.

With `--keep` the figures found become those that later runs are compared with. With
`--cases=2000` the county is that small: to try a measure, not to measure.
"""

import importlib
import os
import pkgutil
import sys
from collections.abc import Callable, Iterator, Sequence

from tests.bench import measures, results
from tests.bench.bars import BARS, Bar, Measured, NotMeasured
from tests.bench.world import CASES, World
from tests.starting import ROOT

RESULTS = ROOT / "var" / "bench.json"
KEPT = ROOT / "docs" / "performance.json"
KEEP, SIZE = "--keep", "--cases="


def main(words: Sequence[str]) -> int:
    chosen = asked(words) or there_are()
    if unknown := [name for name in chosen if name not in there_are()]:
        say(f"No measure is named {', '.join(unknown)}. There are: {', '.join(there_are())}")
        return 2
    world = World(cases=size(words))
    world.begin()
    say(f"{world.postgres()}, {os.cpu_count()} cores")
    found = list(measured(chosen, world))
    show(found)
    for_good = KEEP in words and world.cases == CASES
    keep([results.as_json(*each) for each in found], for_good=for_good)
    return int(len(found) < len(chosen) or not all(bar.met(figure) for bar, figure in found))


def asked(words: Sequence[str]) -> list[str]:
    chosen = [word for word in words if not word.startswith("--")]
    return [name for word in chosen for name in word.split(",") if name]


def size(words: Sequence[str]) -> int:
    given = [int(word.removeprefix(SIZE)) for word in words if word.startswith(SIZE)]
    return given[-1] if given else CASES


def there_are() -> list[str]:
    """The measures there are, in the order of their bars."""
    names = {module.name for module in pkgutil.iter_modules(measures.__path__)}
    return [name for name in BARS if name in names]


def measured(names: Sequence[str], world: World) -> Iterator[tuple[Bar, Measured]]:
    for name in names:
        say(f"\n—— {name}: {BARS[name].work}")
        try:
            yield BARS[name], measure_named(name)(world)
        except NotMeasured as why:
            say(f"{name} was not measured: {why}.")


def measure_named(name: str) -> Callable[[World], Measured]:
    """The `measure` of a module, which is read only when it is asked for."""
    found: Callable[[World], Measured] = importlib.import_module(
        f"{measures.__name__}.{name}"
    ).measure
    return found


def show(found: Sequence[results.Result]) -> None:
    say("")
    for line in results.table(found):
        say(line)
    kept = results.read(KEPT)
    for bar, figure in found:
        if bar.id in kept and (sentence := results.worse(bar, figure, kept[bar.id])):
            say(sentence)


def keep(figures: Sequence[dict[str, object]], *, for_good: bool) -> None:
    results.write(RESULTS, figures)
    if for_good:
        kept = results.read(KEPT) | {str(each["id"]): dict(each) for each in figures}
        results.write(KEPT, [kept[name] for name in BARS if name in kept])


def say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201  (the person at the terminal reads it)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
