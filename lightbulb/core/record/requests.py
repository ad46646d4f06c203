"""Which request this is, so that doing it twice can be told from doing it again."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from lightbulb.core.keys import new_key

_current: ContextVar[UUID | None] = ContextVar("request_id", default=None)


@contextmanager
def request_named(request_id: UUID) -> Iterator[None]:
    """Everything recorded inside belongs to this request."""
    token = _current.set(request_id)
    try:
        yield
    finally:
        _current.reset(token)


def current_request_id() -> UUID:
    """The request under way, or a new one for work that no request began."""
    return _current.get() or new_key()
