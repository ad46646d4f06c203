"""The numbers to hold: what grows past them is split."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

from tests.guards.sources import code_of_the_suite, product_code, short

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(paths: list[Path]) -> Iterator[tuple[str, int]]:
    """Each function's place and its length in lines, from `def` to its end."""
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, Function):
                yield f"{short(path)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1


def longer_than(most: int, paths: list[Path]) -> list[str]:
    return [f"{place} has {lines}" for place, lines in functions(paths) if lines > most]


def test_functions_are_short():
    assert longer_than(40, product_code()) == []


def test_functions_are_short_on_the_whole():
    lengths = [lines for _, lines in functions(product_code())]
    assert median(lengths) <= 9
    assert quantiles(lengths, n=10)[-1] <= 25


def test_tests_are_short():
    assert longer_than(40, code_of_the_suite()) == []


@pytest.mark.parametrize(
    ("paths", "most"),
    [
        pytest.param(product_code(), 400, id="of the product"),
        pytest.param(code_of_the_suite(), 500, id="of the suite"),
    ],
)
def test_modules_are_short(paths, most):
    lengths = {short(path): len(path.read_text().splitlines()) for path in paths}
    assert {name: lines for name, lines in lengths.items() if lines > most} == {}


def test_views_are_thin():
    views = [path for path in product_code() if "views" in path.parts or path.name == "views.py"]
    assert longer_than(30, views) == []
