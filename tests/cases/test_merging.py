"""Two records of one person: merged by a pointer, parted again, nothing moved."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cases import actions
from cases.enums import MatchState
from cases.find import find_people
from cases.models import Case, Person, PersonMerge, PossibleMatch
from lightbulb.core.access.enums import RestrictionKind
from lightbulb.core.access.models import Restriction
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import Event
from lightbulb.core.staff.models import User
from lightbulb.core.workflow import NotAllowed
from tests.cases.factories import make_case, make_person, make_worker
from tests.core.access.factories import make_restriction
from tests.core.factories import make_locality
from tests.triage.factories import make_triage_officer

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 23)


@pytest.fixture
def steward():
    return make_worker(
        locality=make_locality(), role=RoleCode.RECORD_STEWARD, name="Stella Wickfield"
    )


@pytest.fixture
def dorothy():
    return make_person(given_name="Dorothy", family_name="Pearse")


@pytest.fixture
def dot():
    return make_person(given_name="Dot", family_name="Pearce")


def merge(kept, merged, by):
    found = actions.merge_people(kept=kept, merged=merged, by=by, on=ON)
    kept.refresh_from_db()
    merged.refresh_from_db()
    return found


def test_a_merged_record_points_to_the_one_that_stands(dorothy, dot, steward):
    made = merge(dorothy, dot, steward)
    assert dot.canonical == dorothy
    assert dorothy.all_ids() == dot.all_ids() == [dorothy.pk, dot.pk]
    event = Event.objects.get(verb="people_merged")
    assert (event.person_id, event.detail["merged"]) == (dorothy.pk, str(dot.pk))
    assert event.detail["merge"] == str(made.pk)


def test_nothing_is_moved_and_both_cases_are_of_the_one_person(dorothy, dot, steward):
    cases = {make_case(person=dorothy), make_case(person=dot)}
    merge(dorothy, dot, steward)
    (match,) = find_people("pearce", user=make_triage_officer(), on=ON).matches
    assert (match.pk, match.name) == (dorothy.pk, "Dorothy Pearse")
    assert {case.person for case in cases} == {dorothy, dot}


def test_parting_brings_both_back_as_they_were(dorothy, dot, steward):
    actions.part_people(merge=merge(dorothy, dot, steward), by=steward, on=ON)
    dot.refresh_from_db()
    assert dot.canonical == dot
    assert PersonMerge.objects.get().parted_by == steward
    assert Event.objects.filter(verb="people_parted").count() == 1


def test_a_chain_of_merges_comes_apart_link_by_link(dorothy, dot, steward):
    dolly = make_person(given_name="Dolly", family_name="Pearse")
    merge(dot, dolly, steward)
    last = merge(dorothy, dot, steward)
    dolly.refresh_from_db()
    assert dolly.canonical == dorothy
    actions.part_people(merge=last, by=steward, on=ON)
    dolly.refresh_from_db()
    assert dolly.canonical == dot


@pytest.mark.parametrize("again", ["both ways", "twice", "itself"])
def test_what_was_merged_is_not_merged_again(dorothy, dot, steward, again):
    merge(dorothy, dot, steward)
    pairs = {"both ways": (dot, dorothy), "twice": (dorothy, dot), "itself": (dorothy, dorothy)}
    kept, merged = pairs[again]
    with pytest.raises(ValidationError, match="merged in between"):
        actions.merge_people(kept=kept, merged=merged, by=steward, on=ON)


def test_a_merge_is_taken_back_once(dorothy, dot, steward):
    made = merge(dorothy, dot, steward)
    actions.part_people(merge=made, by=steward, on=ON)
    with pytest.raises(ValidationError, match="parted before"):
        actions.part_people(merge=made, by=steward, on=ON)


def test_only_the_record_steward_decides(dorothy, dot):
    with pytest.raises(PermissionDenied, match="record steward"):
        actions.merge_people(kept=dorothy, merged=dot, by=make_triage_officer(), on=ON)
    assert not PersonMerge.objects.exists()


def pair_of(dorothy, dot):
    return PossibleMatch.objects.create(
        first=dot, second=dorothy, because=["near_name", "same_birth"], found_on=ON
    )


def test_merging_decides_their_pair_and_parting_puts_it_back(dorothy, dot, steward):
    match = pair_of(dorothy, dot)
    made = merge(dorothy, dot, steward)
    match.refresh_from_db()
    assert (match.state, match.decided_by) == (MatchState.ONE_PERSON, steward)
    actions.part_people(merge=made, by=steward, on=ON)
    match.refresh_from_db()
    assert (match.state, match.decided_by) == (MatchState.WAITING, None)


def test_two_people_are_told_apart_once_and_that_can_be_taken_back(dorothy, dot, steward):
    match = pair_of(dorothy, dot)
    actions.tell_apart(match=match, by=steward, on=ON)
    with pytest.raises(NotAllowed):
        actions.tell_apart(match=match, by=steward, on=ON)
    actions.look_again(match=match, by=steward, on=ON)
    match.refresh_from_db()
    assert match.state == MatchState.WAITING
    verbs = {"people_told_apart", "match_reopened"}
    assert Event.objects.filter(verb__in=verbs, person_id=dot.pk).count() == 2


# --- Restricted and merged -----------------------------------------------------------------


@pytest.fixture
def bram():
    """A hub manager: finds everybody and opens every case that nothing hides."""
    return make_worker(locality=make_locality(), role=RoleCode.HUB_MANAGER, name="Bram Wickfield")


def found_by(user, *people):
    """Which of these somebody finds as a person, and whose case they may open, on a page of
    theirs that begins now."""
    user = User.objects.get(pk=user.pk)
    shown = Person.objects.visible_to(user, on=ON)
    cases = Case.objects.visible_to(user, on=ON)
    return [
        (shown.filter(pk=person.pk).exists(), cases.filter(person=person).exists())
        for person in people
    ]


ALL_SEEN, NONE_SEEN = [(True, True), (True, True)], [(False, False), (False, False)]


@pytest.mark.parametrize("restricted", ["dorothy", "dot"])
def test_what_is_restricted_of_either_is_restricted_of_both(
    restricted, dorothy, dot, steward, bram
):
    make_case(person=dorothy), make_case(person=dot)
    assert found_by(bram, dorothy, dot) == ALL_SEEN
    one = {"dorothy": dorothy, "dot": dot}[restricted]
    make_restriction(one, kind=RestrictionKind.EXCLUDE, named=[bram])
    merge(dorothy, dot, steward)
    assert found_by(bram, dorothy, dot) == NONE_SEEN


def test_what_was_restricted_while_they_were_one_stays_so_on_both(dorothy, dot, steward, bram):
    make_case(person=dorothy), make_case(person=dot)
    made = merge(dorothy, dot, steward)
    make_restriction(dorothy, kind=RestrictionKind.EXCLUDE, named=[bram])
    assert found_by(bram, dorothy, dot) == NONE_SEEN
    actions.part_people(merge=made, by=steward, on=ON)
    assert found_by(bram, dorothy, dot) == NONE_SEEN


def test_a_restriction_of_one_is_not_doubled_by_merging_and_parting(dorothy, dot, steward, bram):
    make_restriction(dot, kind=RestrictionKind.EXCLUDE, named=[bram])
    made = merge(dorothy, dot, steward)
    actions.part_people(merge=made, by=steward, on=ON)
    of_each = [Restriction.objects.filter(person_id=each.pk).count() for each in (dorothy, dot)]
    assert of_each == [1, 1]


def test_of_three_records_that_became_one_no_pair_is_left_to_decide(dorothy, dot, steward):
    third = make_person(given_name="Dorothie", family_name="Pearse")
    PossibleMatch.objects.all().delete()
    for first, second in ((dorothy, dot), (dorothy, third), (dot, third)):
        PossibleMatch.objects.create(first=first, second=second, because=[], found_on=ON)
    merge(dorothy, dot, steward)
    assert PossibleMatch.objects.waiting().count() == 2
    made = merge(dorothy, third, steward)
    assert not PossibleMatch.objects.waiting().exists()
    actions.part_people(merge=made, by=steward, on=ON)
    assert PossibleMatch.objects.waiting().count() == 2
