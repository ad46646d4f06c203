"""What callers see: their own localities, page by page, and of people no more than needed."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.enums import MilestoneKind
from cases.models import Case
from lightbulb.core.organisations.enums import OrganisationKind
from lightbulb.core.staff.models import User
from tests.api.factories import make_referral
from tests.cases.factories import make_case, make_home, make_person, make_worker
from tests.core.factories import make_locality, make_organisation
from triage.enums import ReferralState

BORN_1941 = {"name": "Wilf Candlewick", "year_of_birth": 1941}


def test_an_organisation_is_shown_with_its_host(caller, melton):
    hub = make_organisation(
        name="Lightbulb hub",
        code="hub",
        kind=OrganisationKind.HUB,
        hosted_by=melton.organisation,
    )
    shown = caller.get(f"/api/v1/organisations/{hub.pk}/").json()
    assert shown == {
        "id": str(hub.pk),
        "code": "hub",
        "name": "Lightbulb hub",
        "short_name": "Lightbulb hub",
        "kind": "hub",
        "hosted_by": melton.organisation.code,
        "starts_on": "2017-10-02",
        "ends_on": None,
    }


def test_only_localities_in_force_are_shown(caller, melton):
    ended = make_locality(name="Old Vale", ended=True)
    assert [each["code"] for each in caller.get("/api/v1/localities/").json()["results"]] == [
        "melton"
    ]
    assert caller.get(f"/api/v1/localities/{ended.pk}/").status_code == 404


def test_a_case_in_a_list_tells_little_of_its_person(caller, melton):
    case = make_case(locality=melton)
    assert caller.get("/api/v1/cases/").json()["results"] == [
        {
            "id": str(case.pk),
            "reference": case.reference,
            "kind": "locality",
            "stage": "opened",
            "locality": "melton",
            "lead_worker": None,
            "opened_on": "2026-11-02",
            "closed_on": None,
            "person": BORN_1941 | {"id": str(case.person_id), "locality": "melton"},
        }
    ]


def test_a_case_alone_tells_where_it_stands(caller, melton):
    case = make_case(locality=melton)
    wrong = case.milestones.create(
        kind=MilestoneKind.ALLOCATED, happened_on=date(2026, 11, 3), event_id=0
    )
    right = case.milestones.create(
        kind=MilestoneKind.ALLOCATED, happened_on=date(2026, 11, 4), event_id=0
    )
    case.milestones.filter(pk=wrong.pk).update(superseded_by=right)
    shown = caller.get(f"/api/v1/cases/{case.pk}/").json()
    assert (shown["waiting_on"], shown["waiting_since"]) == ("locality", "2026-11-02")
    assert [(each["kind"], each["happened_on"]) for each in shown["milestones"]] == [
        ("contact_received", "2026-11-02"),
        ("triaged", "2026-11-02"),
        ("referred", "2026-11-02"),
        ("allocated", "2026-11-04"),
    ]


def test_a_referral_alone_adds_what_is_needed(caller, melton):
    referral = make_referral(locality=melton, falls=1)
    listed = caller.get("/api/v1/referrals/").json()["results"]
    alone = caller.get(f"/api/v1/referrals/{referral.pk}/").json()
    assert alone == listed[0] | {"needs": ["bathing"], "urgency_facts": [], "falls": 1}
    assert set(alone["person"]) == {"id", "name", "year_of_birth", "locality"}


def test_a_person_of_whom_little_is_known_is_shown_all_the_same(system, melton):
    person = make_person(given_name="", family_name="Wick", date_of_birth=None)
    make_case(person=person, locality=melton)
    person.home = None
    person.save()
    shown = system.get("/api/v1/cases/").json()["results"][0]["person"]
    assert shown == {"id": str(person.pk), "name": "Wick", "year_of_birth": None, "locality": None}


@pytest.mark.parametrize(("place", "make"), [("cases", make_case), ("referrals", make_referral)])
def test_what_lies_in_another_locality_is_not_there(place, make, caller, blaby):
    other = make(locality=blaby)
    assert caller.get(f"/api/v1/{place}/").json()["results"] == []
    answer = caller.get(f"/api/v1/{place}/{other.pk}/")
    missing = caller.get(f"/api/v1/{place}/{uuid4()}/")
    assert (answer.status_code, answer.json()) == (404, missing.json())


def walk(client, address: str) -> list[list[str]]:
    """The keys on each page, from the first to the last."""
    pages = []
    while address:
        page = client.get(address).json()
        pages.append([row["id"] for row in page["results"]])
        address = page["next"]
    return pages


def test_pages_walk_all_rows_once_newest_first(caller, melton):
    keys = [str(make_case(locality=melton).pk) for _ in range(7)]
    assert walk(caller, "/api/v1/cases/?page_size=3") == [
        keys[:3:-1],
        keys[3:0:-1],
        keys[:1],
    ]


def test_pages_walk_back_to_the_first(system, melton):
    keys = [str(make_referral(locality=melton).pk) for _ in range(5)]
    second = system.get(system.get("/api/v1/referrals/?page_size=2").json()["next"]).json()
    first = system.get(second["previous"]).json()
    assert [row["id"] for row in first["results"]] == keys[:2:-1]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("", 50), ("?page_size=200", 200), ("?page_size=1000", 200), ("?page_size=x", 50)],
)
def test_a_page_has_fifty_rows_and_never_more_than_two_hundred(asked, shown, system, melton):
    home = make_home(locality=melton)
    person = make_person(home=home)
    for _ in range(201):
        make_case(person=person, locality=melton)
    assert len(system.get(f"/api/v1/cases/{asked}").json()["results"]) == shown


REFERRAL_FILTERS = [
    ("state=decided", {"decided"}),
    ("state=received", {"old", "new", "blaby"}),
    ("locality=blaby", {"blaby"}),
    ("locality=blaby&locality=melton", {"old", "new", "blaby", "decided"}),
    ("received_to=2026-10-31", {"old"}),
    ("received_from=2026-11-20", {"new", "blaby", "decided"}),
    ("received_from=2026-10-31&received_to=2026-11-19", {"old"}),
    ("state=received&locality=melton", {"old", "new"}),
]


@pytest.mark.parametrize(("asked", "names"), REFERRAL_FILTERS)
def test_referrals_are_found_by_state_place_and_day(asked, names, system, melton, blaby):
    made = {
        "old": make_referral(locality=melton, received_on=date(2026, 10, 31)),
        "new": make_referral(locality=melton),
        "blaby": make_referral(locality=blaby),
        "decided": make_referral(locality=melton, state=ReferralState.DECIDED),
    }
    rows = system.get(f"/api/v1/referrals/?{asked}").json()["results"]
    assert {row["id"] for row in rows} == {str(made[name].pk) for name in names}


CASE_FILTERS = [
    ("stage=opened", {"old", "blaby"}),
    ("stage=allocated&stage=opened", {"old", "blaby", "given"}),
    ("locality=melton", {"old", "given"}),
    ("lead_worker={worker}", {"given"}),
    ("opened_to=2026-10-31", {"old"}),
    ("opened_from=2026-11-02", {"blaby", "given"}),
]


@pytest.mark.parametrize(("asked", "names"), CASE_FILTERS)
def test_cases_are_found_by_stage_place_worker_and_day(asked, names, system, melton, blaby):
    worker = make_worker(locality=melton)
    made = {
        "old": make_case(locality=melton, opened_on=date(2026, 10, 31)),
        "blaby": make_case(locality=blaby),
        "given": make_case(locality=melton),
    }
    Case.objects.filter(pk=made["given"].pk).update(stage="allocated", lead_worker=worker)
    rows = system.get(f"/api/v1/cases/?{asked.format(worker=worker.pk)}").json()["results"]
    assert {row["id"] for row in rows} == {str(made[name].pk) for name in names}


def test_a_worker_sees_their_own_case_elsewhere_and_a_system_does_not(asha, melton_system, blaby):
    worker = User.objects.get()
    case = make_case(locality=blaby)
    Case.objects.filter(pk=case.pk).update(stage="allocated", lead_worker=worker)
    assert asha.get(f"/api/v1/cases/{case.pk}/").status_code == 200
    assert melton_system.get(f"/api/v1/cases/{case.pk}/").status_code == 404


@pytest.mark.parametrize(("place", "make"), [("cases", make_case), ("referrals", make_referral)])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    place, make, caller, melton, django_assert_num_queries
):
    caller.get(f"/api/v1/{place}/")  # the first call of a day also notes the day
    make(locality=melton)
    with CaptureQueriesContext(connection) as one:
        caller.get(f"/api/v1/{place}/")
    for _ in range(9):
        make(locality=melton)
    with django_assert_num_queries(len(one)):
        caller.get(f"/api/v1/{place}/")
