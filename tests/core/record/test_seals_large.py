"""Among 100,000 rows, each of the four things that can be done to a record is found and named."""

import pytest

from lightbulb.core.record.seals import sealing
from lightbulb.core.record.seals.verifying import verify
from tests.core.record.sealed import add_events, add_reads, as_owner

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.large]
EVENTS, READS = 70_000, 30_000
LATE = (
    "INSERT INTO core_event SELECT (jsonb_populate_record(old, jsonb_build_object("
    "'id', 7777777, 'request_id', gen_random_uuid()))).* FROM core_event AS old LIMIT 1"
)


def test_each_change_among_a_hundred_thousand_rows_is_named(settings, tmp_path):
    settings.DAY_FILES = tmp_path
    add_reads(READS)
    add_events(EVENTS)
    assert sealing.seal() == EVENTS + READS
    assert verify().findings == []
    as_owner(
        "UPDATE core_readevent SET page = 'x' WHERE id = 100 + (SELECT min(id) FROM core_readevent)"
    )
    as_owner("DELETE FROM core_event WHERE id = 35000 + (SELECT min(id) FROM core_event)")
    as_owner(LATE)
    as_owner(
        "DELETE FROM core_event WHERE id <> 7777777 "
        "AND id > (SELECT max(record_id) - 100 FROM core_seal WHERE kind = 'event')"
    )
    found = [(each.fault, each.what, len(each.numbers)) for each in verify().findings]
    assert found == [
        ("missing", "Event", 1),
        ("cut_off", "Event", 100),
        ("late", "Event", 1),
        ("altered", "Read event", 1),
    ]
