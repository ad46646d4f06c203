"""What the service looks at before it starts, besides what Django looks at itself."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage
from django.db import Error, connection

from lightbulb.embedded import OLDEST_POSTGRES, OWNER

COLLATION = "C.UTF-8"
# "C.UTF-8" of the C library, of PostgreSQL itself (from 17), and as some systems spell it.
SAME_ORDER = {"C.UTF-8", "C.UTF8", "C.utf8"}


def second_factor(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """The one condition of service mode that is still missing says so itself."""
    if settings.SECOND_FACTOR:
        return []
    return [
        checks.Warning(
            "Sign-in asks for a password alone: the second factor is not built yet.",
            hint="Let nobody sign in from outside the partnership's networks until it is.",
            id="lightbulb.W001",
        )
    ]


def database_as_expected(
    app_configs: Sequence[AppConfig] | None, databases: Iterable[str] | None = None, **options: Any
) -> list[CheckMessage]:
    """The role, order of letters and age of the database, when it answers at all."""
    if "default" not in (databases or ()):
        return []
    try:
        role, version, collation = what_the_database_is()
    except Error:
        return []  # a database that is away is told of by the status page, not by a check
    return [
        *wrong_role(role),
        *wrong_version(version),
        *wrong_collation(collation),
    ]


def what_the_database_is() -> tuple[str, int, str]:
    """The role connected as, the major version, and the order of letters."""
    # Where the order comes from another library than C's, a column of its own names it;
    # which columns there are depends on the version.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT session_user, current_setting('server_version_num')::int / 10000, "
            "coalesce(d ->> 'datlocale', d ->> 'daticulocale', d ->> 'datcollate') "
            "FROM (SELECT to_jsonb(pg_database) AS d FROM pg_database "
            "WHERE datname = current_database()) AS this"
        )
        role, version, collation = cursor.fetchone()
    return role, version, collation


def wrong_role(role: str) -> list[CheckMessage]:
    if settings.DEMONSTRATION or settings.DATABASE_ROLE == OWNER or role != OWNER:
        return []
    return [
        checks.Error(
            f"The service connects as {role}, which owns the tables and could change the record.",
            hint="Let DATABASE_URL name lightbulb_app; only migrations run as the owner.",
            id="lightbulb.E001",
        )
    ]


def wrong_version(version: int) -> list[CheckMessage]:
    if version >= OLDEST_POSTGRES:
        return []
    return [
        checks.Error(
            f"The database is PostgreSQL {version}; {OLDEST_POSTGRES} or later is needed.",
            id="lightbulb.E002",
        )
    ]


def wrong_collation(collation: str) -> list[CheckMessage]:
    if collation in SAME_ORDER:
        return []
    return [
        checks.Error(
            f"The database orders letters by {collation}; it must be {COLLATION}.",
            hint="Make the database with the locale C.UTF-8, as docker-compose.yml does.",
            id="lightbulb.E003",
        )
    ]
