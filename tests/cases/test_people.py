"""People and homes: names that sort, ages, localities from postcodes, edits that clash."""

from datetime import date, timedelta

import pytest

from cases import actions
from cases.actions.people import locality_of
from cases.models import Home, OtherName, Person
from cases.models.people import sort_name
from lightbulb.core.models import Event, Revision
from lightbulb.core.places.models import Postcode
from lightbulb.core.record.revisions import EditConflict
from tests.cases.factories import make_home, make_person
from tests.core.factories import make_locality, make_user

DAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("given", "family", "sorted_as"),
    [
        ("Joan", "Hallam", "hallam joan"),
        ("Zoë", "O'Brien-Łukasz", "o'brien-łukasz zoe"),
        ("", "  Wick  ", "wick"),
        ("Ann Marie", "van der Wick", "van der wick ann marie"),
    ],
)
def test_names_sort_by_family_name_without_accents(given, family, sorted_as):
    assert sort_name(given, family) == sorted_as


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(1944, 2, 14), date(2026, 2, 13), 81),
        (date(1944, 2, 14), date(2026, 2, 14), 82),
        (date(1944, 2, 29), date(2026, 2, 28), 81),
        (date(1944, 2, 29), date(2026, 3, 1), 82),
        (None, date(2026, 3, 1), None),
    ],
)
def test_age_is_in_whole_years(born, on, age):
    assert Person(family_name="Wick", date_of_birth=born).age_on(on) == age


def test_a_person_is_called_as_they_like():
    assert Person(given_name="Margaret", family_name="Wick", preferred_name="Peg").called == "Peg"
    assert Person(family_name="Wick").called == "Wick"


@pytest.mark.django_db
def test_adding_somebody_puts_them_into_their_home_and_on_record():
    home, by = make_home(), make_user()
    person = Person(given_name="Zoë", family_name="Wick", home=home)
    actions.add_person(person=person, by=by, on=DAY)
    assert person.name_sort == "wick zoe"
    assert home.household.get().person == person
    event = Event.objects.get(verb="person_added")
    assert (event.person_id, event.detail) == (person.pk, {})


@pytest.mark.django_db
def test_changing_somebody_keeps_what_was_before():
    person, by = make_person(given_name="Joan", family_name="Hallam"), make_user()
    changed = actions.change_person(
        person=person, changes={"family_name": "Reid"}, version=1, by=by, on=DAY
    )
    person.refresh_from_db()
    assert changed == ["family_name", "name_sort", "name_words"]
    assert (person.name_sort, person.version) == ("reid joan", 2)
    before = Revision.objects.get(record_id=str(person.pk)).before
    assert before["family_name"] == "Hallam"
    assert Event.objects.get(verb="person_changed").detail == {"fields": changed}


@pytest.mark.django_db
def test_a_new_home_moves_somebody_there_from_that_day():
    old, new, by = make_home(), make_home(address="2 Taper Street"), make_user()
    person = Person(given_name="Zoë", family_name="Wick", home=old)
    actions.add_person(person=person, by=by, on=DAY)
    moved_on = DAY + timedelta(days=30)
    actions.change_person(person=person, changes={"home": new}, version=1, by=by, on=moved_on)
    lived = person.households.order_by("starts_on").values_list("home", "starts_on", "ends_on")
    assert list(lived) == [(old.pk, DAY, moved_on), (new.pk, moved_on, None)]


@pytest.mark.django_db
def test_a_name_from_before_is_kept_and_still_finds_them():
    person, by = make_person(given_name="Joan", family_name="Hallam"), make_user()
    actions.change_person(person=person, changes={"family_name": "Reid"}, version=1, by=by, on=DAY)
    person.refresh_from_db()
    assert [str(other) for other in person.other_names.all()] == ["Joan Hallam"]
    assert person.name_words == ["hallam", "joan", "reid"]


@pytest.mark.django_db
def test_another_name_is_added_with_its_event():
    person, by = make_person(given_name="Joan", family_name="Reid"), make_user()
    other = OtherName(person=person, given_name="Joan", family_name="Hallam", kind="maiden")
    actions.add_other_name(other=other, by=by, on=DAY)
    person.refresh_from_db()
    assert person.name_words == ["hallam", "joan", "reid"]
    event = Event.objects.get(verb="other_name_added")
    assert event.detail == {"name": str(other.pk), "kind": "maiden"}


@pytest.mark.django_db
def test_the_second_of_two_edits_at_once_is_told():
    person, by = make_person(), make_user()
    change = {"person": person, "by": by, "on": DAY, "version": 1}
    actions.change_person(changes={"phone": "01632 960187"}, **change)
    with pytest.raises(EditConflict):
        actions.change_person(changes={"phone": "07700 900123"}, **change)


@pytest.mark.django_db
def test_changing_nothing_is_no_event():
    person, by = make_person(given_name="Joan"), make_user()
    changed = actions.change_person(
        person=person, changes={"given_name": "Joan"}, version=1, by=by, on=DAY
    )
    assert changed == []
    assert not Event.objects.filter(verb="person_changed").exists()


@pytest.mark.django_db
def test_a_home_lies_where_its_postcode_does():
    melton = make_locality(name="Melton", lad_code="E07000133")
    Postcode.objects.create(postcode="LE130AA", lad_code="E07000133")
    home = Home(address="4 Lantern Row", town="Lampford", postcode="LE13 0AA")
    assert actions.add_home(home=home, by=make_user(), on=DAY).locality == melton
    assert locality_of("ZZ99 9ZZ", on=DAY) is None


def test_a_list_of_matches_shows_no_house_number():
    assert Home(address="27b Tannery Row").street == "Tannery Row"
    assert Home(address="Old Quarry House").street == "Old Quarry House"
