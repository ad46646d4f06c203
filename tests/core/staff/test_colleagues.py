"""Who works here: found by name, organisation or place, and each on a page of their own."""

import re

import pytest

from lightbulb.core.access.roles import RoleCode
from tests.core import factories


def find(client, words):
    return client.get("/colleagues/", {"q": words}).content.decode()


def names(page):
    return re.findall(r'href="/colleagues/[0-9a-f-]{36}/">([^<]+)</a>', page)


def test_everybody_is_listed_by_organisation(as_asha, bram):
    county = factories.make_organisation(name="Ambershire County Council")
    factories.make_membership(user=factories.make_user(name="Zora Tallow"), organisation=county)
    page = find(as_asha, "")
    assert names(page) == ["Zora Tallow", "Asha Lampwright", "Bram Candlewick"]
    assert page.index("Ambershire County Council") < page.index("Elmshire District Council")
    assert "3 people at 2 organisations" in page


@pytest.mark.parametrize(
    "words", ["candle", "BRAM", "bram elmshire", "elmshire candlewick", "bram bram bram bram b"]
)
def test_people_are_found_by_every_word(words, as_asha, bram):
    assert names(find(as_asha, words))[-1] == "Bram Candlewick"


@pytest.mark.parametrize("words", ["jon halam 1949", "bram farshire", "%", "_"])
def test_nobody_found_is_said_in_words(words, as_asha, bram):
    page = find(as_asha, words)
    assert names(page) == []
    assert f"Nobody matches “{words}”" in page
    assert "Show everybody" in page


def test_people_who_left_or_whose_role_ended_are_not_listed(as_asha):
    factories.make_membership(user=factories.make_user(name="Gone Wick", left=True))
    factories.make_membership(user=factories.make_user(name="Past Wick"), ended=True)
    assert names(find(as_asha, "wick")) == []


def test_somebody_with_two_roles_is_one_person(as_asha, bram, elmshire):
    factories.make_membership(user=bram, localities=[elmshire], role=RoleCode.HSC)
    page = find(as_asha, "bram")
    assert names(page) == ["Bram Candlewick"] * 2
    assert "1 person at 1 organisation" in page


def test_the_phone_number_rings(as_asha, bram):
    assert '<a class="lb-link lb-nowrap" href="tel:07700900123">07700 900 123</a>' in (
        find(as_asha, "bram")
    )


def test_the_list_does_not_ask_more_for_more_rows(as_asha, django_assert_max_num_queries):
    for number in range(40):
        place = factories.make_locality(name=f"Place {number}")
        factories.make_membership(
            user=factories.make_user(name=f"Person {number}"), localities=[place]
        )
    with django_assert_max_num_queries(12):
        assert len(names(find(as_asha, ""))) == 41


def test_many_words_do_not_make_the_search_slow(as_asha, asha):
    places = [factories.make_locality(name=f"Ashland {number}") for number in range(7)]
    factories.make_membership(user=asha, localities=places)
    page = find(as_asha, " ".join(["a", "as", "ash", "sh", "la", "an", "and", "nd"] * 5))
    assert "Asha Lampwright" in names(page)


def test_a_colleague_has_a_page(monday, as_asha, asha, bram):
    factories.make_absence(user=bram, cover=asha)
    page = as_asha.get(f"/colleagues/{bram.pk}/").content.decode()
    assert "Bram Candlewick" in page
    assert "Occupational Therapist, Elmshire" in page
    assert 'href="tel:07700900123"' in page
    assert "Thursday 3 December to Friday 11 December" in page
    assert "Ask Asha Lampwright instead" in page


def test_the_page_of_a_colleague_says_nothing_of_why_they_are_away(monday, as_asha, bram):
    factories.make_absence(user=bram, kind="sickness")
    assert "ickness" not in as_asha.get(f"/colleagues/{bram.pk}/").content.decode()


@pytest.mark.parametrize("trait", [{"left": True}, {}])
def test_people_who_do_not_work_here_have_no_page(trait, as_asha):
    stranger = factories.make_user(**trait)
    assert as_asha.get(f"/colleagues/{stranger.pk}/").status_code == 404


def test_the_page_of_a_colleague_takes_nothing(as_asha, bram):
    assert as_asha.post(f"/colleagues/{bram.pk}/").status_code == 405


def test_the_page_of_a_colleague_asks_little(as_asha, bram, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        as_asha.get(f"/colleagues/{bram.pk}/")
