"""The team list, the caseload, and giving cases out."""

from datetime import date
from uuid import UUID

import pytest

from cases import actions
from cases.models import Case, CaseloadView
from lightbulb.core.access.roles import RoleCode
from tests.cases.factories import make_case, make_home, make_person, make_target, make_worker
from tests.core.factories import make_absence, make_agreement, make_locality

DAY = date(2026, 11, 2)


@pytest.fixture
def melton(db):
    make_target(code="first_call", working_days=3)
    return make_locality(name="Melton", code="melton")


@pytest.fixture
def blaby(melton):
    return make_locality(name="Blaby", code="blaby")


@pytest.fixture
def as_manager(client, manager, monday):
    client.force_login(manager)
    return client


def opened(locality, *, name="Wilf", on=DAY):
    home = make_home(locality=locality)
    return make_case(person=make_person(given_name=name, home=home), opened_on=on)


def given(worker, locality, *, name="Wilf", on=DAY):
    return actions.allocate(
        case=opened(locality, name=name, on=on), worker=worker, by=worker, on=on
    )


def page(client, url="/team/"):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_each_worker_stands_with_their_counts_under_their_locality(as_manager, meera, melton):
    given(meera, melton)
    given(meera, melton, on=date(2026, 11, 20))
    html = page(as_manager)
    assert html.index("Melton") < html.index("Meera Wickfield")
    open_url = f"/caseload/?worker={meera.pk}&amp;locality=melton"
    assert f'href="{open_url}">2<' in html
    assert f'href="{open_url}&amp;show=overdue">1<' in html
    assert "Melton needs you first: 1 of its cases are overdue." in html


def test_a_worker_away_without_cover_comes_first(as_manager, meera, melton):
    given(meera, melton)
    make_absence(user=meera, starts_on=date(2026, 11, 16), ends_on=None)
    html = page(as_manager)
    assert "Melton needs you first: Meera Wickfield is away, nobody covers" in html
    assert "Nobody covers yet" in html


def test_cases_of_somebody_who_left_the_team_are_not_lost(as_manager, meera, melton):
    given(meera, melton)
    meera.memberships.update(ends_on=date(2026, 11, 13))
    assert "not in this team now" in page(as_manager)


def test_a_senior_of_one_locality_sees_that_one(client, melton, blaby, monday):
    client.force_login(make_worker(locality=blaby, role=RoleCode.ADMINISTRATOR))
    opened(melton)
    html = page(client)
    assert "Blaby" in html
    assert "Melton" not in html
    assert "Every case is with a worker." in html


@pytest.mark.parametrize("role", [RoleCode.OT, RoleCode.AUDITOR, RoleCode.TRIAGE_OFFICER])
@pytest.mark.parametrize("url", ["/team/", "/team/give-out/"])
def test_others_are_told_who_gives_cases_out(client, melton, monday, role, url):
    client.force_login(make_worker(locality=melton, role=role))
    response = client.get(url)
    assert response.status_code == 403
    said = {"/team/": "The team’s load is for", "/team/give-out/": "gives cases out"}
    assert said[url] in response.content.decode()


def test_the_team_list_only_reads(as_manager):
    assert as_manager.post("/team/").status_code == 405


def test_ticked_cases_are_previewed_and_then_given(as_manager, meera, melton):
    given(meera, melton)
    cases = [opened(melton, name=name) for name in ("Ann", "Bea")]
    chosen = {"case": [str(case.pk) for case in cases], "worker": str(meera.pk)}
    preview = as_manager.get("/team/give-out/", chosen).content.decode()
    assert "Give 2 cases to Meera Wickfield" in preview
    assert '<td class="lb-number">1</td><td class="lb-number"><strong>3</strong>' in preview
    assert Case.objects.led_by(meera).count() == 1
    html = as_manager.post("/team/give-out/", chosen, follow=True).content.decode()
    assert "2 cases are with Meera Wickfield now" in html
    assert Case.objects.led_by(meera).count() == 3


def test_a_case_of_another_locality_is_refused_in_the_preview(as_manager, meera, melton, blaby):
    case = opened(blaby)
    make_agreement(giver=blaby.organisation, receiver=melton.organisation)
    chosen = {"case": [str(case.pk)], "worker": str(meera.pk)}
    preview = as_manager.get("/team/give-out/", chosen).content.decode()
    assert "Meera Wickfield does not work in Blaby on that day." in preview
    as_manager.post("/team/give-out/", chosen)
    case.refresh_from_db()
    assert case.lead_worker is None


@pytest.mark.parametrize("worker", ["", "x", str(UUID(int=7))])
def test_nothing_ticked_and_nobody_chosen_is_said_beside_the_field(as_manager, melton, worker):
    opened(melton)
    response = as_manager.get("/team/give-out/", {"worker": worker, "case": "y"})
    assert response.status_code == 422
    html = response.content.decode()
    assert "Tick the cases to give out" in html
    assert "Choose a worker from the list" in html


def test_the_number_of_queries_does_not_depend_on_workers(
    as_manager, melton, django_assert_max_num_queries
):
    for number in range(8):
        given(make_worker(locality=melton, name=f"Worker {number}"), melton)
        opened(melton)
    with django_assert_max_num_queries(24):
        page(as_manager)


# --- The caseload ------------------------------------------------------------------------


def test_the_caseload_holds_open_cases_of_the_places_one_sees(client, meera, melton, blaby, monday):
    client.force_login(meera)
    given(meera, melton, name="Ann")
    opened(blaby, name="Bea")
    done = given(meera, melton, name="Cora")
    actions.close(case=done, outcome="moved", by=meera, on=DAY)
    html = page(client, "/caseload/")
    assert "Ann Candlewick" in html
    assert "Bea Candlewick" not in html
    assert "Cora Candlewick" not in html
    assert "Closed: moved away" in page(client, "/caseload/?stage=closed")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("locality=melton", {"Ann", "Bea"}),
        ("stage=opened", {"Cora"}),
        ("worker=me", set()),
        ("show=overdue", {"Ann"}),
        ("show=overdue&locality=blaby", set()),
        ("urgency=urgent", set()),
        ("stage=nonsense&worker=x&show=y", {"Ann", "Bea", "Cora"}),
    ],
)
def test_filters_stand_in_the_address(as_manager, meera, melton, blaby, query, found):
    given(meera, melton, name="Ann")
    given(meera, melton, name="Bea", on=date(2026, 11, 20))
    opened(blaby, name="Cora")
    html = page(as_manager, f"/caseload/?{query}")
    assert {name for name in ("Ann", "Bea", "Cora") if f"{name} Candlewick</a>" in html} == found


def test_a_filter_that_applies_can_be_taken_away(as_manager, meera, melton):
    given(meera, melton)
    html = page(as_manager, "/caseload/?locality=melton&stage=allocated&sort=name")
    assert 'href="?stage=allocated&amp;sort=name"' in html
    assert 'href="?locality=melton&amp;sort=name"' in html


@pytest.mark.parametrize("sort", ["next", "name", "opened", "newest"])
def test_every_case_stands_on_one_page_forwards_and_backwards(
    as_manager, meera, melton, monkeypatch, sort
):
    monkeypatch.setattr("cases.caseload.PAGE", 2)
    for number, name in enumerate(["Eve", "Ann", "Dot", "Cora", "Bea"]):
        case = given(meera, melton, name=name, on=date(2026, 11, 2 + number % 3))
        if number == 1:
            Case.objects.filter(pk=case.pk).update(next_action_on=None)
    urls, seen = [f"/caseload/?sort={sort}"], []
    for _ in range(3):
        context = as_manager.get(urls[-1]).context
        seen.append([row["case"].person.given_name for row in context["rows"]])
        urls.append(f"/caseload/{context['next_url']}")
    assert urls[-1] == "/caseload/"
    assert sorted(name for names in seen for name in names) == ["Ann", "Bea", "Cora", "Dot", "Eve"]
    back = as_manager.get(f"/caseload/{context['previous_url']}").context
    assert [row["case"].person.given_name for row in back["rows"]] == seen[1]
    if sort == "next":
        assert seen[2] == ["Ann"]
    if sort == "name":
        assert seen == [["Ann", "Bea"], ["Cora", "Dot"], ["Eve"]]


@pytest.mark.parametrize("place", ["x", "~", "2026-11-20~x", "2026-13-01~" + str(UUID(int=1))])
def test_an_odd_place_in_the_list_is_its_beginning(as_manager, meera, melton, place):
    given(meera, melton)
    assert "Wilf Candlewick" in page(as_manager, f"/caseload/?after={place}")


def test_the_download_is_exactly_what_is_listed(as_manager, meera, melton, blaby):
    given(meera, melton, name="Bea")
    given(meera, melton, name="=1+1")
    opened(blaby, name="Cora")
    response = as_manager.get("/caseload/download/?locality=melton&sort=name")
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert lines[0].startswith("Reference,Name,Year of birth")
    assert len(lines) == 3
    assert ",'=1+1 Candlewick,1941," in lines[1]
    assert ",Bea Candlewick,1941,Elmshire,Melton,Given out,Not urgent," in lines[2]


def test_the_caseload_takes_as_many_queries_for_fifty_rows(
    as_manager, meera, melton, django_assert_max_num_queries
):
    for _ in range(30):
        given(meera, melton)
    page(as_manager, "/caseload/")  # once a minute a page notes that somebody was here
    with django_assert_max_num_queries(12):
        page(as_manager, "/caseload/")


def test_an_empty_caseload_says_when_that_changes(as_manager):
    assert "A case appears here when triage passes somebody" in page(as_manager, "/caseload/")
    filtered = page(as_manager, "/caseload/?stage=opened")
    assert "No case fits these filters" in filtered


def test_filters_are_saved_under_a_name_and_stand_above_the_caseload(as_manager, meera, melton):
    given(meera, melton)
    views = "/caseload/views/?stage=allocated&sort=name"
    done = as_manager.post(views, {"name": "Just given"}, follow=True).content.decode()
    assert "Just given stands above the caseload from now on." in done
    assert 'href="/caseload/?stage=allocated&amp;sort=name">Just given</a>' in done
    again = as_manager.post(views, {"name": "Just given"}).content.decode()
    assert "You have a view of this name." in again
    whole = as_manager.post("/caseload/views/", {"name": "All"}).content.decode()
    assert "this view would be all of it" in whole
    view = CaseloadView.objects.get()
    as_manager.post(f"/caseload/views/{view.pk}/remove/")
    assert not CaseloadView.objects.exists()
