"""The directory of services: found by need and place, kept right, and marked when old."""

from datetime import date, timedelta

import pytest

from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import Event
from tests.cases.factories import make_worker
from tests.core.factories import make_locality
from tests.triage.factories import new_referral
from triage.choices import services_for
from triage.enums import TriageOutcome
from triage.models import DirectoryService
from triage.seed.directory import seed_directory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("plain_static_files", "monday"),
]
TODAY = date(2026, 11, 23)
CODES = ("blaby", "charnwood", "hinckley-and-bosworth", "melton", "oadby-and-wigston")
FILLED = {
    "name": "Tea and talk",
    "organization": "Good Neighbours",
    "description": "An hour of company.",
    "needs": ["loneliness"],
    "areas": ["melton"],
    "status": "active",
    "phone": "01632 960 300",
    "opening": "Monday, 2pm to 3pm\n\nFriday, 2pm to 3pm",
    "postal_code": "le131aa",
}


@pytest.fixture
def county():
    names = ("Blaby", "Charnwood", "Hinckley and Bosworth", "Melton", "Oadby and Wigston")
    return {
        code: make_locality(name=name, code=code) for code, name in zip(CODES, names, strict=True)
    }


@pytest.fixture
def officer(client, county):
    user = make_worker(locality=county["melton"], role=RoleCode.TRIAGE_OFFICER)
    client.force_login(user)
    return user


@pytest.fixture
def seeded(officer):
    seed_directory(on=TODAY)


def names_on(page):
    return [row["service"].name for row in page.context["rows"]]


def test_continence_in_melton_is_found_by_typing_just_that(client, seeded):
    page = client.get("/referrals/directory/", {"q": "continence, Melton"})
    assert names_on(page) == ["Continence advice line", "Continence advice, Melton"]
    assert "Tue 27 Oct" in page.content.decode()  # 27 days before Monday 23 November


def test_an_entry_nobody_checked_for_half_a_year_is_marked(client, seeded):
    page = client.get("/referrals/directory/", {"q": "continence"})
    old = {row["service"].name: row["old"] for row in page.context["rows"]}
    assert old == {"Continence advice line": True, "Continence advice, Melton": False}


@pytest.mark.parametrize(
    ("days", "old"), [(183, False), (184, True)], ids=["half a year", "a day more"]
)
def test_an_entry_is_old_from_the_day_after_half_a_year(days, old):
    assert DirectoryService(assured_date=TODAY - timedelta(days=days)).is_old(TODAY) is old


def test_a_service_of_other_places_does_not_come_up(client, seeded):
    page = client.get("/referrals/directory/", {"locality": "blaby", "need": "toilet"})
    assert names_on(page) == ["Continence advice line"]


def test_who_thinks_of_moving_is_shown_extra_care_advice_and_money(client, seeded):
    page = client.get("/referrals/directory/", {"need": "moving"})
    assert names_on(page) == [
        "Extra care housing",
        "Housing options talk",
        "Independent advice on money in later life",
    ]


def test_a_search_without_a_result_says_what_was_looked_for(client, seeded):
    page = client.get("/referrals/directory/", {"q": "helicopter"}).content.decode()
    assert "No service in the directory fits" in page


def test_a_search_asks_the_database_the_same_however_much_is_found(
    client, seeded, django_assert_max_num_queries
):
    client.get("/referrals/directory/")
    with django_assert_max_num_queries(14):
        client.get("/referrals/directory/")


def test_an_entry_is_added_with_its_day_and_who_vouches_for_it(client, officer):
    answer = client.post("/referrals/directory/add/", FILLED)
    service = DirectoryService.objects.get()
    assert answer.url == f"/referrals/directory/{service.pk}/"
    assert (service.assured_date, service.assured_by) == (TODAY, officer)
    assert [area.code for area in service.areas.all()] == ["melton"]
    assert [str(line) for line in service.schedules.all()] == [
        "Monday, 2pm to 3pm",
        "Friday, 2pm to 3pm",
    ]
    assert service.locations.get().postal_code == "LE13 1AA"
    assert Event.objects.get(verb="service_added").actor_id == str(officer.pk)


def test_what_is_missing_is_said_and_what_was_typed_stays(client, officer):
    answer = client.post("/referrals/directory/add/", FILLED | {"name": "", "needs": []})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Enter the name of the service" in page
    assert "Tick at least one thing it helps with" in page
    assert "An hour of company." in page


@pytest.mark.parametrize(
    ("postcode", "status"), [("", 302), ("LE13", 422)], ids=["none", "half of one"]
)
def test_a_place_may_have_no_postcode_but_not_half_of_one(client, officer, postcode, status):
    answer = client.post("/referrals/directory/add/", FILLED | {"postal_code": postcode})
    assert answer.status_code == status


def test_of_two_who_change_an_entry_the_later_sees_both_and_keeps_theirs(client, officer):
    client.post("/referrals/directory/add/", FILLED)
    service = DirectoryService.objects.get()
    address = f"/referrals/directory/{service.pk}/change/"
    first = FILLED | {"version": service.version, "phone": "01632 960 311"}
    client.post(address, first)
    answer = client.post(address, first | {"phone": "01632 960 322"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody changed this entry while you were writing" in page
    assert "01632 960 311" in page
    assert 'value="01632 960 322"' in page


def test_a_check_puts_the_day_right(client, seeded, officer):
    service = DirectoryService.objects.get(name="Continence advice line")
    client.post(f"/referrals/directory/{service.pk}/check/")
    service.refresh_from_db()
    assert (service.assured_date, service.assured_by) == (TODAY, officer)


def test_who_does_not_keep_the_directory_reads_it_and_is_told_who_does(client, county, seeded):
    client.force_login(make_worker(locality=county["melton"], name="Bram Wick"))
    assert client.get("/referrals/directory/").status_code == 200
    answer = client.get("/referrals/directory/add/")
    assert answer.status_code == 403
    assert "Triage, managers and administrators keep the directory" in answer.content.decode()


def test_a_check_is_pressed_and_not_looked_at(client, seeded):
    service = DirectoryService.objects.first()
    assert client.get(f"/referrals/directory/{service.pk}/check/").status_code == 405
    assert client.post("/referrals/directory/").status_code == 405


def test_signposting_names_services_that_fit_the_need_and_the_place(county, seeded):
    referral = new_referral(locality=county["melton"], needs=["toilet"])
    names = services_for(referral, TriageOutcome.SIGNPOSTED)
    assert names == ("Continence advice line", "Continence advice, Melton")
