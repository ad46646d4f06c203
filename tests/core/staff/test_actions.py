"""What the verbs themselves refuse, whoever calls them."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from lightbulb.core.keys import new_key
from lightbulb.core.record.events import AlreadyDone
from lightbulb.core.record.models import Event
from lightbulb.core.record.requests import request_named
from lightbulb.core.record.revisions import EditConflict
from lightbulb.core.staff import actions
from lightbulb.core.staff.models import Absence
from tests.core import factories
from tests.core.factories import A_MOMENT


def test_nobody_acts_for_somebody_else(asha, bram, today):
    absence = factories.make_absence(user=bram)
    notice = factories.make_notice(to=bram)
    with pytest.raises(PermissionDenied, match="Only the person themselves"):
        actions.change_details(user=bram, changes={}, version=1, by=asha, on=today)
    with pytest.raises(PermissionDenied, match="only for yourself"):
        actions.record_absence(absence=Absence(user=bram), by=asha, on=today)
    with pytest.raises(PermissionDenied, match="only for yourself"):
        actions.withdraw_absence(absence=absence, by=asha, on=today)
    with pytest.raises(PermissionDenied, match="somebody else"):
        actions.read_notice(notice=notice, by=asha, on=today, at=A_MOMENT)


def test_days_that_overlap_are_refused_by_the_verb_too(asha, today):
    factories.make_absence(user=asha)
    again = Absence(user=asha, starts_on=date(2026, 12, 11), ends_on=date(2026, 12, 11))
    with pytest.raises(ValidationError):
        actions.record_absence(absence=again, by=asha, on=today)
    assert Absence.objects.count() == 1


def test_a_second_press_at_once_is_told_as_done(asha, today):
    def press():
        absence = Absence(user=asha, starts_on=date(2026, 12, 3))
        actions.record_absence(absence=absence, by=asha, on=today)

    with request_named(new_key()):
        press()
        with pytest.raises(AlreadyDone):
            press()


def test_a_second_press_on_details_is_no_conflict(asha, today):
    def press():
        changes = {"phone": "07700 900 111"}
        actions.change_details(user=asha, changes=changes, version=1, by=asha, on=today)

    with request_named(new_key()):
        press()
        with pytest.raises(AlreadyDone):
            press()
    with pytest.raises(EditConflict):
        press()


def test_days_away_taken_back_in_another_window_are_told_as_done(asha, today):
    absence = factories.make_absence(user=asha)
    stale = Absence.objects.get(pk=absence.pk)
    actions.withdraw_absence(absence=absence, by=asha, on=today)
    with pytest.raises(AlreadyDone):
        actions.withdraw_absence(absence=stale, by=asha, on=today)
    assert Event.objects.about(stale).count() == 1
