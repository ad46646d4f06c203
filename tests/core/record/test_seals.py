"""Seals: made in order over what is surely over, and whatever is changed afterwards is named."""

import hashlib
import json

import pytest
from django.db import connection, connections
from django.utils import timezone

from lightbulb.core.models import Pulse, Seal
from lightbulb.core.record.seals import day_files, sealing
from lightbulb.core.record.seals.sealing import SealsDisagree
from lightbulb.core.record.seals.verifying import Fault, Finding, spans, verify
from lightbulb.core.tasks import seal_record
from tests.core.record.sealed import add_events, add_reads, as_owner, numbers, wait_until_over

pytestmark = [pytest.mark.django_db(transaction=True)]

SECOND_TO_LAST = "SELECT id FROM core_event ORDER BY id DESC OFFSET 1 LIMIT 1"


@pytest.fixture(autouse=True)
def day_folder(settings, tmp_path):
    settings.DAY_FILES = tmp_path / "days"
    return settings.DAY_FILES


@pytest.fixture
def sealed():
    """Ten events, five reads and ten more events, each with its seal."""
    add_events(10)
    add_reads(5)
    add_events(10)
    assert sealing.seal() == 25


def found() -> list[tuple[str, str, int]]:
    return [(each.fault, each.what, len(each.numbers)) for each in verify().findings]


def test_seals_are_numbered_in_order_of_transaction_and_each_holds_the_one_before(sealed):
    seals = list(Seal.objects.all())
    assert [each.number for each in seals] == list(range(1, 26))
    assert [each.kind for each in seals] == ["event"] * 10 + ["read"] * 5 + ["event"] * 10
    before, seal = seals[11], seals[12]
    place = f"13 {seal.tx} read {seal.record_id} ".encode()
    whole = bytes(before.hash) + place + bytes(seal.record_digest)
    assert bytes(seal.hash) == hashlib.sha256(whole).digest()
    assert found() == []


def test_only_what_is_surely_over_is_sealed():
    add_events(2)
    waiting = connections.create_connection("default")
    try:
        with waiting.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT pg_current_xact_id()")  # begun, and may still write
            add_events(3, settled=False)
            assert sealing.seal() == 2
            cursor.execute("ROLLBACK")
    finally:
        waiting.close()
    wait_until_over()
    assert sealing.seal() == 3
    assert sealing.seal() == 0


def test_one_sealer_at_a_time():
    add_events(1)
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [sealing.LOCK])
            assert sealing.seal() == 0
            cursor.execute("SELECT pg_advisory_unlock(%s)", [sealing.LOCK])
    finally:
        other.close()
    assert sealing.seal() == 1


def test_a_run_takes_batches_and_leaves_the_rest_to_the_next(monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 4)
    add_events(11)
    assert sealing.seal(most=10) == 10
    assert sealing.seal(most=10) == 1
    assert found() == []


def test_the_days_last_seal_goes_to_a_file_and_the_log(sealed, day_folder, caplog):
    with caplog.at_level("INFO", logger="lightbulb"):
        add_events(1)
        seal_record()
    last = Seal.objects.last()
    file = day_folder / f"{timezone.localdate()}.json"
    held = json.loads(file.read_text())
    assert held == {
        "day": timezone.localdate().isoformat(),
        "seals": 26,
        "hash": bytes(last.hash).hex(),
    }
    assert f"sealed to number 26, hash {held['hash']}" in caplog.text
    assert Pulse.objects.filter(name="sealer").exists()


def test_an_altered_event_is_named(sealed):
    as_owner(
        "UPDATE core_event SET actor_id = 'other' WHERE id = 5 + (SELECT min(id) FROM core_event)"
    )
    altered = numbers("SELECT id FROM core_event WHERE actor_id = 'other'")
    assert verify().findings == [Finding(Fault.ALTERED, "Event", tuple(altered))]


def test_an_altered_read_event_is_named(sealed):
    as_owner("UPDATE core_readevent SET person_ids = '{}'")
    assert found() == [("altered", "Read event", 5)]


def test_one_missing_in_the_middle_is_named(sealed):
    gone = numbers(SECOND_TO_LAST)
    as_owner("DELETE FROM core_event WHERE id = %s", gone[0])
    assert verify().findings == [Finding(Fault.MISSING, "Event", tuple(gone))]


def test_the_last_missing_are_told_from_the_middle(sealed):
    as_owner("DELETE FROM core_event WHERE id > (SELECT max(id) - 3 FROM core_event)")
    assert found() == [("cut_off", "Event", 3)]


def test_the_last_missing_with_their_seals_are_known_by_the_day_file(sealed):
    as_owner("DELETE FROM core_event WHERE id > (SELECT max(id) - 3 FROM core_event)")
    as_owner("DELETE FROM core_seal WHERE number > 22")
    assert [str(each) for each in verify().findings] == [
        "Seal and the row it stood over, of 23 to 25 (3): missing from the end"
    ]
    with pytest.raises(SealsDisagree, match="Seal 25 is not what the day file"):
        sealing.seal()


def test_one_inserted_late_is_named(sealed):
    as_owner(
        "INSERT INTO core_event SELECT (jsonb_populate_record(old, jsonb_build_object("
        "'id', 7777, 'request_id', gen_random_uuid()))).* FROM core_event AS old LIMIT 1"
    )
    assert sealing.seal() == 0
    assert verify().findings == [Finding(Fault.LATE, "Event", (7777,))]


def test_one_inserted_under_a_transaction_still_to_come_is_named(sealed):
    as_owner(
        "INSERT INTO core_event SELECT 7777, '900000000000000', recorded_at, happened_on, verb, "
        "verb_version, actor_kind, actor_id, null, subject_type, subject_id, null, null, null, "
        "null, gen_random_uuid(), null, detail FROM core_event LIMIT 1"
    )
    assert found() == [("late", "Event", 1)]


def test_an_altered_seal_is_named(sealed):
    as_owner("UPDATE core_seal SET record_digest = hash WHERE number = 7")
    assert ("seal", "Seal", 1) in found()


def test_a_chain_made_anew_does_not_agree_with_the_day_file(sealed, day_folder):
    as_owner("UPDATE core_event SET actor_id = 'other'")
    as_owner("TRUNCATE core_seal")
    kept = day_files.latest()
    for path in day_files.paths():
        path.unlink()
    sealing.seal()
    for path in day_files.paths():
        path.write_text(kept.written())
    assert found() == [("day_file", f"{kept.day}: seal", 1)]


def test_what_is_not_sealed_yet_is_no_fault(sealed):
    add_events(3)
    assert found() == []


def test_a_day_file_that_cannot_be_read_stops_the_sealer_and_is_named(sealed, day_folder):
    (day_folder / f"{timezone.localdate()}.json").write_text("{}")
    assert found()[0][0] == "day_file"
    with pytest.raises(SealsDisagree, match="cannot be read"):
        sealing.seal()


def test_the_service_seals_with_its_own_rights(as_the_service_for_good):
    add_events(2)
    assert sealing.seal() == 2


@pytest.fixture
def as_the_service_for_good(transactional_db):
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE lightbulb_app")
        yield
        cursor.execute("RESET ROLE")


@pytest.mark.parametrize(
    ("given", "words"),
    [((7,), "7"), ((3, 4, 5, 9), "3 to 5, 9 (4)"), (range(1, 1001), "1 to 1,000 (1,000)")],
)
def test_numbers_are_told_in_runs(given, words):
    assert spans(tuple(given)) == words
