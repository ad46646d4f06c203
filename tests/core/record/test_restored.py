"""After a restore: sealing stops, and goes on only with somebody's name and reason."""

from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command

from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import Event, Seal, SealRestart
from lightbulb.core.record.seals import sealing
from lightbulb.core.record.seals.restoring import restore_sealing
from lightbulb.core.record.seals.verifying import verify
from tests.core.factories import make_membership, make_user
from tests.core.record.sealed import add_events, as_owner, wait_until_over

pytestmark = pytest.mark.django_db(transaction=True)

REASON = "Backup of 22 November brought back after the disk failed"


@pytest.fixture(autouse=True)
def day_folder(settings, tmp_path):
    settings.DAY_FILES = tmp_path


@pytest.fixture
def auditor():
    user = make_user(name="Ada Ledger", email="ada@partner.example")
    make_membership(user=user, role=RoleCode.AUDITOR)
    return user


@pytest.fixture
def restored():
    """Thirty events were sealed; the backup holds twenty, the last two not sealed yet."""
    add_events(30)
    assert sealing.seal() == 30
    as_owner("DELETE FROM core_event WHERE id > (SELECT max(id) - 10 FROM core_event)")
    as_owner("DELETE FROM core_seal WHERE number > 18")


def test_sealing_goes_on_after_a_restore_that_somebody_signed_for(restored, auditor, today):
    restart = restore_sealing(reason=REASON, by=auditor, on=today)
    assert (restart.after_number, restart.lost_number, restart.found) == (18, 30, 2)
    add_events(3)
    assert sealing.seal() == 3 + 1  # the restart's own event too
    kinds = list(Seal.objects.filter(number__gt=18).values_list("number", "kind"))
    assert kinds[:3] == [(31, "restart"), (32, "event"), (33, "event")]
    assert verify().findings == []
    assert [each.reason for each in verify().restarts] == [REASON]


def test_the_restart_leaves_its_event_without_words(restored, auditor, today):
    restart = restore_sealing(reason=REASON, by=auditor, on=today)
    event = Event.objects.about(restart).get()
    assert (event.verb, event.actor_id) == ("sealing_restored", str(auditor.pk))
    assert event.detail == {"after": 18, "lost": 12, "found": 2}


def test_what_is_changed_after_a_restart_is_found_as_before(restored, auditor, today):
    restart = restore_sealing(reason=REASON, by=auditor, on=today)
    add_events(2)
    sealing.seal()
    as_owner("UPDATE core_sealrestart SET reason = 'All is well'")
    as_owner("DELETE FROM core_event WHERE id = (SELECT min(id) FROM core_event)")
    faults = [(each.fault, each.what) for each in verify().findings]
    assert faults == [("missing", "Event"), ("altered", "Restart")]
    assert restart.pk in verify().findings[1].numbers


def test_a_database_that_counts_its_transactions_anew_is_known_for_restored(
    auditor, today, monkeypatch
):
    add_events(3)
    sealing.seal()
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(sealing, "newest_transaction", lambda: 800)
        with pytest.raises(sealing.SealsDisagree, match="counts its transactions anew"):
            sealing.seal()
        restart = restore_sealing(reason=REASON, by=auditor, on=today)
    assert (restart.after_number, restart.lost_number, restart.found) == (3, 3, 0)
    sealing.seal()
    assert verify().findings == []


def test_nothing_is_restored_where_nothing_is_lost(auditor, today):
    add_events(3)
    sealing.seal()
    with pytest.raises(ValidationError, match="there is nothing to restore"):
        restore_sealing(reason=REASON, by=auditor, on=today)
    assert not SealRestart.objects.exists()


def test_a_reason_is_needed_and_a_role(restored, auditor, today):
    with pytest.raises(ValidationError, match="blank"):
        restore_sealing(reason="", by=auditor, on=today)
    with pytest.raises(PermissionDenied, match="signs for what was lost in a restore"):
        restore_sealing(reason=REASON, by=make_user(), on=today)
    assert not SealRestart.objects.exists()


def told(command: str, *words: str) -> str:
    out = StringIO()
    call_command(command, *words, stdout=out, stderr=out)
    return out.getvalue()


def test_the_commands_say_what_they_found_and_did(restored, auditor):
    with pytest.raises(CommandError, match="is not what was sealed"):
        told("verify_record")
    words = ("--signed-by", "ada@partner.example", "--reason", REASON)
    assert told("restore_sealing", *words) == "Sealing goes on after seal 30; 12 are lost.\n"
    wait_until_over()
    sealing.seal()
    said = told("verify_record")
    assert "after seal 18; 12 seals were lost. Signed by Ada Ledger: Backup of 22" in said
    assert "The record is what was sealed: 22 seals, all in order." in said


def test_the_command_refuses_in_words(restored):
    with pytest.raises(CommandError, match="Nobody signs in with nobody"):
        told("restore_sealing", "--signed-by", "nobody@partner.example", "--reason", REASON)
