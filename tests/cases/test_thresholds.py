"""The figures from which alerts are raised: in force from a day, shown, and kept when changed."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cases import actions
from cases.alerts import find_alerts
from cases.enums import AlertRule
from cases.models import Alert, Target
from cases.rules.thresholds import why_not_in_order
from cases.seed.targets import seed_targets
from cases.telling import tell
from cases.thresholds import thresholds_on
from lightbulb.core.record.models import Event
from lightbulb.core.staff.models import Notice
from tests.cases.factories import make_case, make_home, make_person, make_target, make_threshold

TODAY = date(2026, 11, 23)  # a Monday
THURSDAY, FRIDAY = date(2026, 11, 19), date(2026, 11, 20)


def led(worker, locality, *, on):
    case = make_case(person=make_person(home=make_home(locality=locality)), opened_on=on)
    return actions.allocate(case=case, worker=worker, by=worker, on=on)


def rules(on):
    find_alerts(on)
    return set(Alert.objects.standing().values_list("rule", flat=True))


def change(rule, figure, by, *, on=FRIDAY):
    rule = AlertRule(rule)
    return actions.set_threshold(rule=rule, figure=figure, source="Delivery Group", by=by, on=on)


@pytest.mark.parametrize(
    ("rule", "before", "after", "opened"),
    [
        # 20 working days from 2 November: 13 of them, 65%, are used on the 19th, 70% on the 20th.
        ("target_75", {"percent": 75}, 60, date(2026, 11, 2)),
        # 17 calendar days have passed on the 19th.
        ("no_action", {"days": 28}, 14, date(2026, 11, 2)),
        # 13 working days have passed on the 19th.
        ("silence", {"working_days": 20}, 10, date(2026, 11, 2)),
        # Two months old on 2 November, three on 2 December.
        ("age_3", {"months": 3}, 2, date(2026, 9, 2)),
    ],
)
def test_a_changed_figure_raises_from_its_day_on_and_not_before(
    melton, meera, manager, rule, before, after, opened
):
    make_target(code="not_urgent_simple", working_days=20)
    make_threshold(code=rule, **before)
    led(meera, melton, on=opened)
    change(rule, after, manager)
    assert rule not in rules(THURSDAY)
    assert rule in rules(FRIDAY)


def test_a_higher_figure_ends_what_stands_from_its_day_on(melton, meera, manager):
    make_threshold(code="no_action", days=14)
    led(meera, melton, on=date(2026, 11, 2))
    change("no_action", 28, manager)
    assert rules(THURSDAY) == {"no_action"}
    assert rules(FRIDAY) == set()


def test_where_nothing_is_set_nothing_is_raised(melton, meera):
    make_target(code="not_urgent_simple", working_days=1000)
    led(meera, melton, on=date(2025, 1, 2))
    assert rules(TODAY) == set()


def test_an_age_lasts_until_the_next_that_is_set(melton, meera):
    """Seven months old, and no second age is set: it still waits for its first review."""
    make_threshold(code="age_3", months=3)
    make_threshold(code="age_12", months=12)
    led(meera, melton, on=date(2026, 4, 20))
    assert rules(TODAY) == {"age_3"}


def test_what_was_before_stays_readable_with_its_days(manager):
    make_threshold(code="no_action", days=28)
    change("no_action", 21, manager)
    made = change("no_action", 14, manager, on=TODAY)
    days = (THURSDAY, date(2026, 11, 22), TODAY)
    assert [thresholds_on(day)["no_action"].in_words for day in days] == [
        "28 days",
        "21 days",
        "14 days",
    ]
    event = Event.objects.filter(verb="threshold_set").latest("id")
    assert (event.subject_id, event.detail) == (str(made.pk), {"rule": "no_action", "figure": 14})


def test_changed_twice_in_a_day_the_second_holds(manager):
    change("no_action", 21, manager)
    change("no_action", 14, manager)
    assert Target.objects.get(code="no_action").figure == 14


@pytest.mark.parametrize(
    ("months", "sentence"),
    [
        ((3, 6, 12), None),
        ((None, 6, None), None),
        ((6, 6, 12), "The ages would be 6, 6, 12 months. Each comes after the one before."),
        ((9, None, 8), "The ages would be 9, 8 months. Each comes after the one before."),
    ],
)
def test_ages_come_one_after_the_other(months, sentence):
    assert why_not_in_order(months) == sentence


def test_what_makes_no_sense_or_comes_from_others_changes_nothing(manager, meera):
    make_threshold(code="age_3", months=3)
    make_threshold(code="age_6", months=6)
    with pytest.raises(ValidationError, match="7, 6 months"):
        change("age_3", 7, manager)
    with pytest.raises(ValidationError, match="used up at 100%"):
        change("target_75", 101, manager)
    with pytest.raises(PermissionDenied, match="managers set targets"):
        change("age_3", 2, meera)
    assert {row.in_words for row in thresholds_on(FRIDAY).values()} == {"3 months", "6 months"}


def test_the_seeded_figures_are_those_of_before(db):
    seed_targets(on=TODAY)
    assert {code: row.in_words for code, row in thresholds_on(TODAY).items()} == {
        "target_75": "75%",
        "no_action": "28 days",
        "silence": "20 working days",
        "age_3": "3 months",
        "age_6": "6 months",
        "age_12": "12 months",
    }


def test_the_page_of_alerts_and_a_notice_show_the_figure_in_force(
    client, monday, melton, meera, manager
):
    make_threshold(code="no_action", days=28)
    change("no_action", 10, manager)
    led(meera, melton, on=date(2026, 11, 2))
    meera.alerts_each = True
    meera.save()
    tell(find_alerts(TODAY), on=TODAY)
    assert Notice.objects.get(to=meera).text == "Nothing was done for 10 days."
    client.force_login(manager)
    words = client.get(reverse("cases:alerts")).content.decode()
    for said in ("10 days without action", "Nothing was done for 10 days"):
        assert said in words
    assert "28 days" not in words
    assert "Old enough for a first review: no threshold is set" in words


def test_a_manager_changes_a_figure_on_its_page(client, monday, meera, manager):
    make_threshold(code="no_action", days=28)
    client.force_login(manager)
    page = f"{reverse('cases:set_threshold')}?rule=no_action"
    wrong = client.post(page, {"figure": "0", "source": "Example"}).content.decode()
    assert "Write the figure as a whole number from 1 to 366" in wrong
    done = client.post(page, {"figure": "21", "source": "Example"}, follow=True)
    words = done.content.decode()
    for said in ("It holds from today", "<strong>21 days</strong>", "22 Nov", "28 days"):
        assert said in words
    assert client.get(f"{reverse('cases:set_threshold')}?rule=owner_away").status_code == 404
    client.force_login(meera)
    assert client.get(page).status_code == 403
