"""Misspelt names lead to the people meant, among some thousands; `make bench` has 200,000."""

import pytest
from django.db import connection

from cases.find import find_people
from cases.finding.candidates import by_words, with_facts
from cases.finding.near_words import near_words
from cases.finding.query import read_query
from cases.models import Person
from tests.bench import slips
from tests.bench.crowd import SHARES_OF, TODAY, crowd, family_names, fill, first_names
from tests.core.factories import make_locality
from tests.triage.factories import make_triage_officer

PEOPLE, ASKED = 3_000, 60


def test_names_are_shared_as_in_life():
    commonest = {kind: sorted(sizes(names), reverse=True) for kind, names in kinds().items()}
    assert commonest["family"][0] >= 0.008
    assert sum(commonest["first"][:60]) >= 0.6


def kinds():
    return {"family": family_names(), "first": first_names()}


def sizes(names):
    _, reach = names
    return [(upto - before) / SHARES_OF for before, upto in zip([0, *reach], reach, strict=False)]


@pytest.mark.django_db
def test_a_misspelt_name_finds_the_person_meant():
    people = list(crowd(PEOPLE))
    fill(people, make_locality())
    priya = make_triage_officer()

    def share(asked):
        found = [find_people(each.text, user=priya, on=TODAY).matches for each in asked]
        return sum(map(slips.is_found, asked, found)) / len(asked)

    assert share(slips.with_a_fact(people, ASKED)) >= 0.97
    assert share(slips.name_alone(people, ASKED)) >= 0.95
    assert share(slips.written_otherwise(people, ASKED)) >= 0.95


BY_INDEX = {
    "margret smiht": "person_name_words",
    "jnoes": "person_name_words",
    "14/3/1941": "person_born",
    "1941": "person_born",
    "999 518 1908": "person_nhs_number",
    "01632 960187": "person_phone_figures",
    "0187": "person_phone_end",
    "LE13 9SH": "home_postcode",
    "LE13 9": "home_postcode",
    "x z": "person_name",
}


@pytest.mark.django_db
def test_a_search_goes_by_index():
    """Told not to read a whole table, as it would not where there are many more people."""
    fill(crowd(1_000), make_locality())
    priya = make_triage_officer()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("ANALYZE cases_person, cases_home")
    for typed, index in BY_INDEX.items():
        query = read_query(typed, on=TODAY)
        people = with_facts(Person.objects.visible_to(priya, on=TODAY), query)
        if query.words:
            people = by_words(people, query.words, near_words(query.words))
        assert index in people.order_by().explain(), typed
