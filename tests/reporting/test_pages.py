"""The pages of figures: for everybody with a role, refused to others, wrong methods, errors."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date

import pytest
from django.test import Client

from cases.models import Case
from lightbulb.core.models import Event, Locality
from tests.core.access.factories import make_restriction
from tests.core.factories import make_user
from tests.kept import undone
from tests.reporting.factories import make_dated_case

CODES = ("referrals", "first-visit-wait", "case-days", "interventions", "mot-coverage")
PAGES = ["/reports/", *(f"/reports/{code}/" for code in CODES)]
OCTOBER = {"period": "2026-10"}
pages = pytest.mark.parametrize("address", PAGES)


@pytest.fixture
def db(county_made_once) -> Iterator[None]:
    """The county is made once for all of them."""
    with undone():
        yield


@pytest.fixture
def county(county_made_once, db) -> list[Locality]:
    return deepcopy(county_made_once)


@pages
@pytest.mark.parametrize("cohort", ["ended", "started"])
def test_a_page_of_figures_opens_for_everybody_with_a_role(address, cohort, as_worker):
    answer = as_worker.get(address, OCTOBER | {"cohort": cohort})
    assert answer.status_code == 200


@pages
def test_whoever_has_no_role_in_force_is_refused(address, client, db):
    client.force_login(make_user(name="Cyril Wick"))
    assert client.get(address).status_code == 403


@pages
def test_a_page_of_figures_takes_no_form(address, as_worker):
    assert as_worker.post(address).status_code == 405


@pages
@pytest.mark.parametrize(
    ("period", "reason"),
    [
        ("2027-01", "January 2027 has not begun yet. Choose an earlier period."),
        ("October", "October is not a period."),
        ("1990-01", "Bank holidays are not known for all of it. Choose another."),
    ],
)
def test_a_period_that_cannot_be_counted_is_said_in_words(address, period, reason, as_worker):
    answer = as_worker.get(address, {"period": period})
    page = answer.content.decode()
    assert (answer.status_code, "<title>Error: " in page) == (422, True)
    assert reason in page


@pages
def test_a_page_asks_the_database_as_often_for_many_rows(address, as_worker, county, queries_of):
    few = queries_of(as_worker, address)
    for number in range(60):
        make_dated_case(locality=county[0], visited_on=date(2026, 10, 1 + number % 28))
    assert queries_of(as_worker, address) == few
    assert few <= 15


def test_the_dashboard_asks_the_database_little(as_worker, queries_of):
    assert queries_of(as_worker, "/reports/") <= 12


def test_the_dashboard_shows_last_month_unless_another_is_chosen(as_worker):
    page = as_worker.get("/reports/").content.decode()
    assert '<h1 class="lb-title">All four localities</h1>' in page
    assert "figures are for October 2026" in page
    assert "Counted Monday 23 November 2026, 8:55am" in page


def test_a_tile_has_number_base_change_target_and_the_way_to_its_cases(as_worker):
    # 6 + 7 + 8 + 9 referrals in each of the two months
    page = as_worker.get("/reports/").content.decode()
    assert '<p class="lb-tile__figure">30</p>\n<p>in October 2026</p>' in page
    assert "no change on 30 in September" in page
    assert "No target" in page
    assert "Show the 30 referrals" in page


def test_the_figure_is_the_same_for_every_reader(as_worker, manager, monday):
    theirs = Client(headers={"X-Forwarded-Proto": "https"}, SERVER_NAME="localhost")
    theirs.force_login(manager)
    pages = [
        each.get("/reports/first-visit-wait/").content.decode() for each in (as_worker, theirs)
    ]
    figures = [page[page.index('id="figure-title"') : page.index('id="cases"')] for page in pages]
    assert figures[0] == figures[1]


def test_the_list_behind_a_figure_holds_what_the_reader_may_see(as_worker):
    page = as_worker.get("/reports/case-days/").content.decode()
    assert "6 rows you may see" in page  # Ashby Vale's, of 6 + 7 + 8 + 9
    assert "24 more cases are counted in the figure and not shown to you" in page


def test_a_restricted_case_is_counted_and_said_of_to_nobody(as_worker, manager, county):
    theirs = Client(headers={"X-Forwarded-Proto": "https"}, SERVER_NAME="localhost")
    theirs.force_login(manager)

    def shown(client):
        page = client.get("/reports/case-days/", {"scope": county[0].code}).content.decode()
        return page[page.index('id="figure-title"') : page.index('id="cases-title"')], page

    figure, before = shown(as_worker)
    make_restriction(Case.objects.filter(locality=county[0], closed_on__month=10).first())
    assert shown(as_worker)[0] == shown(theirs)[0] == figure
    assert "6 rows you may see" in before
    assert "5 rows you may see" in shown(as_worker)[1]
    for page in (before, shown(as_worker)[1], shown(theirs)[1]):
        assert "Restricted cases are counted in every figure, and listed for" in page


def test_nothing_is_said_of_how_many_are_hidden_behind_a_hidden_figure(as_worker, county):
    for day in (2, 3):
        make_dated_case(
            locality=county[1], given_out_on=date(2026, 7, 1), closed_on=date(2026, 8, day)
        )
    page = as_worker.get(
        "/reports/case-days/", {"period": "2026-08", "scope": "brook-end"}
    ).content.decode()
    assert "Cases that are not yours to see are counted in the figure" in page
    assert "2 more" not in page


def test_a_long_list_is_read_page_by_page(as_manager, county):
    for _ in range(30):
        make_dated_case(
            locality=county[0], given_out_on=date(2026, 10, 1), closed_on=date(2026, 10, 31)
        )
    first = as_manager.get("/reports/case-days/")
    second = as_manager.get("/reports/case-days/" + first.context["next_url"])
    seen = [
        [row.reference for row in page.context["page_of_cases"].rows] for page in (first, second)
    ]
    assert [len(each) for each in seen] == [50, 10]
    assert len({*seen[0], *seen[1]}) == 60


def test_an_unknown_indicator_or_place_is_not_found(as_worker):
    assert as_worker.get("/reports/nothing/").status_code == 404
    assert as_worker.get("/reports/referrals/", {"scope": "atlantis"}).status_code == 404


def test_the_cases_can_be_downloaded_and_that_is_recorded(as_worker, county):
    case = make_dated_case(
        locality=county[0], given_out_on=date(2026, 10, 1), closed_on=date(2026, 10, 29)
    )
    case.person.family_name = "=SUM(A1)"
    case.person.given_name = ""
    case.person.save()
    asked = OCTOBER | {"cohort": "ended", "scope": "ashby-vale"}
    answer = as_worker.post("/reports/case-days/export/", asked)
    lines = answer.getvalue().decode().splitlines()
    assert (answer.headers["Content-Type"], len(lines)) == ("text/csv; charset=utf-8", 1 + 7)
    assert f"{case.reference},'=SUM(A1),Ashby Vale,2026-10-29,yes,28" in lines
    event = Event.objects.get(verb="cases_exported")
    assert event.detail["rows"] == 7


def test_a_download_is_asked_for_by_a_button_and_not_by_an_address(as_worker):
    assert as_worker.get("/reports/case-days/export/").status_code == 405
    assert as_worker.post("/reports/case-days/export/", {"period": "x"}).status_code == 404
