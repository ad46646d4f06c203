"""The service status page: what is well, what is away since when, what waits."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lightbulb.core.record import outbox, pulse
from lightbulb.core.record.models import OutboxRow, OutboxState


@pytest.fixture
def page(as_asha):
    return lambda: as_asha.get("/status/").content.decode()


def put(key, **options):
    return outbox.put("tell_staff", key=key, payload={"absence": "x"}, **options)


def test_everything_is_running(page):
    for name in pulse.EXPECTED:
        pulse.show(name, at=timezone.now())
    assert "Everything is running." in page()


def test_what_is_away_is_named_with_what_it_means(page):
    for name in pulse.EXPECTED:
        pulse.show(name, at=timezone.now())
    pulse.show("broker", at=timezone.now() - timedelta(minutes=5))
    shown = page()
    assert "Away at present: broker. Every page works" in shown
    assert "Since" in shown


def test_a_part_that_was_never_seen_is_away(page):
    shown = page()
    assert "Away at present: broker, dispatcher, worker, scheduler, sealer." in shown
    assert shown.count("Not seen yet") == 5


def test_what_waits_is_counted_and_the_oldest_named(monday, page):
    put("one", not_before=monday - timedelta(hours=2))
    put("two", not_before=monday)
    shown = page()
    assert "2 things still to be done" in shown
    assert "Due since 7:30am on Mon 23 Nov" in shown


def test_an_empty_outbox_says_so(page):
    shown = page()
    assert "still to be done" not in shown
    assert "Nothing is due" in shown


def test_what_needs_a_person_is_counted(page):
    row = put("one")
    OutboxRow.objects.filter(pk=row.pk).update(state=OutboxState.UNSURE)
    assert "1 thing that failed or may have been sent" in page()


def test_the_missing_second_factor_is_said(page):
    assert "Second factor: not built yet." in page()


def test_the_page_tells_its_age(monday, page):
    assert "Read from the database at 9:30am." in page()
