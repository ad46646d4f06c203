"""What speaks for two records being of one person, and pairs that are found on saving."""

from datetime import date

import pytest

from cases import actions
from cases.find import find_people, wider
from cases.finding.duplicates import duplicates_of
from cases.models import Home, Person, PossibleMatch
from cases.names.parts import name_words, typed_words
from cases.possible import possible_duplicates
from cases.rules.one_person import Known, Sign, signs
from lightbulb.core.access.enums import RestrictionKind
from lightbulb.core.access.models import Restriction
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import Event
from tests.cases.factories import make_home, make_person, make_worker
from tests.core.factories import make_locality, make_user
from tests.triage.factories import make_triage_officer

ON = date(2026, 11, 23)
BORN = date(1941, 3, 14)


def known(name, **more):
    return Known(words=typed_words(name), kept=tuple(name_words(name)), **more)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (
            known("Dorothy Pearse", nhs_number="9995181908"),
            known("Doris Wick", nhs_number="9995181908"),
            {Sign.SAME_NHS_NUMBER},
        ),
        (
            known("Dorothy Pearse", born=BORN),
            known("Pearse Dorothy", born=BORN),
            {Sign.SAME_NAME, Sign.SAME_BIRTH},
        ),
        (
            known("Dot Pearce", born=BORN),
            known("Dorothy Pearse", born=BORN),
            {Sign.NEAR_NAME, Sign.SAME_BIRTH},
        ),
        (
            known("Dorothy Pearse", born=date(1941, 3, 4)),
            known("Dorothy Pearse", born=date(1941, 4, 3)),
            {Sign.SAME_NAME, Sign.NEAR_BIRTH},
        ),
        (
            known("Dot Pearce", postcode="LE13 9SH"),
            known("Dorothy Pearse", postcode="LE13 9SH", born=BORN),
            {Sign.NEAR_NAME, Sign.SAME_POSTCODE},
        ),
        (
            known("D Pearse", phone="01632960187"),
            known("Dorothy Pearse", phone="01632960187"),
            {Sign.NEAR_NAME, Sign.SAME_PHONE},
        ),
        (known("Dorothy Pearse"), known("Dorothy Pearse"), set()),
        (known("Dorothy Pearse", born=BORN), known("Winifred Pearse", born=BORN), set()),
        (known("Pearse", born=BORN), known("Dorothy Pearse", born=BORN), set()),
        (
            known("Brian Pearse", postcode="LE13 9SH", born=date(1965, 8, 2)),
            known("Brian Pearse", postcode="LE13 9SH", born=BORN),
            set(),
        ),
    ],
)
def test_two_records_may_be_of_one_person(one, other, found):
    assert set(signs(one, other, near={})) == found


@pytest.mark.django_db
@pytest.mark.parametrize(
    "entered",
    [
        {"given_name": "Dorthy", "family_name": "Pearse", "date_of_birth": BORN},
        {"given_name": "Dorothy", "family_name": "Pearse", "date_of_birth": date(1941, 3, 15)},
        {"given_name": "Dot", "family_name": "Peerse", "home": Home(postcode="LE13 9SH")},
        {"given_name": "D", "family_name": "Pearse", "phone": "(01632) 960187"},
        {"given_name": "", "family_name": "Wick", "nhs_number": "9995181908"},
    ],
)
def test_somebody_entered_is_known_already(entered):
    dorothy = make_person(
        given_name="Dorothy", family_name="Pearse", home=make_home(postcode="LE13 9SH")
    )
    Person.objects.filter(pk=dorothy.pk).update(nhs_number="9995181908", phone="01632 960187")
    make_person(given_name="Dennis", family_name="Pearse")
    found = duplicates_of(Person(**entered), Person.objects.all())
    assert [person.pk for person, _ in found] == [dorothy.pk]


@pytest.mark.django_db
def test_saving_notes_each_pair_once_and_says_nothing():
    dorothy, by = make_person(given_name="Dorothy", family_name="Pearse"), make_user()
    dot = Person(given_name="Dot", family_name="Pearce", date_of_birth=BORN)
    actions.add_person(person=dot, by=by, on=ON)
    actions.change_person(person=dot, changes={"family_name": "Pearse"}, version=1, by=by, on=ON)
    match = PossibleMatch.objects.get()
    assert (match.first, match.second, match.because) == (dot, dorothy, ["near_name", "same_birth"])
    assert Event.objects.filter(verb="match_found", person_id=dot.pk).count() == 1


@pytest.mark.django_db
def test_a_pair_is_found_when_a_change_makes_it_one():
    make_person(given_name="Dorothy", family_name="Pearse")
    dot = Person(given_name="Dot", family_name="Pearse")
    by = make_user()
    actions.add_person(person=dot, by=by, on=ON)
    assert not PossibleMatch.objects.exists()
    actions.change_person(person=dot, changes={"date_of_birth": BORN}, version=1, by=by, on=ON)
    assert PossibleMatch.objects.count() == 1


@pytest.fixture
def in_hiding(db):
    """Dorothy, whom nobody but one worker may see."""
    person = make_person(given_name="Dorothy", family_name="Pearse")
    worker = make_worker(locality=person.home.locality)
    restriction = Restriction.objects.create(
        kind=RestrictionKind.ALLOW_ONLY,
        subject_type="cases.person",
        subject_id=person.pk,
        person_id=person.pk,
        reason="Must not be found",
        starts_on=ON,
        review_on=ON,
        made_by=worker,
    )
    restriction.names.create(user=worker, named_on=ON, named_by=worker)
    return person


def desk():
    role = RoleCode.ADULT_SAFEGUARDING
    return make_worker(locality=make_locality(), role=role, name="Theodora Snuffer")


def test_a_match_with_somebody_in_hiding_is_hidden_and_goes_to_the_desk_alone(in_hiding):
    priya, theo = make_triage_officer(), desk()
    steward = make_worker(locality=make_locality(), role=RoleCode.RECORD_STEWARD)
    dot = Person(given_name="Dot", family_name="Pearce", date_of_birth=BORN)
    actions.add_person(person=dot, by=priya, on=ON)
    seen = {who: Person.objects.visible_to(who, on=ON) for who in (priya, steward, theo)}
    assert [dot in people for people in seen.values()] == [False, False, True]
    pairs = {who: PossibleMatch.objects.visible_to(who, on=ON).count() for who in seen}
    assert list(pairs.values()) == [0, 0, 1]


def test_somebody_in_hiding_is_in_no_search_count_suggestion_or_duplicate(in_hiding):
    priya = make_triage_officer()
    for typed in ("pearse", "dorothy pearse 14/3/41", "14/3/41", "paerse", "d p"):
        found = find_people(typed, user=priya, on=ON)
        assert (found.matches, found.more) == ([], False)
        assert wider(found.query, user=priya, on=ON) is None
    entered = {"given_name": "Dorothy", "family_name": "Pearse", "date_of_birth": "14/3/41"}
    assert possible_duplicates(entered, user=priya, on=ON) == []
