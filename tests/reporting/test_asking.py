"""Asking for packs: who may, for which month, once."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.roles import ROLES, RoleCode
from lightbulb.core.models import OutboxRow
from lightbulb.core.time.periods import Period
from lightbulb.core.workflow import NotAllowed
from reporting import actions
from reporting.access import why_not_ask_for_report, why_not_read_reports
from reporting.enums import ReportState
from reporting.models import ReportRun
from reporting.places import county_of
from tests.reporting.factories import make_manager, two_localities
from tests.reporting.made import ASKED_ON, OCTOBER, TIMETABLE, asked

pytestmark = pytest.mark.django_db
COUNTY = county_of([])


def test_asking_twice_is_asking_once():
    first, second = asked(), asked()
    assert first == second
    assert OutboxRow.objects.filter(effect="make_report").count() == 1


def test_another_version_is_made_only_when_asked_for_and_the_last_is_ready(manager):
    run = asked()
    again = {"period": OCTOBER, "scope": COUNTY, "by": manager, "on": ASKED_ON, "again": True}
    assert actions.ask_for_report(**again) == run  # it is still to be made
    ReportRun.objects.filter(pk=run.pk).update(
        state=ReportState.DONE, snapshot={"any": 1}, digest="d", finished_at="2026-11-02T07:00Z"
    )
    newer = actions.ask_for_report(**again)
    assert (newer.version, newer.asked_by, newer.state) == (2, manager, ReportState.WAITING)


@pytest.mark.parametrize(
    ("period", "reason"),
    [
        ("2026-11", "November 2026 is not over yet"),
        ("2026-27-Q2", "A monthly pack is of one month"),
    ],
)
def test_a_pack_is_of_a_month_that_is_over(period, reason):
    with pytest.raises(ValidationError, match=reason):
        actions.ask_for_report(
            period=Period.parse(period), scope=COUNTY, by=TIMETABLE, on=date(2026, 11, 30)
        )


def test_the_day_after_its_last_a_month_is_over():
    november = Period.parse("2026-11")
    assert actions.why_not_a_pack(november, on=date(2026, 11, 30))
    assert actions.why_not_a_pack(november, on=date(2026, 12, 1)) is None


@pytest.mark.parametrize("role", RoleCode)
def test_who_may_ask_and_read(role):
    user = make_manager(role=role)
    assert (why_not_ask_for_report(user, on=ASKED_ON) is None) == (
        Permission.ASK_FOR_PACKS in ROLES[role].permissions
    )
    assert (why_not_read_reports(user, on=ASKED_ON) is None) == (
        Permission.READ_PACKS in ROLES[role].permissions
    )


def test_an_auditor_reads_and_does_not_ask():
    auditor = make_manager(role=RoleCode.AUDITOR)
    assert why_not_read_reports(auditor, on=ASKED_ON) is None
    with pytest.raises(PermissionDenied, match=r"administrators ask for packs\."):
        actions.ask_for_report(period=OCTOBER, scope=COUNTY, by=auditor, on=ASKED_ON)


def test_only_what_failed_is_tried_again(manager):
    run = asked()
    with pytest.raises(NotAllowed):
        actions.try_again(run=run, by=manager, on=ASKED_ON)
    ReportRun.objects.filter(pk=run.pk).update(state=ReportState.FAILED, problem="KeyError")
    run = actions.try_again(run=run, by=manager, on=ASKED_ON)
    assert (run.state, run.attempt, run.problem) == (ReportState.WAITING, 2, "")
    assert OutboxRow.objects.filter(effect="make_report").count() == 2


def test_the_timetable_asks_on_the_first_working_day_for_the_month_before():
    two_localities()
    # 1 November 2026 is a Sunday.
    assert actions.ask_for_monthly_packs(by=TIMETABLE, on=date(2026, 11, 1)) == []
    runs = actions.ask_for_monthly_packs(by=TIMETABLE, on=date(2026, 11, 2))
    assert [(run.period, run.scope) for run in runs] == [
        ("2026-10", "county"),
        ("2026-10", "ashby-vale"),
        ("2026-10", "brook-end"),
    ]


def test_a_first_working_day_missed_is_made_up_and_nothing_is_asked_twice():
    two_localities()
    late = actions.ask_for_monthly_packs(by=TIMETABLE, on=date(2026, 11, 4))
    again = actions.ask_for_monthly_packs(by=TIMETABLE, on=date(2026, 11, 5))
    assert late == again
    assert ReportRun.objects.count() == 3


def test_new_years_day_is_no_first_working_day():
    two_localities()
    assert actions.ask_for_monthly_packs(by=TIMETABLE, on=date(2027, 1, 1)) == []
    assert actions.ask_for_monthly_packs(by=TIMETABLE, on=date(2027, 1, 4))[0].period == "2026-12"
