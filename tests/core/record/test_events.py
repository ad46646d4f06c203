"""record(): what it writes, what it refuses, and that one press is one event."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from lightbulb.core.keys import new_key
from lightbulb.core.models import Event
from lightbulb.core.record.actors import System
from lightbulb.core.record.events import AlreadyDone, Place, record
from lightbulb.core.record.requests import current_request_id, request_named
from lightbulb.core.record.verbs import (
    AMOUNT,
    CODE,
    DATE,
    FIELDS,
    ID,
    NUMBER,
    VerbEnum,
    VerbSpec,
    checked_detail,
)
from lightbulb.core.verbs import Verb
from tests.core.factories import make_user

pytestmark = pytest.mark.engine_smoke


class Example(VerbEnum):
    EVERYTHING = VerbSpec(
        3,
        "did everything",
        {
            "code": CODE,
            "id": ID,
            "date": DATE,
            "amount": AMOUNT,
            "number": NUMBER,
            "fields": FIELDS,
        },
    )


def test_an_event_tells_who_did_what_to_what_and_when(asha, today):
    case, locality = new_key(), new_key()
    record(
        Verb.OWN_DETAILS_CHANGED,
        asha,
        by=System("night-job"),
        on=today,
        detail={"fields": ["phone"]},
        place=Place(case_id=case, locality_id=locality),
        on_behalf_of=asha.pk,
    )
    event = Event.objects.get()
    assert (event.verb, event.verb_version) == ("own_details_changed", 1)
    assert (event.actor_kind, event.actor_id) == ("system", "night-job")
    assert (event.subject_type, event.subject_id) == ("core.user", str(asha.pk))
    assert (event.happened_on, event.detail) == (today, {"fields": ["phone"]})
    assert (event.case_id, event.locality_id) == (case, locality)
    assert (event.person_id, event.on_behalf_of) == (None, asha.pk)


def test_the_database_says_when_it_was_recorded(asha, today):
    before = datetime.now(UTC)
    record(Verb.SIGNED_IN, asha, by=asha, on=date(2020, 1, 1))
    recorded_at = Event.objects.get().recorded_at
    assert before <= recorded_at <= datetime.now(UTC)


def test_a_subject_finds_its_own_events(asha, today):
    other = make_user()
    for person in (asha, other, asha):
        record(Verb.SIGNED_IN, person, by=person, on=today)
    assert Event.objects.about(asha).count() == 2


@pytest.mark.django_db(transaction=True)
def test_nothing_is_recorded_outside_a_transaction(today):
    asha = make_user()
    with pytest.raises(TransactionManagementError, match="belongs in the verb's transaction"):
        record(Verb.SIGNED_IN, asha, by=asha, on=today)
    assert not Event.objects.exists()


def test_the_same_request_does_the_same_thing_once(asha, today):
    with request_named(new_key()):
        record(Verb.SIGNED_IN, asha, by=asha, on=today)
        with pytest.raises(AlreadyDone), transaction.atomic():
            record(Verb.SIGNED_IN, asha, by=asha, on=today)
    assert Event.objects.count() == 1


def test_one_request_may_do_other_things_and_to_others(asha, today):
    with request_named(new_key()):
        record(Verb.SIGNED_IN, asha, by=asha, on=today)
        record(Verb.SIGNED_OUT, asha, by=asha, on=today)
        record(Verb.SIGNED_IN, make_user(), by=asha, on=today)
    assert Event.objects.values("request_id").distinct().count() == 1
    assert Event.objects.count() == 3


def test_work_that_no_request_began_is_named_anew_each_time():
    assert current_request_id() != current_request_id()
    with request_named(name := new_key()):
        assert current_request_id() == current_request_id() == name


def test_a_detail_is_stored_as_codes_ids_dates_and_amounts():
    detail = {
        "code": "LB-7KQ4-M2XR",
        "id": UUID(int=1),
        "date": date(2026, 4, 1),
        "amount": Decimal("104.00"),
        "number": 3,
        "fields": ["name", "phone"],
    }
    assert checked_detail(Example.EVERYTHING, detail) == {
        "code": "LB-7KQ4-M2XR",
        "id": "00000000-0000-0000-0000-000000000001",
        "date": "2026-04-01",
        "amount": "104.00",
        "number": 3,
        "fields": ["name", "phone"],
    }


@pytest.mark.parametrize(
    ("key", "value"),
    [
        pytest.param("reason", "anything", id="a key the verb lacks"),
        pytest.param("code", "Mrs Example of Elm Road", id="words for a code"),
        pytest.param("code", "Mrs\tExample", id="words with a tab for a code"),
        pytest.param("code", "", id="nothing for a code"),
        pytest.param("code", "c" * 61, id="a code that is too long"),
        pytest.param("id", "Mrs Example", id="words for an id"),
        pytest.param("id", True, id="yes for an id"),
        pytest.param("date", "tomorrow", id="words for a date"),
        pytest.param("date", datetime(2026, 4, 1, tzinfo=UTC), id="a moment for a date"),
        pytest.param("amount", 104.0, id="a float for an amount"),
        pytest.param("amount", Decimal("NaN"), id="no amount at all"),
        pytest.param("number", "3", id="a word for a number"),
        pytest.param("number", True, id="yes for a number"),
        pytest.param("fields", ["date of birth"], id="words for a field's name"),
        pytest.param("fields", "name", id="one field that is no list"),
        pytest.param("code", None, id="nothing known"),
    ],
)
def test_a_detail_that_could_carry_words_is_refused(key, value):
    with pytest.raises(ValueError, match=key):
        checked_detail(Example.EVERYTHING, {key: value})


def test_an_event_with_a_refused_detail_is_not_written(asha, today):
    with pytest.raises(ValueError, match="signed_in has no detail named note"):
        record(Verb.SIGNED_IN, asha, by=asha, on=today, detail={"note": "came late"})
    assert not Event.objects.exists()
