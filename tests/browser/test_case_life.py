"""What happens in a case, in a browser: its life, a week away, a queue worked, two at once, a
death, a merge and its undoing, and an agreement that lets work cross."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases import actions
from cases.enums import Outcome, Stage
from cases.models import Case, Person, Task
from cases.seed.targets import seed_targets
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import User
from lightbulb.core.organisations.enums import Function
from tests.browser.test_thread import PATIENCE, called
from tests.cases.factories import make_case, make_home, make_person, make_worker
from tests.core.factories import (
    make_absence,
    make_agreement,
    make_locality,
    make_membership,
)

PageOf = Callable[[User], Page]


@pytest.fixture
def page_of(open_page, signed_in) -> PageOf:
    def open_it(user: User, **options: object) -> Page:
        page = signed_in(open_page(**options), user)
        page.context.set_default_timeout(PATIENCE)
        return page

    return open_it


@pytest.fixture
def elmshire(site):
    seed_targets(on=timezone.localdate())
    return make_locality(name="Elmshire")


@pytest.fixture
def asha(elmshire):
    return make_worker(locality=elmshire)


def led(worker, locality, *, name="Wilf"):
    """A case that was given to a worker a while ago."""
    on = timezone.localdate() - timedelta(days=20)
    person = make_person(given_name=name, home=make_home(locality=locality))
    case = make_case(person=person, opened_on=on)
    return actions.allocate(case=case, worker=worker, by=worker, on=on)


def follow(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name=name).first.click()


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()


def band(page: Page):
    return page.get_by_label("What this case is waiting for")


# --- A life ------------------------------------------------------------------------------


def put_on_hold(page: Page, *, on_whom: str, who: str, why: str) -> None:
    follow(page, "Change who or when")
    with page.expect_navigation():
        page.get_by_role("link", name="Put the case on hold").or_(
            page.get_by_role("link", name="Wait for somebody else as well")
        ).click()
    page.get_by_label(on_whom, exact=True).check()
    page.get_by_label("Who exactly").fill(who)
    page.get_by_label("What is waited for").fill(why)
    page.get_by_label("By when").fill("+1w")
    press(page, "Put the case on hold")


def take_off_hold(page: Page) -> None:
    follow(page, "Change who or when")
    follow(page, "Take it off hold")
    press(page, "Take it off hold")


def reclassify(page: Page) -> None:
    follow(page, "Change who or when")
    follow(page, "Change how urgent or complex it is")
    page.get_by_label("Urgent", exact=True).check()
    page.get_by_label("What changed").fill("Fell twice this week")
    press(page, "Change its class")


def log_a_call(page: Page) -> None:
    press(page, "Log a phone call")
    page.get_by_label("The person", exact=True).check()
    page.get_by_label("What was said").fill("She is staying with her daughter.")
    press(page, "Save it")


def close(page: Page) -> None:
    follow(page, "Close this case")
    with page.expect_navigation():
        page.get_by_role("link", name="Close it all the same").or_(
            page.get_by_role("button", name="Close the case")
        ).first.click()
    if page.get_by_label("The person declined").count():
        page.get_by_label("The person declined").check()
        press(page, "Close the case")


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_case_from_being_given_to_its_end_with_two_holds_and_another_class(
    page_of, elmshire, asha, scripts
):
    person = make_person(home=make_home(locality=elmshire))
    case = make_case(person=person, opened_on=timezone.localdate() - timedelta(days=20))
    page = page_of(asha, java_script_enabled=scripts)
    page.goto(case.get_absolute_url())
    follow(page, "Give to a worker")
    page.get_by_label("Worker", exact=True).select_option(str(asha.pk))
    press(page, "Give the case")
    put_on_hold(page, on_whom="The landlord", who="Soar Valley Homes", why="Written consent")
    expect(band(page)).to_contain_text("Soar Valley Homes, the landlord")
    put_on_hold(page, on_whom="The hospital", who="", why="Home again from ward 7")
    take_off_hold(page)
    take_off_hold(page)
    expect(band(page)).to_contain_text("that is you")
    reclassify(page)
    log_a_call(page)
    expect(page.get_by_text("She is staying with her daughter.")).to_be_visible()
    close(page)
    case.refresh_from_db()
    assert (case.stage, case.outcome) == (Stage.CLOSED, Outcome.DECLINED)
    assert case.holds.filter(ends_on__isnull=False).count() == 2
    assert case.classifications.get().before == "not_urgent_simple"


# --- The other journeys ------------------------------------------------------------------


@pytest.mark.large
def test_a_week_away_is_covered_from_the_team_list(page_of, elmshire, asha):
    case = led(asha, elmshire)
    lead = make_worker(locality=elmshire, role=RoleCode.ADMINISTRATOR, name="Ada Lead")
    colleague = make_worker(locality=elmshire, name="Tom Wick")
    on = timezone.localdate()
    make_absence(user=asha, starts_on=on, ends_on=on + timedelta(days=6))
    page = page_of(lead)
    page.goto(reverse("cases:team"))
    expect(page.get_by_text("Nobody covers yet").first).to_be_visible()
    follow(page, "What falls due")
    expect(page.get_by_role("link", name="Wilf Candlewick").first).to_be_visible()
    page.get_by_label("Who covers").select_option(str(colleague.pk))
    press(page, "Save who covers")
    expect(page.get_by_text("Tom Wick covers.", exact=True)).to_be_visible()
    covers = page_of(colleague)
    covers.goto(reverse("cases:my_day"))
    follow(covers, "What falls due")
    follow(covers, "Wilf Candlewick")
    expect(covers).to_have_url(re.compile(str(case.pk)))


@pytest.mark.large
def test_the_occupational_therapy_queue_is_worked(page_of, elmshire, asha):
    led(asha, elmshire, name="Ann")
    bea = led(asha, elmshire, name="Bea")
    page = page_of(asha)
    for name, risk in (("Ann", "Medium"), ("Bea", "Low")):
        page.goto(Case.objects.get(person__given_name=name).get_absolute_url())
        follow(page, "Ask for an Occupational Therapist")
        page.get_by_label("What is to be assessed").fill("Stairs")
        page.get_by_label(risk, exact=True).check()
        page.get_by_label("Look at the risk again on").fill("+2w")
        press(page, "Ask for an Occupational Therapist")
    therapist = page_of(make_worker(locality=elmshire, role=RoleCode.OT, name="Olga Therapist"))
    therapist.goto(reverse("cases:ot_queue"))
    names = therapist.get_by_role("rowheader")
    expect(names.first).to_contain_text("Ann")
    with therapist.expect_navigation():
        therapist.get_by_role("link", name=called("They fell: Bea Candlewick")).click()
    therapist.get_by_label("When they fell").fill("today")
    press(therapist, "Write down the fall")
    expect(names.first).to_contain_text("Bea")
    with therapist.expect_navigation():
        therapist.get_by_role("button", name=called("No longer needed: Bea Candlewick")).click()
    expect(names).to_have_count(1)
    assert bea.ot_waits.get().ended_by.name == "Olga Therapist"


@pytest.mark.large
def test_two_change_one_task_and_the_second_sees_both_and_chooses(page_of, elmshire, asha):
    case, on = led(asha, elmshire), timezone.localdate()
    task = Task(case=case, text="Ring the landlord", owner=asha, due_on=on)
    actions.set_task(task=task, by=asha, on=on)
    one, two = page_of(asha), page_of(make_worker(locality=elmshire, name="Tom Wick"))
    for page in (one, two):
        page.goto(reverse("cases:change_task", args=[task.pk]))
    one.get_by_label("What is to be done").fill("Ring Dean Pollard")
    press(one, "Save the task")
    two.get_by_label("What is to be done").fill("Write to the landlord")
    press(two, "Save the task")
    expect(two.get_by_text("it is now “Ring Dean Pollard, ").first).to_be_visible()
    expect(two.get_by_label("What is to be done")).to_have_value("Write to the landlord")
    press(two, "Save the task")
    task.refresh_from_db()
    assert task.text == "Write to the landlord"


@pytest.mark.large
def test_a_death_stops_what_would_hurt_and_says_what_is_left(page_of, elmshire, asha):
    case, on = led(asha, elmshire), timezone.localdate()
    starts_at = timezone.now() + timedelta(days=3)
    actions.book_visit(case=case, worker=asha, starts_at=starts_at, by=asha, on=on)
    page = page_of(asha)
    page.goto(case.get_absolute_url())
    follow(page, "Write down that they have died")
    page.get_by_label("The day they died").fill("yesterday")
    press(page, "Write it down")
    expect(page.get_by_text("Find out who speaks for them now").first).to_be_visible()
    expect(page.get_by_text("Died on").first).to_be_visible()
    assert not case.visits.booked().exists()
    press(page, "They have not died: take it back")
    assert Person.objects.get(pk=case.person_id).died_on is None


@pytest.mark.large
def test_two_people_with_open_cases_are_merged_and_parted_again(page_of, elmshire, asha):
    first, second = led(asha, elmshire), led(asha, elmshire)
    steward = make_worker(locality=elmshire, role=RoleCode.RECORD_STEWARD, name="Stella Sconce")
    page = page_of(steward)
    pair = [first.person_id, second.person_id]
    page.goto(reverse("cases:compare_people", args=pair))
    page.get_by_role("button", name="Merge").first.click()
    expect(page.get_by_text("now stands for both records")).to_be_visible()
    kept = Person.objects.canonical().get(pk__in=pair)
    page.goto(kept.get_absolute_url())
    for case in (first, second):
        expect(page.get_by_text(case.reference).first).to_be_visible()
    page.get_by_role("button", name="Part again").first.click()
    assert Person.objects.canonical().filter(pk__in=pair).count() == 2


@pytest.mark.large
def test_a_charnwood_case_is_refused_and_under_an_agreement_given(page_of, elmshire, asha):
    charnwood = make_locality(name="Charnwood")
    make_membership(user=asha, localities=[charnwood], organisation=elmshire.organisation)
    lead = make_worker(locality=charnwood, role=RoleCode.ADMINISTRATOR, name="Cora Char")
    case = make_case(person=make_person(home=make_home(locality=charnwood)))
    page = page_of(lead)
    chosen = f"{reverse('cases:give_out')}?case={case.pk}&worker={asha.pk}"
    page.goto(chosen)
    expect(page.get_by_text("There is no agreement by which")).to_be_visible()
    expect(page.get_by_role("button", name="Give 1 case")).to_have_count(0)
    make_agreement(
        function=Function.CASEWORK,
        giver=charnwood.organisation,
        receiver=elmshire.organisation,
        locality=charnwood,
    )
    page.goto(chosen)
    press(page, "Give 1 case")
    expect(page.get_by_text("1 case is with Asha Lampwright now")).to_be_visible()
    case.refresh_from_db()
    assert case.lead_worker == asha
