"""Opening one record in an emergency: what opens, what does not, for how long, and the review."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import Case
from lightbulb.core.access.enums import RestrictionKind
from lightbulb.core.access.models import EmergencyAccess
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import Event, Notice, OutboxRow
from lightbulb.core.record import outbox
from tests.cases.factories import make_case, make_worker
from tests.core.access.factories import make_emergency, make_restriction
from tests.core.factories import make_locality

NUMBER = "9995181908"


@pytest.fixture
def melton(db, monday):
    return make_locality(name="Melton")


@pytest.fixture
def case(melton):
    made = make_case(locality=melton)
    made.person.nhs_number = NUMBER
    made.person.save()
    return made


@pytest.fixture
def desk(melton):
    return make_worker(locality=melton, role=RoleCode.ADULT_SAFEGUARDING, name="Theo Wick")


@pytest.fixture
def as_meera(client, meera):
    client.force_login(meera)
    return client


def asked(client, **which):
    told = {"why": "risk_to_life", "reason": "A neighbour reports screams from the house"}
    return client.post("/emergency/", told | which)


def text(response):
    return response.content.decode()


def without_tokens(response):
    lines = text(response).splitlines()
    return [line for line in lines if "csrf" not in line and "request_id" not in line]


@pytest.mark.parametrize("on_what", ["case", "person"])
def test_a_restricted_case_opens_by_its_reference(as_meera, case, desk, on_what):
    make_restriction(case if on_what == "case" else case.person, named=[desk])
    answer = asked(as_meera, reference=case.reference)
    assert (answer.status_code, answer.url) == (302, f"/cases/{case.pk}/")
    page = text(as_meera.get(answer.url))
    assert "is open to you until 5:30pm" in page


def test_a_person_opens_by_number_and_birth(as_meera, case, desk):
    make_restriction(case.person, named=[desk])
    assert asked(as_meera, nhs_number="999 518 1908", born="14/3/1941").url == f"/cases/{case.pk}/"


def test_a_case_of_another_locality_opens_too(client, case):
    elsewhere = make_worker(locality=make_locality(name="Blaby"))
    client.force_login(elsewhere)
    assert client.get(f"/cases/{case.pk}/").status_code == 404
    assert asked(client, reference=case.reference).status_code == 302
    page = text(client.get(f"/cases/{case.pk}/"))
    assert "it lies outside where you work today" in page


def test_missing_and_shut_out_answer_alike(as_meera, case, meera):
    make_restriction(case.person, kind=RestrictionKind.EXCLUDE, named=[meera])
    shut_out = asked(as_meera, reference=case.reference)
    Case.objects.all().delete()
    missing = asked(as_meera, reference=case.reference)
    assert shut_out.status_code == missing.status_code == 422
    assert without_tokens(shut_out) == without_tokens(missing)
    assert "Nothing was opened." in text(missing)
    assert not EmergencyAccess.objects.exists()
    assert Event.objects.filter(verb="emergency_refused").count() == 2


def test_what_is_in_sight_is_not_opened_again(as_meera, case):
    assert asked(as_meera, reference=case.reference).url == f"/cases/{case.pk}/"
    assert not EmergencyAccess.objects.exists()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "Enter a case reference, or an NHS number and a date of birth"),
        ({"nhs_number": NUMBER}, "Enter a case reference, or an NHS number"),
        ({"reference": "LB-0000-0000"}, "A case reference is like"),
        ({"reference": "", "nhs_number": "12"}, "Check the NHS number"),
        ({"reason": "short"}, "at least 20 characters"),
    ],
)
def test_what_is_missing_is_said(as_meera, told, said):
    answer = asked(as_meera, **told)
    assert answer.status_code == 422
    assert said in text(answer)


def test_it_closes_by_itself_to_the_minute(case, meera, desk, monkeypatch):
    make_restriction(case, named=[desk])
    opened_at = timezone.now()
    make_emergency(case, user=meera, opened_at=opened_at)
    for minutes, seen in ((479, True), (480, False)):
        moment = opened_at + timedelta(minutes=minutes)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        found = Case.objects.visible_to(meera, on=opened_at.date())
        assert found.exists() is seen


def test_it_is_closed_early_by_whoever_opened_it(as_meera, case, meera, desk):
    make_restriction(case, named=[desk])
    opening = make_emergency(case, user=meera)
    assert as_meera.post(f"/emergency/openings/{opening.pk}/close/").status_code == 302
    assert as_meera.get(f"/cases/{case.pk}/").status_code == 404


def test_the_desk_is_told_and_reviews_it(as_meera, client, case, desk):
    make_restriction(case, named=[desk])
    asked(as_meera, reference=case.reference)
    outbox.perform(OutboxRow.objects.get(effect="tell_of_emergency").pk)
    notice = Notice.objects.get(to=desk)
    assert "Meera Wickfield opened a record in an emergency" in notice.text
    assert "Wilf" not in notice.text
    client.force_login(desk)
    assert "Meera Wickfield" in text(client.get("/emergency/openings/"))
    client.post(notice.url, {"outcome": "in_order", "note": "The police asked for it"})
    opening = EmergencyAccess.objects.get()
    assert (opening.outcome, opening.reviewed_by) == ("in_order", desk)
    assert "Nothing waits for a review" in text(client.get("/emergency/openings/"))


def test_nobody_reviews_their_own_and_others_none(client, case, meera, desk):
    own = make_emergency(case, user=desk)
    client.force_login(desk)
    url = f"/emergency/openings/{own.pk}/"
    assert "Somebody else must review" in text(client.get(url))
    assert client.post(url, {"outcome": "in_order", "note": "Fine"}).status_code == 403
    client.force_login(meera)
    assert client.get("/emergency/openings/").status_code == 403
    assert client.delete("/emergency/").status_code == 405


def test_a_role_without_emergencies_is_told_whom_to_ring(client, melton):
    client.force_login(make_worker(locality=melton, role=RoleCode.HANDYPERSON))
    answer = client.get("/emergency/")
    assert answer.status_code == 403
    assert "Ring a safeguarding desk" in text(answer)
