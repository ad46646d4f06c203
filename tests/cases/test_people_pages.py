"""A person's page, comparing two records, and the record steward's worklist."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import actions
from cases.models import PersonMerge, PossibleMatch
from lightbulb.core.access.roles import RoleCode
from tests.cases.factories import make_case, make_person, make_worker
from tests.core.factories import make_locality

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 23)


@pytest.fixture
def steward():
    return make_worker(
        locality=make_locality(), role=RoleCode.RECORD_STEWARD, name="Stella Wickfield"
    )


@pytest.fixture
def as_steward(client, steward, monday):
    client.force_login(steward)
    return client


@pytest.fixture
def as_hsc(client, monday):
    client.force_login(make_worker(locality=make_locality(name="Blaby"), name="Bram Candlewick"))
    return client


@pytest.fixture
def dorothy():
    return make_person(given_name="Dorothy", family_name="Pearse")


@pytest.fixture
def dot():
    return make_person(given_name="Dot", family_name="Pearce")


def pair_of(first, second):
    because = ["near_name", "same_birth"]
    return PossibleMatch.objects.create(first=first, second=second, because=because, found_on=ON)


def compare_url(one, other):
    return f"/people/{one.pk}/compare/{other.pk}/"


def page(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_worklist_shows_each_pair_with_why(as_steward, dorothy, dot):
    pair_of(dot, dorothy)
    shown = page(as_steward, "/matches/")
    assert "Dot Pearce</strong> and <strong>Dorothy Pearse" in shown
    assert "Name sounds or is spelt alike, Same date of birth" in shown


def test_where_nothing_waits_the_list_says_so(as_steward):
    assert "Nothing waits" in page(as_steward, "/matches/")


def test_comparing_shows_what_is_the_same_and_what_merging_does(as_steward, dorothy, dot):
    pair_of(dot, dorothy)
    shown = page(as_steward, compare_url(dot, dorothy))
    assert "<strong>Differs</strong>" in shown
    assert "Friday 14 March 1941" in shown
    assert "Nothing has changed yet" in shown
    assert not PersonMerge.objects.exists()


def test_merging_and_taking_it_back(as_steward, dorothy, dot):
    pair_of(dot, dorothy)
    sent = {"press": "merge", "kept": str(dorothy.pk)}
    answer = as_steward.post(compare_url(dot, dorothy), sent, follow=True)
    assert "Dorothy Pearse now stands for both records" in answer.content.decode()
    made = PersonMerge.objects.get()
    assert (made.kept, made.merged) == (dorothy, dot)
    answer = as_steward.post(f"/people/merges/{made.pk}/part/", follow=True)
    assert "stand for themselves again" in answer.content.decode()
    assert "Compare" in answer.content.decode()


def test_two_people_are_kept_apart_and_that_is_taken_back(as_steward, dorothy, dot):
    match = pair_of(dot, dorothy)
    answer = as_steward.post(compare_url(dot, dorothy), {"press": "apart"}, follow=True)
    assert "Kept as two people" in answer.content.decode()
    answer = as_steward.post(f"/matches/{match.pk}/look-again/", follow=True)
    assert "back among those to decide" in answer.content.decode()


def test_a_press_that_comes_late_is_told(as_steward, steward, dorothy, dot):
    pair_of(dot, dorothy)
    actions.merge_people(kept=dorothy, merged=dot, by=steward, on=ON)
    answer = as_steward.post(compare_url(dot, dorothy), {"press": "merge"})
    assert answer.status_code == 409
    assert "merged in between" in answer.content.decode()
    assert as_steward.post(compare_url(dot, dorothy), {"press": "x"}).status_code == 409


def test_the_person_shows_the_cases_of_both_records(as_steward, steward, dorothy, dot):
    cases = [make_case(person=dorothy), make_case(person=dot)]
    actions.merge_people(kept=dorothy, merged=dot, by=steward, on=ON)
    shown = page(as_steward, dorothy.get_absolute_url())
    assert all(case.reference in shown for case in cases)
    assert "Dot Pearce" in shown
    assert as_steward.get(dot.get_absolute_url()).url == dorothy.get_absolute_url()


def test_others_are_refused_with_the_reason(as_hsc, dorothy, dot):
    for url in ("/matches/", compare_url(dorothy, dot)):
        answer = as_hsc.get(url)
        assert answer.status_code == 403
        assert "record steward" in answer.content.decode()


def test_somebody_out_of_sight_is_not_there(as_hsc, dorothy):
    assert as_hsc.get(dorothy.get_absolute_url()).status_code == 404


def test_wrong_methods_are_refused(as_steward, dorothy):
    assert as_steward.post(dorothy.get_absolute_url()).status_code == 405
    assert as_steward.post("/matches/").status_code == 405
    assert as_steward.get(f"/people/merges/{dorothy.pk}/part/").status_code == 405


def test_the_worklist_asks_as_often_for_many_as_for_one(as_steward, dorothy, dot):
    def queries():
        with CaptureQueriesContext(connection) as found:
            page(as_steward, "/matches/")
        return len(found)

    pair_of(dot, dorothy)
    queries()
    one = queries()
    for _ in range(4):
        pair_of(make_person(), make_person())
    assert queries() == one <= 12
