"""How much of `grants/rules` the tests would notice if it were wrong.

`python -m tests.grants.mutants --sample=400 --seed=7` changes one thing at a time, a comparison,
a sign, a number, and asks whether a test fails. Each is tried in a process of its own, so that
nothing changed outlives it. Prints the seed, the share that was noticed, and what was not.
"""

import ast
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from types import ModuleType

import django
import hypothesis  # noqa: F401  (read once here, and not again in every process)
import pytest

from tests.starting import ROOT

RULES = ROOT / "grants" / "rules"
TESTS = ("test_means_test_examples", "test_ages", "test_contribution", "test_left_out",
         "test_local_tests", "test_what_if", "test_means_test_command",
         "test_means_test_properties")  # fmt: skip
ENOUGH = 0.90
LONGEST = 120  # seconds: what never ends was noticed too
SWAPS: dict[type, type] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot,
    ast.IsNot: ast.Is, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True)
class Mutant:
    """One change to one module: the place among its nodes, and which of the place's changes."""

    module: str
    place: int
    change: int

    @property
    def path(self) -> Path:
        return (ROOT / self.module.replace(".", "/")).with_suffix(".py")

    def made(self) -> tuple[ast.Module, str]:
        """The module with the change in it, and the change in words."""
        tree = ast.parse(self.path.read_text())
        node = list(ast.walk(tree))[self.place]
        before = ast.unparse(node)[:60]
        list(changes(node))[self.change](node)
        return tree, f"line {getattr(node, 'lineno', 0)}: {before} → {ast.unparse(node)[:60]}"

    def __str__(self) -> str:
        return f"{self.module} {self.made()[1]}"


def mutants() -> Iterator[Mutant]:
    for path in sorted(RULES.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        tree = ast.parse(path.read_text())
        declared = set(of_declarations(tree))
        for place, node in enumerate(ast.walk(tree)):
            if node not in declared:
                yield from (Mutant(name, place, each) for each, _ in enumerate(changes(node)))


def of_declarations(tree: ast.AST) -> Iterator[ast.AST]:
    """What stands in `@dataclass(…)` or `@lru_cache(…)`: no rule is wrong for it."""
    for node in ast.walk(tree):
        for decorator in getattr(node, "decorator_list", ()):
            yield from ast.walk(decorator)


def changes(node: ast.AST):  # type: ignore[no-untyped-def]
    """The ways in which one place may be wrong."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
        yield lambda twin: twin.ops.__setitem__(0, SWAPS[type(twin.ops[0])]())
    elif isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in SWAPS:
        yield lambda twin: setattr(twin, "op", SWAPS[type(twin.op)]())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield lambda twin: setattr(twin, "op", ast.UAdd())
    elif isinstance(node, ast.If | ast.IfExp):
        yield lambda twin: setattr(twin, "test", ast.UnaryOp(ast.Not(), twin.test))
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield lambda twin: setattr(twin, "value", twin.value + 1)
    elif isinstance(node, ast.Constant) and type(node.value) is bool:
        yield lambda twin: setattr(twin, "value", not twin.value)
    elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS:
        yield lambda twin: setattr(twin.func, "id", CALLS[twin.func.id])


class Wrong(MetaPathFinder, Loader):
    """Gives the changed module in place of the one that lies on disk."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(self, name, path=None, target=None) -> ModuleSpec | None:  # type: ignore[no-untyped-def]
        if name != self.mutant.module:
            return None
        spec = spec_from_loader(name, self, origin=str(self.mutant.path))
        if spec is not None:
            spec.has_location = True
        return spec

    def exec_module(self, module: ModuleType) -> None:
        tree = ast.fix_missing_locations(self.mutant.made()[0])
        exec(compile(tree, str(module.__file__), "exec"), module.__dict__)


def is_noticed(mutant: Mutant) -> bool:
    """Runs in a process of its own: whether a test fails with this change."""
    signal.alarm(LONGEST)
    sys.meta_path.insert(0, Wrong(mutant))
    files = [str(ROOT / "tests" / "grants" / f"{name}.py") for name in TESTS]
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    plain = ["-x", "-q", "--noconftest", "-c", os.devnull, f"--rootdir={ROOT}", "--tb=no",
             "-m", "not large", "-p", "no:cacheprovider", "-W", "ignore"]  # fmt: skip
    return pytest.main([*plain, *files]) != pytest.ExitCode.OK


def tried(sample: list[Mutant], workers: int) -> list[Mutant]:
    """The mutants that no test noticed."""
    running: dict[int, Mutant] = {}
    waiting, unnoticed = list(sample), []
    while waiting or running:
        while waiting and len(running) < workers:
            mutant = waiting.pop()
            pid = os.fork()
            if not pid:
                os._exit(int(is_noticed(mutant)))
            running[pid] = mutant
        pid, status = os.wait()
        mutant = running.pop(pid)
        if status == 0:
            unnoticed.append(mutant)
    return unnoticed


def main(words: list[str]) -> int:
    told = dict(word.removeprefix("--").split("=") for word in words)
    seed = int(told.get("seed", random.SystemRandom().randrange(10_000)))
    every = list(mutants())
    size = min(int(told.get("sample", 400)), len(every))
    sample = random.Random(seed).sample(every, size)
    began = time.monotonic()
    unnoticed = tried(sample, os.cpu_count() or 1)
    share = 1 - len(unnoticed) / size
    say(f"seed {seed}: {size} of {len(every)} mutants, {share:.1%} noticed, "
        f"{time.monotonic() - began:.0f} s")  # fmt: skip
    for mutant in sorted(unnoticed, key=str):
        say(f"  not noticed: {mutant}")
    return int(share < ENOUGH)


def say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201  (the person at the terminal reads it)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lightbulb.settings")
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ["MEANS_TEST_EXAMPLES"] = "25"
    django.setup()
    assert not [name for name in sys.modules if name.startswith("grants.rules")]
    sys.exit(main(sys.argv[1:]))
