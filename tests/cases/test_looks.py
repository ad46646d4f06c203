"""Who has looked at whom, what somebody is asked about, and what came of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from cases import actions
from cases.enums import LookOutcome
from cases.looks.finding import Window, last_night, note_unusual_looks
from cases.models import UnusualLook
from cases.rules.looks import Limits, is_many, is_same_address, is_same_surname
from cases.seed.look_limits import seed_look_limits
from cases.tasks import find_unusual_looks
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.keys import new_key
from lightbulb.core.models import Event, ReadEvent
from lightbulb.core.workflow import NotAllowed
from tests.cases.factories import make_case, make_home, make_person, make_worker
from tests.core.factories import make_membership, make_user

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 12, 7, tzinfo=UTC)


@pytest.fixture
def ada(db):
    user = make_user(name="Ada Ledger")
    make_membership(user=user, role=RoleCode.AUDITOR)
    return user


@pytest.fixture
def as_ada(client, ada, monday):
    client.force_login(ada)
    return client


@pytest.fixture
def bram(melton):
    return make_worker(locality=melton, name="Bram Candlewick")


@pytest.fixture
def case(melton):
    return make_case(person=make_person(home=make_home(locality=melton)))


def looked(user, people, *, at, kind="page", page="cases:case", rows=None):
    """A read event as it would have been written at a moment."""
    read = ReadEvent.objects.create(
        actor_kind="staff",
        actor_id=str(user.pk),
        role="hsc",
        kind=kind,
        page=page,
        person_ids=list(people),
        request_id=new_key(),
        rows=rows,
    )
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_readevent SET recorded_at = %s WHERE id = %s", [at, read.pk])
    return read


def at(hour, minute=0, *, day=23):
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def found():
    return [(each.why, each.user.name, each.people) for each in UnusualLook.objects.order_by("pk")]


@pytest.mark.parametrize(
    ("staff", "family", "same"),
    [
        ("Ann Pearse", "Pearse", True),
        ("Ann Pearse", "PEARSE", True),
        ("Ann Pearse", "Holt-Pearse", True),
        ("Ann Holt-Pearse", "Pearse", True),
        ("Ann Pearse", "Pearson", False),
        ("Pearse Holt", "Pearse", False),
        ("", "Pearse", False),
    ],
)
def test_a_surname_is_known_again_in_whole_or_by_half(staff, family, same):
    assert is_same_surname(staff, family) is same


@pytest.mark.parametrize(
    ("house", "postcode", "same"),
    [
        ("4", "LE13 9SH", True),
        ("4 Lantern Row", "LE13 9SH", True),
        ("4 LANTERN ROW", "LE13 9SH", True),
        ("", "LE13 9SH", True),
        ("41", "LE13 9SH", False),
        ("4", "LE13 9SJ", False),
        ("4", "", False),
        ("", "", False),
    ],
)
def test_an_own_address_is_known_again_by_house_and_postcode(house, postcode, same):
    home = {"address": "4 Lantern Row", "at": "LE13 9SH"}
    assert is_same_address(house, postcode, **home) is same


def test_an_address_that_nobody_told_is_no_own_address():
    assert not is_same_address("", "", address="4 Lantern Row", at="")


def test_opening_somebody_at_the_own_address_is_asked_about(bram, melton):
    bram.home_house, bram.home_postcode = "4", "LE13 9SH"
    bram.save()
    home = make_home(address="4 Lantern Row", postcode="LE13 9SH", locality=melton)
    looked(bram, [make_person(family_name="Wickfield", home=home).pk], at=at(10))
    assert note_unusual_looks(NOON) == 1
    assert UnusualLook.objects.get().why == "own_address"


def test_many_is_more_than_the_limit_and_without_one_nothing_is_many():
    assert (is_many(41, 40), is_many(40, 40), is_many(41, None)) == (True, False, False)


def test_the_last_night_is_the_one_that_is_over():
    limits = Limits(night_from=22, night_until=6)
    assert last_night(at(7), limits) == Window(at(22, day=22), at(6))
    assert last_night(at(23), limits) == Window(at(22, day=22), at(6))
    assert last_night(at(7), Limits()) is None


def test_opening_somebody_of_the_same_surname_is_asked_about_once(bram, melton):
    person = make_person(family_name="Candlewick")
    for minute in (5, 40):
        looked(bram, [person.pk], at=at(10, minute))
    looked(bram, [person.pk], at=at(10, 50), kind="list", page="cases:my_day")
    assert note_unusual_looks(NOON) == 1
    look = UnusualLook.objects.get()
    assert (look.why, look.person, look.first_at, look.last_at) == (
        "own_name",
        person,
        at(10, 5),
        at(10, 40),
    )
    assert note_unusual_looks(NOON + timedelta(hours=1)) == 0


def test_more_people_in_an_hour_than_policy_says_are_asked_about(bram, today):
    seed_look_limits(on=today)
    looked(bram, [new_key() for _ in range(40)], at=at(9, 10))
    assert note_unusual_looks(NOON) == 0
    looked(bram, [new_key()], at=at(9, 59))
    looked(bram, [new_key() for _ in range(600)], at=at(8, 30), kind="list", page="cases:caseload")
    looked(bram, [], at=at(8, 40), kind="export", rows=1)
    assert note_unusual_looks(NOON) == 2
    assert sorted(found()) == [
        ("many_named", "Bram Candlewick", 601),
        ("many_opened", "Bram Candlewick", 41),
    ]


def test_the_evening_shift_is_told_once_a_night_and_only_when_the_night_is_over(bram, today):
    seed_look_limits(on=today)
    one, other = new_key(), new_key()
    looked(bram, [one], at=at(21, 59, day=22))
    looked(bram, [one, other], at=at(22, 12, day=22))
    looked(bram, [one], at=at(23, 40, day=22), page="cases:plan")
    assert note_unusual_looks(at(0, 7)) == 0
    assert note_unusual_looks(at(6, 7)) == 1
    look = UnusualLook.objects.get()
    assert (look.why, look.people, look.first_at) == ("at_night", 2, at(22, 12, day=22))


def test_an_hour_that_is_not_over_is_left_to_the_next(bram):
    looked(bram, [make_person(family_name="Candlewick").pk], at=at(12, 3))
    find_unusual_looks()
    assert note_unusual_looks(NOON) == 0
    assert note_unusual_looks(NOON + timedelta(hours=1)) == 1


def test_the_page_of_a_case_says_who_looked_when_and_at_what(as_ada, bram, case):
    looked(bram, [case.person_id, new_key()], at=at(8, 30), kind="list", page="cases:caseload")
    looked(bram, [case.person_id], at=at(9, 5))
    looked(bram, [new_key()], at=at(9, 6))
    html = as_ada.get(f"/cases/{case.pk}/looks/").content.decode()
    assert html.count("Bram Candlewick") == 2
    assert "Housing Support Co-ordinator" in html
    assert html.index("9:05am") < html.index("8:30am")
    opened = as_ada.get(f"/cases/{case.pk}/looks/?kind=opened").content.decode()
    assert "The caseload" not in opened
    assert ReadEvent.objects.filter(page="cases:looks").count() == 2


def test_looks_are_turned_over_by_key(as_ada, bram, case, django_assert_max_num_queries):
    for minute in range(51):
        looked(bram, [case.person_id], at=at(8, minute))
    with django_assert_max_num_queries(24):
        first = as_ada.get(f"/cases/{case.pk}/looks/")
    assert len(first.context["rows"]) == 50
    second = as_ada.get(f"/cases/{case.pk}/looks/{first.context['earlier_url']}")
    assert [row.time for row in second.context["rows"]] == ["8:00am"]
    for wrong in ("x", "2026-11-23T08:00:00_1", "2026-11-23T08:00:00+00:00_-1"):
        assert as_ada.get(f"/cases/{case.pk}/looks/", {"before": wrong}).status_code == 200


def test_a_review_of_somebody_names_whom_they_saw_between_two_days(as_ada, bram, case):
    looked(bram, [case.person_id, new_key()], at=at(9, 5, day=20))
    looked(bram, [case.person_id], at=at(9, 5, day=10), page="cases:timeline")
    html = as_ada.get(f"/looks/by/{bram.pk}/").content.decode()
    assert case.person.full_name in html
    assert "1 more" in html
    assert "The timeline" not in html
    both = as_ada.get(f"/looks/by/{bram.pk}/?from=2026-11-10&to=23/11/2026").content.decode()
    assert "The timeline" in both


def test_days_that_cannot_be_read_are_said_in_words(as_ada, bram):
    for days in ("from=soon", "from=2026-11-20&to=2026-11-10"):
        response = as_ada.get(f"/looks/by/{bram.pk}/?{days}")
        assert response.status_code == 422
        assert "days-error" in response.content.decode()


def unusual(user):
    moment = at(22, 12, day=22)
    return UnusualLook.objects.create(
        user=user,
        why="at_night",
        people=3,
        first_at=moment,
        last_at=moment,
        found_as=str(new_key()),
    )


def test_a_look_is_reviewed_with_what_came_of_it(as_ada, ada, bram):
    look = unusual(bram)
    page = as_ada.get("/looks/").content.decode()
    assert "At night" in page
    assert "3 people" in page
    as_ada.post(f"/looks/{look.pk}/review/", {"outcome": "good_reason"})
    look.refresh_from_db()
    assert (look.outcome, look.reviewed_by) == ("good_reason", ada)
    event = Event.objects.get(verb="look_reviewed")
    assert event.detail == {
        "user": str(bram.pk),
        "why": "at_night",
        "outcome": "good_reason",
    }
    assert "Nothing to review" in as_ada.get("/looks/").content.decode()
    assert "There was a good reason" in as_ada.get("/looks/?show=reviewed").content.decode()


def test_without_an_outcome_nothing_is_reviewed(as_ada, bram):
    look = unusual(bram)
    answer = as_ada.post(f"/looks/{look.pk}/review/", {"outcome": "x"}, follow=True)
    assert "Choose what came of it" in answer.content.decode()
    assert UnusualLook.objects.to_review().count() == 1


def test_nobody_reviews_their_own_looks_or_a_second_time(ada, bram, today):
    with pytest.raises(PermissionDenied, match="Somebody else reviews what you looked at"):
        actions.review_look(look=unusual(ada), outcome=LookOutcome.GOOD_REASON, by=ada, on=today)
    look, done = unusual(bram), LookOutcome.SPOKEN_TO
    actions.review_look(look=look, outcome=done, by=ada, on=today)
    with pytest.raises(NotAllowed, match="reviewed already"):
        actions.review_look(look=look, outcome=done, by=ada, on=date(2026, 11, 24))


def test_who_looked_is_not_for_everybody(client, bram, case, monday):
    client.force_login(bram)
    look = unusual(bram)
    for path in (f"/cases/{case.pk}/looks/", f"/looks/by/{bram.pk}/", "/looks/"):
        answer = client.get(path)
        assert answer.status_code == 403
        assert "for auditors and information governance" in answer.content.decode()
    assert client.post(f"/looks/{look.pk}/review/").status_code == 403
    assert "Who has looked" not in client.get(f"/cases/{case.pk}/").content.decode()


def test_the_pages_refuse_other_methods(as_ada, bram, case):
    for path in (f"/cases/{case.pk}/looks/", f"/looks/by/{bram.pk}/", "/looks/"):
        assert as_ada.post(path).status_code == 405
    assert as_ada.get(f"/looks/{unusual(bram).pk}/review/").status_code == 405
