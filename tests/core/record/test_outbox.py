"""Effects of verbs: put in once, done once, tried again, given to a person in the end."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from lightbulb.core.models import OutboxRow
from lightbulb.core.record import outbox
from lightbulb.core.record.models import OutboxState
from lightbulb.core.tasks import perform_outbox_row

pytestmark = pytest.mark.django_db


def state(row: OutboxRow) -> str:
    return OutboxRow.objects.get(pk=row.pk).state


def hurry(row: OutboxRow) -> None:
    """The time for the next attempt has come."""
    OutboxRow.objects.filter(pk=row.pk).update(not_before=timezone.now())


def caught_half_way(row: OutboxRow) -> None:
    """As a worker leaves a row that dies while sending."""
    OutboxRow.objects.filter(pk=row.pk).update(state=OutboxState.SENDING)


def test_asking_twice_with_one_key_is_asking_once(put, effect_named):
    effect_named("ring")
    assert put("ring", "door").pk == put("ring", "door").pk
    assert OutboxRow.objects.count() == 1


def test_an_effect_that_no_app_lists_is_refused(put):
    with pytest.raises(LookupError, match="No app lists an effect named sing"):
        put("sing")


@pytest.mark.django_db(transaction=True)
def test_nothing_is_put_in_outside_a_transaction(effect_named):
    effect_named("ring")
    with pytest.raises(transaction.TransactionManagementError):
        outbox.put("ring", key="one", payload={})
    assert not OutboxRow.objects.exists()


def test_an_effect_falls_with_its_verb(effect_named):
    effect_named("ring")
    with transaction.atomic():
        outbox.put("ring", key="one", payload={})
        transaction.set_rollback(True)
    assert not OutboxRow.objects.exists()


def test_an_effect_is_done_once_however_often_it_is_handed_over(put, effect_named):
    done = effect_named("ring")
    row = put("ring", "door")
    for _ in range(3):
        perform_outbox_row(row.pk)
    assert done == ["door"]
    assert state(row) == OutboxState.DONE


def test_an_effect_that_was_taken_back_is_not_done(put, effect_named):
    done = effect_named("ring")
    row = put("ring", "door")
    assert outbox.cancel(key="door")
    outbox.perform(row.pk)
    assert done == []
    assert state(row) == OutboxState.CANCELLED


def test_what_is_done_or_unknown_cannot_be_taken_back(put, effect_named):
    effect_named("ring")
    outbox.perform(put("ring", "door").pk)
    assert not outbox.cancel(key="door")
    assert not outbox.cancel(key="window")


def test_the_pause_doubles_after_each_failure_and_the_eighth_is_the_last(put, effect_named):
    effect_named("ring", fails=RuntimeError("to 1 Elm Road"))
    row = put("ring")
    pauses = []
    for _ in range(8):
        hurry(row)
        now = timezone.now()
        outbox.perform(row.pk)
        pauses.append(round((OutboxRow.objects.get(pk=row.pk).not_before - now).total_seconds()))
    assert pauses == [10, 20, 40, 80, 160, 320, 640, 1280]
    row.refresh_from_db()
    assert (row.state, row.attempts, row.problem) == (OutboxState.FAILED, 8, "RuntimeError")


def test_a_failure_leaves_nothing_of_an_inside_effect(put, effect_named, monkeypatch, asha):
    def change_and_fail(payload, key):
        type(asha).objects.update(name="Somebody Else")
        raise RuntimeError

    monkeypatch.setitem(outbox.all_effects(), "rename", outbox.Effect(change_and_fail))
    outbox.perform(put("rename").pk)
    asha.refresh_from_db()
    assert asha.name == "Asha Lampwright"


def test_a_second_copy_in_the_broker_does_not_cut_the_pause_short(put, effect_named):
    done = effect_named("ring", fails=RuntimeError())
    row = put("ring")
    outbox.perform(row.pk)
    outbox.perform(row.pk)
    assert len(done) == 1
    assert OutboxRow.objects.get(pk=row.pk).attempts == 1


class Killed(BaseException):
    """The process ends here."""


def kill(payload: object, key: str) -> None:
    raise Killed


@pytest.mark.parametrize("outside", [False, True])
def test_an_effect_that_kills_whoever_does_it_is_begun_eight_times(put, monkeypatch, outside):
    monkeypatch.setitem(outbox.all_effects(), "trap", outbox.Effect(kill, outside=outside))
    row = put("trap")
    for _ in range(8):
        with pytest.raises(Killed):
            outbox.perform(row.pk)
    assert row in OutboxRow.objects.unfinished()
    outbox.perform(row.pk)
    row.refresh_from_db()
    assert (row.state, row.problem, row.begun) == (OutboxState.FAILED, "NeverEnded", 8)
    assert list(OutboxRow.objects.for_a_person()) == [row]


def test_a_failure_that_is_told_begins_the_count_of_beginnings_again(put, effect_named):
    effect_named("ring", fails=RuntimeError())
    row = put("ring")
    OutboxRow.objects.update(begun=7)
    outbox.perform(row.pk)
    row.refresh_from_db()
    assert (row.state, row.attempts, row.begun) == (OutboxState.WAITING, 1, 0)


def test_an_effect_that_a_release_dropped_ends_with_a_person(put, effect_named):
    effect_named("ring")
    row = put("ring")
    OutboxRow.objects.update(effect="sing", attempts=7)
    outbox.perform(row.pk)
    row.refresh_from_db()
    assert (row.state, row.problem) == (OutboxState.FAILED, "KeyError")
    assert list(OutboxRow.objects.for_a_person()) == [row]


def test_an_outside_effect_is_marked_before_it_is_sent(put, effect_named, monkeypatch):
    seen = []

    def send(payload, key):
        seen.append(OutboxRow.objects.get(effect_key=key).state)

    monkeypatch.setitem(outbox.all_effects(), "mail", outbox.Effect(send, outside=True))
    row = put("mail")
    outbox.perform(row.pk)
    assert seen == [OutboxState.SENDING]
    assert state(row) == OutboxState.DONE


def test_a_receiver_that_cannot_tell_a_repeat_gets_none(put, effect_named):
    done = effect_named("mail", outside=True, repeatable=False)
    row = put("mail")
    caught_half_way(row)
    outbox.perform(row.pk)
    assert done == []
    assert state(row) == OutboxState.UNSURE


def test_a_receiver_that_can_tell_is_sent_it_again_with_the_same_key(put, effect_named):
    done = effect_named("order", outside=True)
    row = put("order", "order:7")
    caught_half_way(row)
    outbox.perform(row.pk)
    assert done == ["order:7"]
    assert state(row) == OutboxState.DONE


def test_what_may_have_happened_goes_to_a_person(put, effect_named):
    effect_named("mail", outside=True, repeatable=False, fails=outbox.MayHaveHappened())
    row = put("mail")
    outbox.perform(row.pk)
    assert state(row) == OutboxState.UNSURE


def test_what_was_surely_not_sent_is_tried_again(put, effect_named):
    done = effect_named("mail", outside=True, repeatable=False, fails=ConnectionRefusedError())
    row = put("mail")
    outbox.perform(row.pk)
    hurry(row)
    outbox.perform(row.pk)
    assert len(done) == 2
    assert state(row) == OutboxState.WAITING


def test_due_rows_are_handed_over_oldest_first_and_once(put, effect_named):
    effect_named("ring")
    now = timezone.now()
    second, first = (
        put("ring", "second", not_before=now),
        put("ring", "first", not_before=now - timedelta(seconds=5)),
    )
    put("ring", "later", not_before=now + timedelta(minutes=1))
    assert outbox.due_rows(now, most=10) == [first.pk, second.pk]
    assert outbox.due_rows(now, most=10) == []


def test_no_more_are_handed_over_than_were_asked_for(put, effect_named):
    effect_named("ring")
    rows = [put("ring", str(number)) for number in range(3)]
    assert outbox.due_rows(timezone.now(), most=2) == [rows[0].pk, rows[1].pk]


@pytest.mark.parametrize("left_as", [OutboxState.HANDED, OutboxState.SENDING])
def test_what_nobody_finished_in_a_minute_is_handed_over_again(put, effect_named, left_as):
    effect_named("ring")
    row = put("ring")
    handed_at = timezone.now()
    OutboxRow.objects.update(state=left_as, handed_at=handed_at)
    assert outbox.due_rows(handed_at + timedelta(seconds=59), most=10) == []
    assert outbox.due_rows(handed_at + timedelta(seconds=60), most=10) == [row.pk]
    assert state(row) == left_as


def test_what_the_broker_did_not_take_is_due_again(put, effect_named):
    effect_named("ring")
    row = put("ring")
    now = timezone.now()
    outbox.put_back(outbox.due_rows(now, most=10))
    assert state(row) == OutboxState.WAITING
    assert outbox.due_rows(now, most=10) == [row.pk]


def test_the_oldest_waiting_is_what_should_have_been_done_first(put, effect_named):
    effect_named("ring")
    now = timezone.now()
    put("ring", "later", not_before=now + timedelta(minutes=1))
    assert outbox.oldest_waiting(now) is None
    put("ring", "due", not_before=now - timedelta(minutes=1))
    older = put("ring", "long due", not_before=now - timedelta(minutes=9))
    assert outbox.oldest_waiting(now) == older
    OutboxRow.objects.filter(pk=older.pk).update(state=OutboxState.DONE)
    assert outbox.oldest_waiting(now).effect_key == "due"
