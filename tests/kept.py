"""What a module's tests share is made once; what each of them does to it is undone.

The module's first test makes it in a transaction that is never committed, and every test
runs in a savepoint of that. See docs/how-to/run-and-test.md.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
