"""Who may see a case: the page, restricting, and what the desk may do there."""

import pytest

from lightbulb.core.access.models import Restriction
from lightbulb.core.access.roles import RoleCode
from tests.cases.factories import make_case, make_worker
from tests.core.access.factories import make_restriction
from tests.core.factories import make_locality


@pytest.fixture
def melton(db, monday):
    return make_locality(name="Melton")


@pytest.fixture
def case(melton):
    return make_case(locality=melton)


@pytest.fixture
def bram(melton):
    return make_worker(locality=melton, name="Bram Candlewick")


@pytest.fixture
def as_desk(client, melton):
    desk = make_worker(locality=melton, role=RoleCode.ADULT_SAFEGUARDING, name="Theo Wick")
    client.force_login(desk)
    return client


def answers(**changed):
    told = {"what": "person", "kind": "allow_only", "named": "Meera Wickfield", "reason": "Hidden"}
    return told | changed


def text(response):
    return response.content.decode()


def test_a_worker_restricts_a_person_and_the_case_says_so(client, case, meera, bram):
    client.force_login(meera)
    url = f"/cases/{case.pk}/restriction/"
    assert client.post(url, answers(named="Meera Wickfield\nBram Candlewick")).status_code == 302
    assert "Restricted: 2 people may see this" in text(client.get(f"/cases/{case.pk}/"))
    assert Restriction.objects.get().subject_type == "cases.person"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"named": ""}, "Name at least one colleague"),
        ({"named": "Nobody Wick"}, "Nobody who works here today is called Nobody Wick"),
        ({"reason": ""}, "Say why this is restricted"),
        ({"kind": "other"}, "Choose who may see it"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(client, case, meera, changed, said):
    client.force_login(meera)
    answer = client.post(f"/cases/{case.pk}/restriction/", answers(**changed))
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Restriction.objects.exists()


def test_whoever_is_not_named_finds_no_page(client, case, meera, bram):
    make_restriction(case.person, named=[meera])
    client.force_login(bram)
    for page in ("", "timeline/", "plan/", "restriction/"):
        assert client.get(f"/cases/{case.pk}/{page}").status_code == 404


def test_a_role_that_restricts_nothing_is_told_who_does(client, case, melton):
    client.force_login(make_worker(locality=melton, role=RoleCode.ADMINISTRATOR))
    answer = client.get(f"/cases/{case.pk}/restriction/")
    assert answer.status_code == 403
    assert "Ask the person’s worker" in text(answer)


def test_the_desk_names_takes_out_and_lifts(as_desk, case, meera, bram):
    held = make_restriction(case, named=[meera])
    url = f"/cases/{case.pk}/restriction/{held.pk}"
    as_desk.post(f"{url}/name/", {"named": "Bram Candlewick"})
    assert "Restricted: 2 people may see this" in text(as_desk.get(f"/cases/{case.pk}/"))
    as_desk.post(f"{url}/names/{bram.pk}/remove/")
    assert "Restricted: 1 person may see this" in text(as_desk.get(f"/cases/{case.pk}/"))
    as_desk.post(f"{url}/lift/")
    assert "Restricted:" not in text(as_desk.get(f"/cases/{case.pk}/"))


def test_a_worker_cannot_lift_and_the_page_says_who_can(client, case, meera):
    held = make_restriction(case, named=[meera])
    client.force_login(meera)
    url = f"/cases/{case.pk}/restriction/"
    assert "A safeguarding desk says who may see" in text(client.get(url))
    assert client.post(f"{url}{held.pk}/lift/").status_code == 403
    assert client.get(f"{url}{held.pk}/lift/").status_code == 405


def test_a_relative_under_the_same_roof_is_not_named_to_others(client, case, meera, bram):
    other = make_case(locality=case.locality, person=None)
    other.person.home = case.home
    other.person.save()
    other.person.households.create(home=case.home, starts_on=case.opened_on, relation="Daughter")
    client.force_login(bram)
    assert "Daughter" in text(client.get(f"/cases/{case.pk}/"))
    make_restriction(other.person, named=[meera])
    assert "Daughter" not in text(client.get(f"/cases/{case.pk}/"))
