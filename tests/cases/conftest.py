"""The clock and the plain static files of the ground floor's pages, for pages of cases."""

from tests.core.conftest import monday, plain_static_files

__all__ = ["monday", "plain_static_files"]
