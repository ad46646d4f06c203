"""The clock and the plain static files, for walks through every page."""

from tests.core.conftest import monday, plain_static_files

__all__ = ["monday", "plain_static_files"]
