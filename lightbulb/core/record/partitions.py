"""Months of the record: each has its own partition, made before it begins."""

from datetime import date

from django.db import connection

MONTHS_AHEAD = 6


def make_partitions(on: date, *, months: int = MONTHS_AHEAD) -> int:
    """Make the partitions from the month of `on` on, and return how many were new.

    There is one of events and one of read events for each month. The functions in the
    database run as the owner, because the service's own role may
    not make tables.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT core_make_event_partitions(%(on)s, %(months)s)"
            " + core_make_read_partitions(%(on)s, %(months)s)",
            {"on": on, "months": months},
        )
        return int(cursor.fetchone()[0])
