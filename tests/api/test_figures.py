"""Figures and reports in the API: the same as on the pages, for the same readers."""

from datetime import date
from urllib.parse import urlencode

import pytest

from cases.models import Case
from lightbulb.core.access.roles import RoleCode
from reporting.models import ReportRun
from reporting.packs import making, snapshot
from tests.api.conftest import as_bearer
from tests.api.factories import make_account
from tests.reporting.county import make_county
from tests.reporting.factories import make_dated_case
from tests.reporting.made import asked

OCTOBER = {"period": "2026-10"}
CODES = ("referrals", "first-visit-wait", "case-days", "interventions", "mot-coverage")
WAIT = "/api/v1/indicators/first-visit-wait/"


@pytest.fixture
def county(db):
    """Four localities with 6, 7, 8 and 9 of everything in October 2026."""
    return make_county()


@pytest.fixture
def hub(county):
    """A system that reads for the whole county."""
    return as_bearer(make_account(name="County board", role=RoleCode.HUB_MANAGER))


@pytest.fixture
def ashby(county):
    """A system that works as a co-ordinator of Ashby Vale does."""
    return as_bearer(make_account(name="Ashby system", localities=county[:1]))


@pytest.fixture
def pack(county, monkeypatch) -> ReportRun:
    monkeypatch.setattr(making, "pdf_of", lambda page: b"%PDF")
    run = asked()
    making.make(str(run.pk))
    run.refresh_from_db()
    return run


def test_every_indicator_is_listed_with_its_words_and_target(caller):
    page = caller.get("/api/v1/indicators/").json()
    assert [each["code"] for each in page["results"]] == list(CODES)
    wait = page["results"][1]
    assert wait["wording"].startswith("The share of people whose first visit")
    assert (wait["kind"], wait["unit"]) == ("share", "working days")
    assert wait["targets"][0]["value"] == "85.0"
    assert (page["next"], page["previous"]) == (None, None)


def test_a_figure_has_number_base_period_cohort_and_target(hub):
    told = hub.get(WAIT, OCTOBER).json()
    whole, first = told["figures"][:2]
    # 6 + 7 + 8 + 9 first visits. Ashby Vale's waits are 2 to 4 working days at most, so all six.
    assert (whole["scope"], whole["base"]["value"]) == ("county", 30)
    assert (first["scope"], first["number"]["value"], first["base"]["value"]) == (
        "ashby-vale",
        6,
        6,
    )
    assert (first["value"], first["words"]) == ("100.0", "100%")
    assert first["base_words"] == "6 of 6 first visits in October 2026"
    assert (first["period"], first["cohort"]) == ("2026-10", "ended")
    assert (first["target"]["value"], first["target"]["example"]) == ("85.0", True)
    assert first["meets_target"] is True


def test_one_place_is_told_alone(ashby):
    told = ashby.get(WAIT, OCTOBER | {"scope": "dunmere"}).json()
    assert [(each["scope"], each["base"]["value"]) for each in told["figures"]] == [("dunmere", 9)]


def test_a_figure_of_few_is_not_told_here_either(hub, county):
    for day in (2, 3):
        make_dated_case(
            locality=county[1], given_out_on=date(2026, 7, 1), closed_on=date(2026, 8, day)
        )
    told = hub.get("/api/v1/indicators/case-days/", {"period": "2026-08", "scope": "brook-end"})
    figure = told.json()["figures"][0]
    assert figure["base"] == {"value": None, "words": "fewer than 5"}
    assert (figure["value"], figure["middle"]) == (None, None)


def test_the_cases_behind_a_figure_are_those_the_caller_may_see(hub, ashby):
    address = WAIT + "cases/?" + urlencode(OCTOBER)
    assert len(hub.get(address).json()["results"]) == 30
    rows = ashby.get(address).json()["results"]
    assert {row["locality"] for row in rows} == {"ashby-vale"}
    assert len(rows) == 6
    assert set(rows[0]) == {"id", "record", "reference", "locality", "day", "value"}


def test_the_cases_are_walked_page_by_page_the_newest_day_first(hub):
    address, seen = WAIT + "cases/?" + urlencode(OCTOBER | {"page_size": 12}), []
    while address:
        page = hub.get(address).json()
        seen += [(row["day"], row["id"]) for row in page["results"]]
        address = page["next"]
    assert seen == sorted(seen, reverse=True)
    assert len(dict.fromkeys(seen)) == 30


@pytest.mark.parametrize(
    ("asked_for", "field"),
    [
        ({"period": "soon"}, "period"),
        ({"period": "2027-01"}, "period"),
        ({"cohort": "both"}, "cohort"),
        ({"scope": "mars"}, "scope"),
        ({"perod": "2026-10"}, "perod"),
    ],
)
@pytest.mark.parametrize("address", [WAIT, f"{WAIT}cases/"])
def test_what_cannot_be_counted_is_named(asked_for, field, address, caller):
    answer = caller.get(address, asked_for)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_an_unknown_indicator_is_not_there(caller):
    assert caller.get("/api/v1/indicators/nothing/").status_code == 404
    assert caller.get("/api/v1/indicators/?kind=share").status_code == 400


def test_a_report_is_told_with_what_was_counted_and_its_digest(hub, pack):
    listed = hub.get("/api/v1/report-runs/").json()["results"]
    assert [each["id"] for each in listed] == [str(pack.pk)]
    assert "snapshot" not in listed[0]
    told = hub.get(f"/api/v1/report-runs/{pack.pk}/").json()
    assert (told["state"], told["period"], told["scope"]) == ("done", "2026-10", "county")
    assert told["snapshot"] == pack.snapshot
    assert told["digest"] == snapshot.digest(told["snapshot"])
    assert [file["kind"] for file in told["files"]] == ["html", "pdf"]


def test_a_reports_figures_stay_as_they_were_counted(hub, pack, county):
    before = hub.get(f"/api/v1/report-runs/{pack.pk}/").json()["figures"]
    Case.objects.filter(locality=county[0]).update(locality=county[1])
    after = hub.get(f"/api/v1/report-runs/{pack.pk}/").json()["figures"]
    assert before == after
    # the county and four localities, for each of five indicators
    assert len(before) == 25


def test_a_report_that_is_not_made_yet_has_no_figures(hub):
    told = hub.get(f"/api/v1/report-runs/{asked('dunmere').pk}/").json()
    assert (told["state"], told["snapshot"], told["figures"]) == ("waiting", None, [])


def test_whoever_may_not_read_packs_is_told_why(ashby, pack):
    for address in ("/api/v1/report-runs/", f"/api/v1/report-runs/{pack.pk}/"):
        answer = ashby.get(address)
        assert answer.status_code == 403
        assert answer.json()["detail"].startswith("Packs are for managers")


@pytest.mark.parametrize("place", ["indicators", "indicators/referrals", "report-runs"])
def test_strangers_and_senders_are_turned_away(place, client, hub):
    assert client.get(f"/api/v1/{place}/").status_code == 401
    assert hub.post(f"/api/v1/{place}/").status_code == 405
