"""One person's way through the service, page by page: from the call to the monthly pack.

At the desk only keys are pressed, on the tablet everything is touched; then the same again
in browsers without JavaScript.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from cases.enums import MilestoneKind, Outcome, SolutionState, Stage, Theme
from cases.milestone_lists import NOT_YET
from cases.models import Case
from cases.seed.targets import seed_targets
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import Postcode, User
from lightbulb.core.record import outbox
from lightbulb.core.time.periods import Period
from reporting.enums import ReportState
from reporting.models import ReportRun
from tests.browser.test_visit import TABLET, ask_at, choose
from tests.cases.factories import make_worker
from tests.core.factories import make_locality
from tests.reporting.made import text_of
from tests.triage.factories import make_triage_officer

NAME = "Wilf Candlewick"
PATIENCE = 30_000  # milliseconds; the whole journey shares two processors with other tests
MOST_STOPS = 90  # presses of Tab before something counts as out of a keyboard's reach


@dataclass(frozen=True)
class Team:
    officer: User
    manager: User
    worker: User


def make_team(*, on: date) -> Team:
    """One locality with a worker, and a directory that knows one postcode of it."""
    seed_targets(on=on)
    locality = make_locality(name="Elmshire")
    Postcode.objects.create(postcode="LE139ZZ", lad_code=locality.lad_code)
    role, name = RoleCode.SERVICE_MANAGER, "Clementine Sconce"
    return Team(
        officer=make_triage_officer(),
        manager=make_worker(locality=locality, role=role, name=name),
        worker=make_worker(locality=locality),
    )


# --- Keys and fingers --------------------------------------------------------------------


def called(words: str) -> re.Pattern[str]:
    """A whole name; words that only screen readers get are set apart by spaces of their own."""
    parts = map(re.escape, words.replace(":", " :").split())
    return re.compile(r"^\s*" + r"\s*".join(parts) + r"\s*$")


def tab_to(page: Page, target: Locator) -> None:
    target.wait_for()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if target.evaluate("it => it === document.activeElement"):
            return
    raise AssertionError(f"No key leads to {target}")


def press_enter(page: Page, role: str, name: str) -> None:
    """Go to a link or button by Tab, and on to the page it leads to."""
    tab_to(page, page.get_by_role(role, name=called(name)))
    with page.expect_navigation():
        page.keyboard.press("Enter")


def type_into(page: Page, label: str, words: str) -> None:
    """Into a field, or the beginning of a choice into a list."""
    tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.type(words)


def tick(page: Page, name: str) -> None:
    box = page.get_by_role("checkbox", name=name)
    tab_to(page, box)
    page.keyboard.press("Space")
    expect(box).to_be_checked()


def tap(page: Page, role: str, name: str) -> None:
    """Touch a link or button that leads to another page."""
    with page.expect_navigation():
        page.get_by_role(role, name=called(name)).tap()


def write(page: Page, label: str, words: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.tap()
    field.fill(words)


# --- Triage: the call, and what becomes of it --------------------------------------------


def log_the_call(page: Page) -> str:
    """The reference that is read out at the end of the call."""
    page.goto("/referrals/")
    press_enter(page, "button", "Log a referral")
    type_into(page, "Who is calling", "Family")
    type_into(page, "Caller’s name", "Nell Candlewick")
    type_into(page, "First name", "Wilf")
    type_into(page, "Last name", "Candlewick")
    type_into(page, "Date of birth", "14/3/41")
    tick(page, "Bath or shower")
    type_into(page, "In their words, why now", "He slipped in the bath twice this autumn.")
    type_into(page, "Falls in the last year, how many", "2")
    type_into(page, "Postcode", "le13 9zz")
    type_into(page, "House and street", "4 Lantern Row")
    type_into(page, "Town or village", "Elmshire")
    press_enter(page, "button", "Send to triage")
    expect(page.get_by_role("heading", name=f"Logged: {NAME}")).to_be_visible()
    told = page.get_by_text("The reference is").inner_text()
    return told.rpartition("The reference is ")[2].rstrip(".”")


def pass_to_the_locality(page: Page) -> None:
    press_enter(page, "link", "Go to the triage queue")
    press_enter(page, "button", f"Locality case for {NAME}")
    expect(page.get_by_text(f"{NAME}: locality case")).to_be_visible()


def give_out(page: Page, worker: User) -> None:
    page.goto("/team/")
    tick(page, NAME)
    type_into(page, "Give the ticked cases to", worker.name)
    press_enter(page, "button", "Preview")
    press_enter(page, "button", "Give 1 case")
    expect(page.get_by_text(f"1 case is with {worker.name} now")).to_be_visible()


# --- The worker: visit, plan, order, follow-up -------------------------------------------


def book_today(page: Page) -> None:
    page.goto("/my-day/")
    tap(page, "link", NAME)
    tap(page, "button", "Record what happened")
    tap(page, "link", "Book the visit")
    write(page, "Day", "today")
    write(page, "Time", "10am")
    tap(page, "button", "Book the visit")


def visit(page: Page) -> None:
    tap(page, "button", "Record what happened")
    tap(page, "link", "Fill in and finish the visit")
    to(page, "q-R1")
    page.get_by_label("1 of what matters most").fill("A proper wash")
    to(page, "q-H3")
    page.get_by_role("textbox", name=re.compile("^How many falls")).fill("1")
    to(page, "q-P14")
    choose(page, "If you fell, how would you get help?", "I would shout")
    to(page, "q-P13")
    choose(page, "Using the bath or shower", "A lot of difficulty")
    choose(page, "How you know: Using the bath or shower", "I saw it")
    choose(page, "How is it now?", "A bath")
    to(page, "area-scores")
    score(page, "4")
    with page.expect_navigation():
        page.locator("[data-finish]").tap()
    tap(page, "button", "Finish and make the plan")


def to(page: Page, place: str) -> None:
    """Open a part of the visit; without JavaScript all of it is open."""
    if page.locator("[data-following]").count():
        ask_at(page, place)


def score(page: Page, value: str) -> None:
    for theme in Theme:
        choose(page, str(theme.label), value)


def agree(page: Page) -> None:
    """A bath board and advice are wanted; the rest is not wanted now."""
    choose(page, "What did they decide? Bath board", "Yes, please")
    choose(page, "What did they decide? Falls advice", "Yes, please")
    for later in ("Pendant alarm", "Grab rail by the bath", "Shower over the bath"):
        choose(page, f"What did they decide? {later}", "Not now")
    tap(page, "button", "Agree the plan")


def order_and_receive(page: Page) -> None:
    tap(page, "link", "Order: Bath board")
    write(page, "Supplier", "Castle Road Equipment")
    tap(page, "button", "Place the order")
    tap(page, "link", "It has come: Bath board")
    tap(page, "button", "Save the day")
    tap(page, "button", "Done: Falls advice and home safety check")


def follow_up_and_close(page: Page) -> None:
    write(page, "Follow up on", "today")
    tap(page, "button", "Plan the follow-up")
    tap(page, "link", "Follow up")
    page.get_by_role("radio", name="Yes", exact=True).tap()
    score(page, "8")
    tap(page, "button", "Save the follow-up")
    expect(page.get_by_text("+4, better")).to_have_count(len(Theme))
    page.get_by_label("How it ended").select_option(label=str(Outcome.COMPLETED.label))
    tap(page, "button", "Close the case")


# --- The manager: the monthly pack -------------------------------------------------------


def do_what_waits() -> None:
    """What the dispatcher and the worker do, in this process; tests/running starts theirs."""
    for row in outbox.due_rows(timezone.now(), most=50):
        outbox.perform(row)


def pack_of(page: Page, month: Period) -> Path:
    """The PDF, asked for and waited for on the page itself."""
    page.goto("/reports/packs/")
    type_into(page, "Month", month.label)
    type_into(page, "Place", "The whole county")
    press_enter(page, "button", "Ask for this pack")
    expect(page.get_by_role("status")).to_contain_text("Waiting for its turn")
    do_what_waits()
    download = page.get_by_role("button", name="Download the PDF")
    expect(download).to_be_visible(timeout=PATIENCE)
    tab_to(page, download)
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    return Path(coming.value.path())


# --- The whole way -----------------------------------------------------------------------


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page_of(request, open_page, signed_in) -> Callable[..., Page]:
    """Opens somebody's own browser, signed in."""

    def open_it(user: User, **options: object) -> Page:
        page = signed_in(open_page(java_script_enabled=request.param, **options), user)
        page.context.set_default_timeout(PATIENCE)
        return page

    return open_it


# Nobody had to call twice, and no Occupational Therapist was asked.
NOT_IN_IT = {MilestoneKind.CONTACT_TRIED, MilestoneKind.RECOMMENDATION_MADE}


def went_all_the_way(case: Case) -> bool:
    """Through every milestone that is recorded but for a call that reached nobody."""
    reached = set(case.milestones.values_list("kind", flat=True))
    return reached == set(MilestoneKind) - NOT_YET - NOT_IN_IT


def test_a_call_becomes_a_case_a_plan_an_outcome_and_a_pack(page_of):
    on = timezone.localdate()
    team, month = make_team(on=on), Period.month_of(on).previous
    triage, manager = page_of(team.officer), page_of(team.manager)
    reference = log_the_call(triage)
    pass_to_the_locality(triage)
    give_out(manager, team.worker)
    tablet = page_of(team.worker, **TABLET)
    for stretch in (book_today, visit, agree, order_and_receive, follow_up_and_close):
        stretch(tablet)
    pdf = pack_of(manager, month).read_bytes()

    case = Case.objects.get(reference=reference)
    assert (case.stage, case.outcome) == (Stage.CLOSED, Outcome.COMPLETED)
    assert went_all_the_way(case)
    assert case.what_matters == ["A proper wash"]
    assert dict(case.solutions.values_list("code", "state")) == {
        "bath_board": SolutionState.CHECKED,
        "falls_advice": SolutionState.CHECKED,
        "pendant": SolutionState.DECLINED,
        "grab_rail_bath": SolutionState.DECLINED,
        "over_bath_shower": SolutionState.DECLINED,
    }
    assert ReportRun.objects.get().state == ReportState.DONE
    assert pdf.startswith(b"%PDF")
    assert month.label in text_of(pdf)
