"""Words that the code and the files may not hold, each for its reason."""

import re

import pytest

from tests.guards.sources import code_of_the_suite, committed, product_code, short

NOT_IN_CODE = {
    "today is an argument": r"\bdate\.today\(|\bdatetime\.today\(|\bdatetime\.utcnow\(",
    "no signals": r"django\.dispatch|\.signals\b|@receiver\b",
    "one way to the broker": r"\.apply_async\(|\.delay\(",
    "no work that is not finished": r"\bTODO\b|\bFIXME\b|\bXXX\b|\bNotImplementedError\b",
    "the record is written by record() alone": r"\bEvent\.objects\.(?:create|bulk_create)\(",
}
# Pieces, so that this file does not hold the words itself.
NOT_IN_FILES = {
    "no address of a package registry": "|".join(
        re.escape(f"{host}.{end}")
        for host, end in (
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("registry.npmjs", "org"),
            ("npmmirror", "com"),
            ("jfrog", "io"),
            ("artifactory", "com"),
        )
    ),
    "no path of one machine": r"(?<![\w.<>*-])/(?:work|home|root|Users)/\w",
}
FORBIDDEN_MODULES = {"utils", "util", "helpers", "helper", "misc", "common", "libraries"}


@pytest.mark.parametrize("reason", NOT_IN_CODE)
def test_the_code_keeps_to_the_house(reason):
    shape = re.compile(NOT_IN_CODE[reason])
    assert [short(path) for path in product_code() if shape.search(path.read_text())] == []


@pytest.mark.parametrize("reason", NOT_IN_FILES)
def test_no_file_tells_where_it_was_made(reason):
    shape = re.compile(NOT_IN_FILES[reason])
    texts = {path: path.read_bytes().decode(errors="ignore") for path in committed()}
    assert [short(path) for path, text in texts.items() if shape.search(text)] == []


def test_every_module_is_named_for_its_subject():
    paths = [*product_code(), *code_of_the_suite()]
    assert [short(path) for path in paths if path.stem in FORBIDDEN_MODULES] == []


def test_every_module_of_the_product_says_what_it_is_for():
    silent = [
        short(path)
        for path in product_code()
        if path.stat().st_size and path.name != "apps.py"
        if not path.read_text().lstrip().startswith(('"""', "#!"))
    ]
    assert [name for name in silent if not name.endswith("urls.py")] == []
