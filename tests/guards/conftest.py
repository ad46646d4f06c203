"""The clock and the plain static files of the ground floor's pages, for walks through them."""

from tests.core.conftest import monday, plain_static_files

__all__ = ["monday", "plain_static_files"]
