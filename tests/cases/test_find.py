"""Find: one box for whatever is known, showing no more than is needed, to those who may."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.actions import add_other_name
from cases.find import find_people, of_reference
from cases.models import OtherName, Person
from lightbulb.core.access.roles import RoleCode
from tests.cases.factories import make_case, make_home, make_person, make_worker
from tests.core.conftest import monday, plain_static_files
from tests.core.factories import make_locality, make_user
from tests.triage.factories import make_triage_officer, new_referral
from triage.actions import log_referral

__all__ = ["monday", "plain_static_files"]

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 23)


@pytest.fixture
def priya(db):
    return make_triage_officer()


@pytest.fixture
def as_priya(client, priya, monday):
    client.force_login(priya)
    return client


@pytest.fixture
def as_hsc_of_blaby(client, monday):
    client.force_login(make_worker(locality=make_locality(name="Blaby"), name="Bram Candlewick"))
    return client


def page_of(client, words):
    return client.get("/find/", {"q": words}).content.decode()


def somebody(melton, **known):
    home = make_home(address="18 Barrow Road", postcode="LE13 9SH", locality=melton)
    person = make_person(given_name="Dorothy", family_name="Pearse", home=home)
    Person.objects.filter(pk=person.pk).update(**known)
    return person


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "pear",
            "dor pearse",
            "PEARSE",
            "14 mar 41",
            "pearse 1941",
            "LE139SH",
            "dorothy le13 9sh",
        ),
        *("9995181908", "01632 960 187", "+441632960187", "pearse le13", "pearse 0187"),
        *("doroty pearse 1941", "dorothypearse", "paerse dorothy"),
    ],
)
def test_somebody_is_found_by_whatever_is_known(priya, melton, typed):
    known = somebody(melton, nhs_number="9995181908", phone="(01632) 960187")
    make_person(given_name="Dennis", family_name="Wick", date_of_birth=date(1960, 5, 4))
    found = find_people(typed, user=priya, on=ON)
    assert [match.pk for match in found.matches] == [known.pk]


def test_a_match_shows_name_year_street_locality_and_who_helps_no_more(as_priya, melton):
    person = somebody(melton, phone="01632 960 187", nhs_number="9995181908")
    case = make_case(person=person)
    worker = make_worker(locality=melton, name="Asha Lampwright")
    type(case).objects.update(stage="allocated", lead_worker=worker)
    page = page_of(as_priya, "pearse")
    assert "Dorothy Pearse</a>, born 1941" in page
    assert "Barrow Road, Melton" in page
    assert "Asha Lampwright, Melton" in page
    for kept in ("18 Barrow", "14 March", "01632 960 187", "9995181908", "LE13"):
        assert kept not in page


def test_somebody_in_triage_is_said_to_be_so(as_priya, priya, melton):
    log_referral(referral=new_referral(person=somebody(melton)), by=priya, on=date(2026, 11, 20))
    assert "In triage since Fri 20 Nov" in page_of(as_priya, "pearse")


@pytest.mark.parametrize("spell", [str, str.lower, lambda text: text.replace("-", " ")])
def test_an_exact_reference_goes_straight_to_the_case(client, melton, monday, spell):
    case = make_case(person=somebody(melton))
    client.force_login(make_worker(locality=melton))
    answer = client.get("/find/", {"q": spell(case.reference)})
    assert (answer.status_code, answer.url) == (302, f"/cases/{case.pk}/")


def test_a_reference_is_read_among_other_words(melton):
    case = make_case(person=somebody(melton))
    url = of_reference(
        f"mrs pearse {case.reference.lower()}", user=make_worker(locality=melton), on=ON
    )
    assert url == f"/cases/{case.pk}/"


def test_a_misspelt_name_is_found_and_it_is_said_why(as_priya, melton):
    somebody(melton)
    page = page_of(as_priya, "dot pearce 1941")
    assert "Dorothy Pearse</a>" in page or "<strong>Dorothy Pearse</strong>" in page
    assert "“dot” and Dorothy are forms of one name" in page
    assert "“pearce” is one letter from Pearse" in page


def test_somebody_is_found_by_the_name_before(as_priya, priya, melton):
    other = OtherName(person=somebody(melton), given_name="Dorothy", family_name="Wick")
    add_other_name(other=other, by=priya, on=ON)
    page = page_of(as_priya, "dorothy wick")
    assert "Dorothy Pearse" in page
    assert "Has another name that fits" in page


def test_a_reference_still_in_triage_goes_to_the_referral(as_priya, priya, melton):
    told = new_referral(person=somebody(melton))
    referral = log_referral(referral=told, by=priya, on=ON)
    answer = as_priya.get("/find/", {"q": referral.reference})
    assert answer.url == f"/referrals/{referral.pk}/"


def test_at_most_twenty_are_shown(as_priya, melton):
    for number in range(21):
        make_person(
            given_name=f"Dot{number}", family_name="Pearse", home=make_home(locality=melton)
        )
    page = page_of(as_priya, "pearse")
    assert page.count('class="lb-match"') == 20
    assert "More than 20 people match." in page


def test_nobody_found_says_what_was_searched_and_what_to_try(as_priya, melton):
    somebody(melton)
    page = page_of(as_priya, "dorothy pearse 1949")
    assert "Nobody matches “dorothy pearse 1949”" in page
    assert "names, dates of birth, NHS numbers, postcodes, phones and references" in page
    assert "Try the name alone: 1 person matches “dorothy pearse”" in page
    assert "Add Dorothy Pearse as a new person" in page


@pytest.mark.parametrize(("role", "shown"), [(RoleCode.HSC, True), (RoleCode.AUDITOR, False)])
def test_nobody_found_leads_to_emergency_opening_for_those_who_may(
    client, melton, monday, role, shown
):
    client.force_login(make_worker(locality=melton, role=role))
    assert ('href="/emergency/"' in page_of(client, "zzzz")) is shown


def test_the_words_are_filled_in_for_a_new_person(as_priya):
    sent = {"press": "new", "given_name": "Jon", "family_name": "Halam"}
    page = as_priya.post("/referrals/log/", sent).content.decode()
    assert 'value="Jon"' in page
    assert 'value="Halam"' in page
    assert "Error:" not in page


def test_somebody_of_another_locality_is_not_there(as_hsc_of_blaby, priya, melton):
    person = somebody(melton)
    referral = log_referral(referral=new_referral(person=person), by=priya, on=ON)
    case = make_case(person=person)
    nobody = page_of(as_hsc_of_blaby, "zzzz").replace("zzzz", "pearse").replace("Zzzz", "Pearse")
    assert without_tokens(page_of(as_hsc_of_blaby, "pearse")) == without_tokens(nobody)
    for reference in (referral.reference, case.reference):
        assert as_hsc_of_blaby.get("/find/", {"q": reference}).status_code == 200
    assert "You see people in Blaby only." in nobody


def without_tokens(page):
    tokens = ("csrfmiddlewaretoken", "data-token")
    return [line for line in page.splitlines() if not any(each in line for each in tokens)]


def test_people_are_visible_through_a_case_or_a_referral(priya, melton):
    worker = make_worker(locality=melton)
    by_case, by_referral, neither = (make_person(given_name=name) for name in ("A", "B", "C"))
    make_case(person=by_case, locality=melton)
    referral = new_referral(person=by_referral)
    referral.locality = melton
    log_referral(referral=referral, by=priya, on=ON)
    assert set(Person.objects.visible_to(worker, on=ON)) == {by_case, by_referral}
    assert neither in Person.objects.visible_to(priya, on=ON)


def test_the_number_of_queries_does_not_grow_with_people(as_priya, melton):
    def queries():
        with CaptureQueriesContext(connection) as found:
            page_of(as_priya, "pearse")
        return len(found)

    make_case(person=somebody(melton))
    queries()
    one = queries()
    for _ in range(5):
        make_case(person=somebody(melton))
    assert queries() == one <= 14


def test_who_matches_so_far_is_a_part_of_the_page(as_priya, melton):
    somebody(melton)
    part = as_priya.post("/find/suggest/", {"q": "paerse"}).content.decode()
    assert "1 person matches" in part
    assert "Dorothy Pearse" in part
    assert "<html" not in part
    assert "Nobody matches “zzz”" in as_priya.post("/find/suggest/", {"q": "zzz"}).content.decode()
    assert as_priya.get("/find/suggest/").status_code == 405


def test_a_stranger_is_refused_and_other_methods_too(client, as_priya):
    assert as_priya.post("/find/").status_code == 405
    client.force_login(make_user(name="Cyril Wick"))
    assert client.get("/find/").status_code == 403


def test_a_reference_with_a_wrong_letter_is_none(priya):
    assert of_reference("LB-2222-2223", user=priya, on=ON) is None
