"""On whom a case waits: put on hold, asked again, taken off; and its class."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from cases import actions, clock
from cases.enums import Complexity, Outcome, Urgency, WaitingOn
from cases.models import Hold
from cases.overview import clock_panel
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.record.models import Event
from lightbulb.core.workflow import NotAllowed
from tests.cases.factories import make_case, make_target, make_worker

OPENED = date(2026, 11, 2)  # a Monday
DAY = date(2026, 11, 10)


@pytest.fixture
def case(hsc):
    make_target(code="not_urgent_simple", working_days=130)
    make_target(code="urgent_simple", working_days=55)
    case = make_case(locality=hsc.memberships.get().localities.get())
    return actions.allocate(case=case, worker=hsc, by=hsc, on=OPENED)


def hold_on(case, by, *, cause="landlord", since=DAY, next_on=date(2026, 11, 25), on=DAY):
    hold = Hold(case=case, cause=cause, who="Soar Valley Homes", reason="Written consent")
    hold.owner, hold.starts_on, hold.next_on = by, since, next_on
    return actions.put_on_hold(hold=hold, by=by, on=on)


def panel_of(case):
    on = date(2026, 11, 26)
    return clock_panel(case, on=on, targets=clock.targets_on(on))


def test_a_case_on_hold_waits_on_whom_it_was_said(case, hsc):
    hold_on(case, hsc)
    case.refresh_from_db()
    assert (case.waiting_on, case.waiting_since) == (WaitingOn.LANDLORD, DAY)
    assert case.next_action_on == date(2026, 11, 25)


def test_of_two_waits_the_one_to_be_asked_first_is_told(case, hsc):
    hold_on(case, hsc)
    hold_on(case, hsc, cause="planning", next_on=date(2026, 11, 12))
    case.refresh_from_db()
    assert (case.waiting_on, case.next_action_on) == (WaitingOn.PLANNING, date(2026, 11, 12))


def test_asking_again_keeps_who_asked_and_gives_a_new_day(case, hsc):
    hold = hold_on(case, hsc)
    later = date(2026, 11, 25)
    actions.chase(hold=hold, next_on=date(2026, 12, 2), next_step="Ring Dean", by=hsc, on=later)
    hold.refresh_from_db()
    case.refresh_from_db()
    assert (hold.chased_on, hold.chased_by, hold.next_step) == (later, hsc, "Ring Dean")
    assert case.next_action_on == date(2026, 12, 2)


def test_off_hold_it_is_the_worker_s_turn_again(case, hsc):
    hold = hold_on(case, hsc)
    actions.lift_hold(hold=hold, until=date(2026, 11, 20), by=hsc, on=date(2026, 11, 23))
    case.refresh_from_db()
    assert case.waiting_on == WaitingOn.WORKER
    with pytest.raises(NotAllowed):
        actions.lift_hold(hold=hold, until=DAY, by=hsc, on=date(2026, 11, 23))


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"since": date(2026, 11, 11)}, "A hold begins today or on a day before."),
        ({"next_on": date(2026, 11, 9)}, "The next day to ask is today or later."),
    ],
)
def test_days_that_cannot_be_are_refused_in_words(case, hsc, days, sentence):
    with pytest.raises(ValidationError, match=sentence):
        hold_on(case, hsc, **days)


def test_nobody_is_waited_for_twice_at_a_time(case, hsc):
    hold_on(case, hsc)
    with pytest.raises(ValidationError, match="waits on them already"):
        hold_on(case, hsc)


def test_closing_ends_every_wait(case, hsc):
    hold = hold_on(case, hsc)
    actions.close(case=case, outcome=Outcome.DECLINED, by=hsc, on=date(2026, 11, 12))
    hold.refresh_from_db()
    assert hold.ends_on == date(2026, 11, 12)


def test_the_clock_shows_gross_and_net_and_keeps_its_target(case, hsc):
    """From Monday 2 to Thursday 26 November are 18 working days; from Tuesday 10 to Friday
    13 three on the landlord, from Monday 16 to Wednesday 18 two on the hospital."""
    first = hold_on(case, hsc)
    actions.lift_hold(hold=first, until=date(2026, 11, 13), by=hsc, on=date(2026, 11, 13))
    late = date(2026, 11, 18)
    second = hold_on(case, hsc, cause="hospital", since=date(2026, 11, 16), on=late, next_on=late)
    actions.lift_hold(hold=second, until=late, by=hsc, on=late)
    panel = panel_of(case)
    assert (panel.gross, panel.held_days, panel.net) == (18, 5, 13)
    assert panel.held_in_words == "5: the landlord 3, the hospital 2"
    assert panel.due_on == case.due_on


def test_waits_entered_in_the_other_order_count_the_same(case, hsc):
    late = date(2026, 11, 18)
    second = hold_on(case, hsc, cause="hospital", since=date(2026, 11, 16), on=late, next_on=late)
    actions.lift_hold(hold=second, until=late, by=hsc, on=late)
    first = hold_on(case, hsc, on=late)
    actions.lift_hold(hold=first, until=date(2026, 11, 13), by=hsc, on=late)
    panel = panel_of(case)
    assert panel.held == (("landlord", 3), ("hospital", 2))


def test_a_more_urgent_class_moves_the_target_and_keeps_the_class_before(case, hsc):
    """55 working days from 2 November end on 21 January: see test_clock."""
    actions.reclassify(
        case=case,
        urgency=Urgency.URGENT,
        complexity=Complexity.SIMPLE,
        reason="Fell twice this week",
        by=hsc,
        on=DAY,
    )
    case.refresh_from_db()
    found = case.classifications.get()
    assert case.due_on == date(2027, 1, 21)
    assert (found.was, str(found)) == ("Not urgent and simple", "Urgent and simple")
    event = Event.objects.get(verb="case_reclassified")
    assert event.detail == {
        "urgency": "urgent",
        "complexity": "simple",
        "before": "not_urgent_simple",
    }


def test_the_same_class_again_is_refused(case, hsc):
    with pytest.raises(NotAllowed):
        actions.reclassify(
            case=case,
            urgency=Urgency.NOT_URGENT,
            complexity=Complexity.SIMPLE,
            reason="None",
            by=hsc,
            on=DAY,
        )


# --- On the pages ------------------------------------------------------------------------


def test_the_page_of_the_case_says_who_for_what_since_when_and_who_asks(client, case, hsc):
    client.force_login(hsc)
    page = reverse("cases:step", args=[case.pk, "put_on_hold"])
    typed = {"cause": "landlord", "who": "Soar Valley Homes", "reason": "Written consent"}
    typed |= {"starts_on": "today", "worker": hsc.pk, "next_step": "Ring Dean", "next_on": "+1w"}
    words = client.post(page, typed, follow=True).content.decode()
    band = words.split('class="lb-waiting')[1].split("</section>")[0]
    for said in ("Soar Valley Homes", ", the landlord", "Written consent", "Ring Dean"):
        assert said in band
    assert "that is you" in band


def test_a_hold_without_a_reason_keeps_what_was_typed(client, case, hsc):
    client.force_login(hsc)
    page = reverse("cases:step", args=[case.pk, "put_on_hold"])
    response = client.post(page, {"who": "Soar Valley Homes", "next_on": "yesterday"})
    words = response.content.decode()
    assert response.status_code == 422
    assert 'value="Soar Valley Homes"' in words
    assert "Write what is waited for" in words
    assert "The day to ask again is today or later" in words


def test_the_waits_of_a_case_are_listed_with_what_is_over(client, case, hsc):
    over = hold_on(case, hsc, cause="hospital")
    actions.lift_hold(hold=over, until=DAY, by=hsc, on=DAY)
    hold_on(case, hsc)
    client.force_login(hsc)
    words = client.get(reverse("cases:waiting", args=[case.pk])).content.decode()
    assert "Waits that are over" in words
    assert "Not asked again yet" in words


def test_whoever_only_reads_the_case_sees_no_way_to_change_a_wait(client, case, hsc):
    hold = hold_on(case, hsc)
    reader = make_worker(locality=case.locality, role=RoleCode.AUDITOR, name="Cora Audit")
    client.force_login(reader)
    words = client.get(reverse("cases:waiting", args=[case.pk])).content.decode()
    assert reverse("cases:lift_hold", args=[hold.pk]) not in words
    assert client.get(reverse("cases:lift_hold", args=[hold.pk])).status_code == 403


def test_what_one_has_to_ask_today_is_on_one_s_day(client, case, hsc):
    today = timezone.localdate()
    hold = Hold(case=case, cause="landlord", reason="Consent", owner=hsc)
    hold.starts_on = hold.next_on = today
    actions.put_on_hold(hold=hold, by=hsc, on=today)
    client.force_login(hsc)
    assert "Ask the landlord" in client.get(reverse("cases:my_day")).content.decode()
