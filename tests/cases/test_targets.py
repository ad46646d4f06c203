"""The target of a class, shared out among stages: exactly, from a day, with its source."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cases import actions
from cases.models import Target
from cases.rules.stage_targets import why_not_add_up
from lightbulb.core.access.roles import RoleCode
from tests.cases.factories import make_target, make_worker
from tests.core.factories import make_locality

TODAY = date(2026, 11, 23)
SHARED = {"opened": 2, "allocated": 13, "assessed": 10, "delivering": 30}  # 55 together


@pytest.fixture
def manager(db):
    make_target(code="urgent_simple", working_days=55)
    return make_worker(locality=make_locality(), role=RoleCode.HUB_MANAGER, name="Alison Freer")


def share(manager, days=SHARED, *, on=TODAY):
    return actions.set_stage_targets(
        of_class="urgent_simple", days=days, source="Example", by=manager, on=on
    )


@pytest.mark.parametrize(
    ("days", "whole", "sentence"),
    [
        (SHARED, 55, None),
        ({}, None, None),
        (SHARED, 60, "These add up to 55 working days, 5 fewer than the 60 of the class."),
        (SHARED, 50, "These add up to 55 working days, 5 more than the 50 of the class."),
        (SHARED, None, "The class has no target, so its stages cannot add up to it."),
    ],
)
def test_stages_make_exactly_the_class_or_nothing(days, whole, sentence):
    assert why_not_add_up(days, whole) == sentence


def test_before_anybody_sets_them_there_are_none(manager):
    assert actions.stage_targets_on(TODAY) == {}


def test_what_held_before_is_kept_with_its_days(manager):
    share(manager, on=date(2026, 11, 2))
    share(manager, {"opened": 5, "delivering": 50})
    then, now = (actions.stage_targets_on(day) for day in (date(2026, 11, 20), TODAY))
    assert then["urgent_simple"]["opened"].working_days == 2
    assert now["urgent_simple"].keys() == {"opened", "delivering"}


def test_set_twice_in_a_day_the_second_holds_and_empty_takes_them_away(manager):
    share(manager)
    share(manager, {"opened": 55})
    assert Target.objects.filter(code__contains=".").count() == 1
    share(manager, {})
    assert actions.stage_targets_on(TODAY) == {}


def test_what_does_not_add_up_or_comes_from_others_changes_nothing(manager):
    with pytest.raises(ValidationError, match="5 fewer"):
        share(manager, {"opened": 50})
    other = make_worker(locality=make_locality(name="Ashmoor"), name="Tom Wick")
    with pytest.raises(PermissionDenied, match="managers set targets"):
        share(other)
    assert actions.stage_targets_on(TODAY) == {}


def test_on_the_page_what_was_typed_stays_until_it_adds_up(client, monday, manager):
    client.force_login(manager)
    page = f"{reverse('cases:set_targets')}?class=urgent_simple"
    wrong = client.post(page, {"opened": "50", "source": "Example"}).content.decode()
    assert "5 fewer than the 55 of the class" in wrong
    assert 'value="50"' in wrong
    odd = client.post(page, {"opened": "soon", "source": "Example"}).content.decode()
    assert "as a whole number from 1" in odd
    done = client.post(page, {"opened": "55", "source": "Example"}, follow=True).content.decode()
    assert "Saved for urgent and simple cases, from today." in done
    assert client.get(f"{reverse('cases:set_targets')}?class=nonsense").status_code == 404
