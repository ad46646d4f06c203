"""Notices: written by the outbox, shown on the home page until they are read."""

from datetime import date

import pytest
from django.core import mail

from lightbulb.core.record import outbox
from lightbulb.core.record.models import Event, OutboxRow
from lightbulb.core.staff.messages import send
from lightbulb.core.staff.models import Notice
from tests.core import factories


def read(client, notice):
    return client.post(f"/notices/{notice.pk}/read/")


def test_a_notice_stands_on_the_home_page_until_it_is_read(as_asha, asha):
    notice = factories.make_notice(to=asha, text="Bram is away. You cover.", url="/colleagues/")
    page = as_asha.get("/home/").content.decode()
    assert "1 thing is new to you: read it first." in page
    assert "Bram is away. You cover." in page
    assert read(as_asha, notice).url == "/home/"
    assert "Bram is away. You cover." not in as_asha.get("/home/").content.decode()
    assert Event.objects.about(notice).get().verb == "notice_read"


def test_reading_twice_changes_nothing(as_asha, asha):
    notice = factories.make_notice(to=asha)
    read(as_asha, notice)
    first = Notice.objects.get().read_at
    assert read(as_asha, notice).status_code == 302
    assert Notice.objects.get().read_at == first
    assert Event.objects.about(notice).count() == 1


def test_a_notice_for_somebody_else_is_not_there(as_asha, bram):
    notice = factories.make_notice(to=bram)
    assert read(as_asha, notice).status_code == 404
    assert Notice.objects.get().read_at is None


def tell(payload):
    """Put an effect into the outbox and do it, as the worker would."""
    outbox.perform(outbox.put("tell_staff", key="a key", payload=payload).pk)


def test_whoever_covers_finds_a_notice(asha, bram):
    absence = factories.make_absence(user=bram, cover=asha)
    tell({"absence": str(absence.pk)})
    notice = Notice.objects.get()
    assert notice.to == asha
    assert notice.url == f"/colleagues/{bram.pk}/"
    assert notice.text == (
        "Bram Candlewick is away from Thursday 3 December to Friday 11 December."
        " You are asked to cover."
    )


def test_days_away_that_are_gone_tell_nobody(db):
    tell({"absence": "01936f00-0000-7000-8000-000000000001"})
    assert not Notice.objects.exists()


def test_whoever_no_longer_covers_finds_a_notice(asha, bram):
    payload = {"no_longer_covers": str(asha.pk), "away": str(bram.pk), "starts_on": "2026-12-03"}
    tell(payload)
    notice = Notice.objects.get()
    assert notice.to == asha
    assert notice.text == (
        "Bram Candlewick took back the days away from Thursday 3 December."
        " You no longer need to cover."
    )


def test_the_longest_names_still_fit_a_notice(elmshire, asha):
    long = factories.make_user(name="L" * 150)
    absence = factories.make_absence(user=long, cover=asha, ends_on=date(2028, 2, 29))
    tell({"absence": str(absence.pk)})
    assert len(Notice.objects.get().text) <= 300


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        (ConnectionRefusedError(), ConnectionRefusedError),
        (TimeoutError(), outbox.MayHaveHappened),
    ],
)
def test_mail_that_may_have_gone_is_told_from_mail_that_did_not(error, raised, monkeypatch):
    def fail(self):
        raise error

    monkeypatch.setattr(mail.EmailMessage, "send", fail)
    with pytest.raises(raised):
        send(mail.EmailMessage("A subject", "Text", to=["asha@elmshire.example"]))


def test_an_unsure_mail_is_left_to_a_person(asha, monkeypatch):
    def fail(self):
        raise TimeoutError

    monkeypatch.setattr(mail.EmailMessage, "send", fail)
    row = outbox.put("password_link", key="a key", payload={"user": str(asha.pk)})
    outbox.perform(row.pk)
    assert OutboxRow.objects.for_a_person().get() == row
