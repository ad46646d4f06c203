"""A safeguarding concern: the note for few, the fact for all, the answer by the county."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from cases.actions import answer_concern, raise_concern
from cases.models import SafeguardingConcern
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import Event
from lightbulb.core.record import outbox
from lightbulb.core.record.models import OutboxRow
from lightbulb.core.staff.models import Notice
from tests.cases.factories import make_person, make_worker
from tests.core.conftest import monday, plain_static_files
from tests.core.factories import make_locality, make_membership, make_user

__all__ = ["monday", "plain_static_files"]
pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


@pytest.fixture
def asha():
    return make_worker(locality=make_locality())


@pytest.fixture
def desk():
    user = make_user(name="Dee Lampwright")
    make_membership(user=user, role=RoleCode.ADULT_SAFEGUARDING)
    return user


def raised(by, **told):
    told = {"route": "adult", "note": "Bruises on both arms"} | told
    concern = SafeguardingConcern(person=make_person(), **told)
    return raise_concern(concern=concern, by=by, on=MONDAY)


def open_page(client, user, concern):
    client.force_login(user)
    return client.get(f"/concerns/{concern.pk}/")


def test_the_desk_and_the_writer_read_the_note(client, monday, asha, desk):
    concern = raised(asha)
    for user in (asha, desk):
        assert "Bruises on both arms" in open_page(client, user, concern).content.decode()


def test_nobody_else_reads_it_not_even_the_other_desk(client, monday, asha, desk):
    concern = raised(asha, route="child")
    other = make_worker(locality=make_locality(), name="Bram Candlewick")
    assert open_page(client, other, concern).status_code == 403
    assert open_page(client, desk, concern).status_code == 403


def test_the_fact_is_said_until_the_county_has_answered(asha, desk):
    concern = raised(asha)
    assert concern.person.duty_first == "Ring adult duty before contact"
    answer_concern(concern=concern, outcome="No enquiry", by=desk, on=MONDAY)
    assert concern.person.duty_first == ""


def test_the_desk_is_told_and_then_whoever_raised_it(asha, desk):
    concern = raised(asha)
    outbox.perform(OutboxRow.objects.get().pk)
    answer_concern(concern=concern, outcome="An enquiry is begun", by=desk, on=MONDAY)
    outbox.perform(OutboxRow.objects.get(effect="tell_raiser").pk)
    assert list(Notice.objects.order_by("pk").values_list("to", flat=True)) == [desk.pk, asha.pk]
    assert not Notice.objects.filter(text__contains="Wilf").exists()


def test_only_the_desk_answers_and_only_once(client, monday, asha, desk):
    concern = raised(asha)
    with pytest.raises(PermissionDenied, match="safeguarding desk decides"):
        answer_concern(concern=concern, outcome="Mine", by=asha, on=MONDAY)
    client.force_login(desk)
    client.post(f"/concerns/{concern.pk}/", {"outcome": "No enquiry"})
    concern.refresh_from_db()
    assert (concern.outcome, concern.ended_on) == ("No enquiry", MONDAY)
    assert client.post(f"/concerns/{concern.pk}/", {"outcome": "Again"}).status_code == 403


def test_an_empty_answer_is_said(client, monday, asha, desk):
    concern = raised(asha)
    client.force_login(desk)
    page = client.post(f"/concerns/{concern.pk}/", {"outcome": ""})
    assert page.status_code == 422
    assert "Write what the county decided" in page.content.decode()


def test_the_event_holds_no_word_of_the_note(asha):
    raised(asha, refused=True, override_reason="Others are in danger")
    event = Event.objects.get(verb="concern_raised")
    assert event.detail == {"route": "adult", "wish": "against"}
