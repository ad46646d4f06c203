"""The clock of a case: days worked out by hand, and the stored answer equal to a recount."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import actions, clock
from cases.clock import Facts, Held, project
from cases.enums import HoldCause, MilestoneKind, SolutionState, Stage, Urgency, WaitingOn
from cases.models import Case, FollowUp, Hold, Order
from cases.workflow import BY_MOVING, CASE
from cases.worklists import at_risk
from lightbulb.core.time.clock import Clock, State, Target, Unit
from lightbulb.core.time.working_days import add_working_days
from tests.cases.factories import make_case, make_home, make_person, make_target, make_worker
from tests.core.factories import make_locality, make_membership

TARGETS = {"not_urgent_simple": 130, "urgent_simple": 55, "give_out": 2, "first_call": 3}
TARGETS |= {"try_again": 3, "deliver": 15}
MONDAY = date(2026, 11, 2)


def facts(stage, *, target_class="urgent_simple", milestones=None, **known):
    days = {MilestoneKind.CONTACT_RECEIVED: MONDAY, MilestoneKind.REFERRED: MONDAY}
    return Facts(
        stage=stage,
        opened_on=MONDAY,
        target_class=target_class,
        milestones=days | (milestones or {}),
        **known,
    )


def test_a_new_case_waits_on_its_locality_for_two_working_days():
    answer = project(facts(Stage.OPENED), targets=TARGETS)
    assert (answer.waiting_on, answer.waiting_since) == (WaitingOn.LOCALITY, MONDAY)
    assert answer.next_action_on == date(2026, 11, 4)


def test_the_target_leaves_out_weekends_and_christmas():
    """55 working days from 2 November: 20 to the end of November, 21 in December without
    Christmas Day and Boxing Day's substitute, and 14 in January without New Year's Day."""
    assert project(facts(Stage.OPENED), targets=TARGETS).due_on == date(2027, 1, 21)


def test_a_call_promised_before_christmas_is_due_after_it():
    """Rung on Wednesday 23 December: Thursday 24, then Tuesday 29 and Wednesday 30."""
    days = {MilestoneKind.CONTACT_RECEIVED: date(2026, 12, 23)}
    days |= {MilestoneKind.ALLOCATED: date(2026, 12, 29)}
    answer = project(facts(Stage.ALLOCATED, milestones=days), targets=TARGETS)
    assert answer.next_action_on == date(2026, 12, 30)


def test_slow_triage_does_not_put_the_promised_call_off():
    """Rung on Monday 2 November, so promised by Thursday 5; triaged on Wednesday 4, and two
    working days to give it out would end on Friday."""
    late = {MilestoneKind.TRIAGED: date(2026, 11, 4), MilestoneKind.REFERRED: date(2026, 11, 4)}
    answer = project(facts(Stage.OPENED, milestones=late), targets=TARGETS)
    assert answer.next_action_on == date(2026, 11, 5)


@pytest.mark.parametrize("kind", [MilestoneKind.CONTACT_TRIED, MilestoneKind.ASSESSMENT_BOOKED])
def test_once_somebody_has_called_the_promise_is_over(kind):
    """A visit cancelled, and the case given out on Monday 16 November: by Thursday 19."""
    days = {kind: date(2026, 11, 5), MilestoneKind.ALLOCATED: date(2026, 11, 16)}
    answer = project(facts(Stage.ALLOCATED, milestones=days), targets=TARGETS)
    assert answer.next_action_on == date(2026, 11, 19)


def test_an_appointment_beats_the_target():
    day = date(2026, 12, 1)
    answer = project(facts(Stage.VISIT_BOOKED, appointed=day), targets=TARGETS)
    assert answer.next_action_on == day


def test_a_target_nobody_has_set_gives_no_day():
    answer = project(facts(Stage.ASSESSED, target_class="urgent_complex"), targets=TARGETS)
    assert (answer.next_action_on, answer.due_on) == (None, None)


def test_with_everything_delivered_it_is_the_worker_s_turn():
    ordered = {
        MilestoneKind.ORDERED: date(2026, 11, 9),
        MilestoneKind.DELIVERED: date(2026, 11, 16),
    }
    waiting = project(facts(Stage.DELIVERING, milestones=ordered), targets=TARGETS)
    done = project(facts(Stage.DELIVERING, milestones=ordered, settled=True), targets=TARGETS)
    assert (waiting.waiting_on, waiting.waiting_since) == (WaitingOn.SUPPLIER, date(2026, 11, 9))
    assert (done.waiting_on, done.waiting_since) == (WaitingOn.WORKER, date(2026, 11, 16))


def test_a_closed_case_waits_on_nobody():
    answer = project(facts(Stage.CLOSED, closed_on=date(2026, 11, 20)), targets=TARGETS)
    assert (answer.waiting_on, answer.next_action_on) == (WaitingOn.NOBODY, None)
    assert answer.stage_since == date(2026, 11, 20)


def test_a_hold_says_whom_since_when_and_by_when_and_leaves_the_target():
    held = Held(HoldCause.LANDLORD, date(2026, 11, 10), date(2026, 11, 25))
    free = project(facts(Stage.PLAN_AGREED), targets=TARGETS)
    answer = project(facts(Stage.PLAN_AGREED, held=held), targets=TARGETS)
    assert (answer.waiting_on, answer.waiting_since) == ("landlord", date(2026, 11, 10))
    assert answer.next_action_on == date(2026, 11, 25)
    assert (answer.stage_since, answer.due_on) == (free.stage_since, free.due_on)


def test_every_cause_of_a_hold_is_somebody_a_case_may_wait_on():
    assert set(HoldCause.values) <= set(WaitingOn.values)
    assert set(clock.CHASES) == set(HoldCause)


def test_every_open_stage_has_a_turn():
    assert set(clock.TURNS) == set(CASE.table) - {Stage.CLOSED}


@pytest.mark.django_db
@pytest.mark.parametrize("length", [1, 3, 55, 130])
def test_the_list_of_cases_at_risk_is_what_the_clock_says(length):
    """Day by day through a whole target, Christmas in between."""
    make_target(code="urgent_simple", working_days=length)
    locality = make_locality()
    case = make_case(locality=locality, opened_on=MONDAY, urgency="urgent")
    clock.refresh(case, on=MONDAY)
    for ahead in range((case.due_on - MONDAY).days + 3):
        on = MONDAY + timedelta(days=ahead)
        state = Clock(MONDAY).standing(Target(length, Unit.WORKING_DAYS), on).state
        listed = Case.objects.filter(at_risk(on)).exists()
        assert listed == (state is State.AT_RISK and on <= case.due_on), on


# --- The stored answer -------------------------------------------------------------------


class Life:
    """A case that lives through steps chosen at random, a few days apart."""

    def __init__(self):
        for code, days in TARGETS.items():
            make_target(code=code, working_days=days)
        self.here = locality = make_locality()
        self.other_place = make_locality(name="Ashmoor")
        self.worker = make_worker(locality=locality)
        self.other = make_worker(locality=locality, name="Tom Wick")
        for worker in (self.worker, self.other):
            make_membership(user=worker, localities=[self.other_place])
        self.case = make_case(person=make_person(home=make_home(locality=locality)))
        self.on = MONDAY
        clock.refresh(self.case, on=MONDAY)

    def live(self, number, days):
        """Take one of the steps that can be taken from here.

        A visit moves between two cases: test_moving_visits says what the clocks tell then.
        """
        self.case.refresh_from_db()
        self.on = add_working_days(self.on, days)
        steps = sorted(set(CASE.table[self.case.stage]) - BY_MOVING)
        getattr(self, steps[number % len(steps)])()

    def doing(self):
        return {"by": self.worker, "on": self.on}

    def allocate(self):
        worker = self.other if self.case.lead_worker == self.worker else self.worker
        actions.allocate(case=self.case, worker=worker, **self.doing())

    def try_contact(self):
        actions.try_contact(case=self.case, **self.doing())

    def book_visit(self):
        at = datetime.combine(self.on + timedelta(days=2), datetime.min.time(), tzinfo=UTC)
        actions.book_visit(case=self.case, worker=self.worker, starts_at=at, **self.doing())

    def cancel_visit(self):
        actions.cancel_visit(visit=self.case.visits.booked().get(), **self.doing())

    def finish_visit(self):
        visit = self.case.visits.booked().get()
        answers = {"P13": {"value": "lot"}, "M1": {"value": "lot"}}
        at = datetime(2026, 11, 2, 9, tzinfo=UTC)
        actions.save_answers(visit=visit, answers=answers, revision=0, at=at, **self.doing())
        actions.finish_visit(visit=visit, scores={}, **self.doing())

    def decide(self):
        solution = self.case.solutions.undecided().first()
        if solution:
            choice = actions.Choice(step="accept")
            actions.decide(solution=solution, choice=choice, **self.doing())

    def agree_plan(self):
        while self.case.solutions.undecided().exists():
            self.decide()
        actions.agree_plan(case=self.case, **self.doing())

    def place_order(self):
        solution = self.case.solutions.filter(state=SolutionState.ACCEPTED).first()
        if solution:
            order = Order(solution=solution, supplier="Greenwell")
            actions.place_order(order=order, **self.doing())

    def receive(self):
        waiting = Order.objects.filter(solution__case=self.case, delivered_on=None)
        if order := waiting.first():
            actions.receive(order=order, delivered_on=self.on, **self.doing())

    def cancel_order(self):
        waiting = Order.objects.filter(solution__case=self.case, delivered_on=None)
        if order := waiting.filter(cancelled_on=None).first():
            actions.cancel_order(order=order, reason="Out of stock", **self.doing())

    def plan_follow_up(self):
        if not self.case.follow_ups.filter(done_on=None).exists():
            due_on = self.on + timedelta(days=30)
            actions.plan_follow_up(case=self.case, due_on=due_on, **self.doing())

    def follow_up(self):
        due = FollowUp.objects.filter(case=self.case, done_on=None).first()
        if due:
            actions.follow_up(follow_up=due, suits=True, scores={}, **self.doing())

    def put_on_hold(self):
        causes = [*HoldCause]
        cause = causes[self.on.toordinal() % len(causes)]
        if self.case.holds.filter(cause=cause, ends_on=None).exists():
            return
        hold = Hold(case=self.case, cause=cause, reason="Consent", owner=self.worker)
        hold.starts_on = max(self.case.opened_on, self.on - timedelta(days=self.on.day % 4))
        hold.next_on = self.on + timedelta(days=self.on.day)
        actions.put_on_hold(hold=hold, **self.doing())

    def chase(self):
        if hold := Hold.objects.standing().filter(case=self.case).last():
            next_on = self.on + timedelta(days=self.on.day % 9)
            actions.chase(hold=hold, next_on=next_on, **self.doing())

    def lift_hold(self):
        if hold := Hold.objects.standing().filter(case=self.case).first():
            actions.lift_hold(hold=hold, until=max(hold.starts_on, self.on), **self.doing())

    def reclassify(self):
        other = Urgency.URGENT if self.case.urgency == "not_urgent" else Urgency.NOT_URGENT
        actions.reclassify(
            case=self.case,
            urgency=other,
            complexity=self.case.complexity,
            reason="Fell twice",
            **self.doing(),
        )

    def transfer(self):
        there = self.other_place if self.case.locality == self.here else self.here
        worker = {"worker": self.worker if self.case.lead_worker_id else None}
        actions.transfer_case(case=self.case, to=there, reason="Moved", **worker, **self.doing())

    def transfer_to_nobody(self):
        there = self.other_place if self.case.locality == self.here else self.here
        actions.transfer_case(case=self.case, to=there, worker=None, reason="Moved", **self.doing())

    def take_from(self):
        """Given to a colleague by mistake, and taken back at once."""
        colleague = self.other if self.case.lead_worker == self.worker else self.worker
        made = actions.hand_over(cases=[self.case], worker=colleague, **self.doing())
        actions.undo_handover(handover=made, **self.doing())

    def close(self):
        actions.close(case=self.case, outcome="other", **self.doing())

    def reopen(self):
        actions.reopen(case=self.case, **self.doing())


STEP = st.tuples(st.integers(0, 16), st.integers(0, 3))


def lives(examples):
    """What both sizes of the test below are told: twenty steps each, the same every time."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


def live_and_recount(steps):
    with transaction.atomic():
        life = Life()
        for number, days in steps:
            life.live(number, days)
            case = Case.objects.get(pk=life.case.pk)
            recount = project(clock.facts_of(case), targets=clock.targets_on(life.on))
            assert {name: getattr(case, name) for name in vars(recount)} == vars(recount)
        transaction.set_rollback(True)


TWENTY = st.lists(STEP, min_size=20, max_size=20)


@pytest.mark.django_db
@lives(100)
@given(steps=TWENTY)
def test_the_stored_answer_equals_a_recount_after_two_thousand_steps(db, steps):
    live_and_recount(steps)


@pytest.mark.large
@pytest.mark.django_db
@lives(500)
@given(steps=TWENTY)
def test_the_stored_answer_equals_a_recount_after_ten_thousand_steps(db, steps):
    live_and_recount(steps)
