"""`make bench`: what it writes, what it compares with, and when it fails."""

import importlib
import json

import pytest

from tests.bench import __main__ as bench
from tests.bench import results
from tests.bench.bars import BARS, Bar, Measured, NotMeasured

BAR = Bar(id="list", work="Some work", times=2, p95=60, queries=12)
GOOD = Measured(30.0, floor=20.0, median=30.0, p95=41.0, queries=11)


class NoWorld:
    """Stands for the engines, which these tests do without."""

    def __init__(self, *, cases):
        self.cases = cases

    def begin(self):
        pass

    def postgres(self):
        return "PostgreSQL 18"


@pytest.fixture
def bench_of(monkeypatch, tmp_path):
    """`make bench` with one measure that comes to a figure, or to nothing."""

    def measure(found):
        def run(world):
            if found is None:
                raise NotMeasured("it failed")
            return found

        return run

    def run(found, *words):
        monkeypatch.setattr(bench, "World", NoWorld)
        monkeypatch.setattr(bench, "BARS", {"list": BAR})
        monkeypatch.setattr(bench, "measure_named", lambda name: measure(found))
        monkeypatch.setattr(bench, "RESULTS", tmp_path / "bench.json")
        monkeypatch.setattr(bench, "KEPT", tmp_path / "performance.json")
        return bench.main(words)

    return run


def test_a_bench_writes_what_it_found(bench_of, tmp_path):
    assert bench_of(GOOD, "list") == 0
    assert json.loads((tmp_path / "bench.json").read_text()) == [
        {
            "id": "list",
            "value": 30.0,
            "unit": "ms",
            "floor": 20.0,
            "ratio": 1.5,
            "bar": "≤ 2 × floor, p95 ≤ 60 ms, ≤ 12 queries",
            "met": True,
        }
    ]


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(None, id="not measured"),
        pytest.param(Measured(41.0, floor=20.0, p95=50.0, queries=11), id="over the floor"),
        pytest.param(Measured(30.0, floor=20.0, p95=61.0, queries=11), id="a slow tail"),
        pytest.param(Measured(30.0, floor=20.0, p95=41.0, queries=13), id="too many queries"),
        pytest.param(Measured(30.0, floor=20.0, p95=41.0), id="queries not counted"),
    ],
)
def test_whatever_misses_its_bar_fails_the_bench(bench_of, found):
    assert bench_of(found, "list") == 1


@pytest.mark.parametrize(("found", "met"), [(5_000, True), (4_999, False)])
def test_some_bars_are_a_least(found, met):
    assert Bar(id="x", work="", unit="a second", least=5_000).met(Measured(found)) is met


def test_a_measure_nobody_made_is_refused(bench_of, capsys):
    assert bench_of(GOOD, "list,other") == 2
    assert "No measure is named other. There are: list" in capsys.readouterr().out


def test_figures_are_kept_when_asked_and_a_worse_one_is_named(bench_of, capsys):
    bench_of(GOOD, "list", "--keep")
    bench_of(Measured(37.0, floor=20.0, p95=50.0, queries=11), "list")
    assert "worse" not in capsys.readouterr().out
    bench_of(Measured(38.0, floor=20.0, p95=50.0, queries=11), "list")
    assert "list is 1.27 × worse than kept: 1.90 ratio, 1.50 before." in capsys.readouterr().out


def test_figures_of_a_small_county_are_never_kept(bench_of, tmp_path):
    bench_of(GOOD, "list", "--keep", "--cases=2000")
    assert not (tmp_path / "performance.json").exists()


def test_of_a_least_the_smaller_figure_is_the_worse():
    bar = Bar(id="means_test", work="", unit="a second", least=5_000)
    kept = results.as_json(bar, Measured(10_000))
    assert results.worse(bar, Measured(7_900), kept).startswith("means_test is 1.27 × worse")
    assert results.worse(bar, Measured(8_100), kept) == ""


def test_every_measure_has_its_bar_and_a_way_to_run():
    assert set(bench.there_are()) <= set(BARS)
    for name in bench.there_are():
        module = importlib.import_module(f"tests.bench.measures.{name}")
        assert callable(module.measure)
