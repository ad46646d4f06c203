"""An Occupational Therapist at work: an assessment written and signed, a recommendation agreed."""

import re

import pytest
from playwright.sync_api import expect

from cases import actions
from cases.enums import SolutionKind, VisitState
from cases.models import SignOff, Solution, Visit
from lightbulb.core.access.roles import RoleCode
from tests.browser.accessibility import axe
from tests.browser.test_visit import TABLET, ask
from tests.cases.factories import make_worker
from tests.cases.visit_rows import VISITED_AT, VISITED_ON, make_hsc, make_plan

pytestmark = pytest.mark.large


@pytest.fixture
def hsc():
    return make_hsc()


@pytest.fixture
def case(hsc):
    return make_plan(worker=hsc)


@pytest.fixture
def therapist(case):
    return make_worker(locality=case.locality, role=RoleCode.OT, name="Farida Wickett")


@pytest.mark.parametrize("javascript", [True, False])
def test_reasoning_first_then_boxes_then_signed_and_added_to(
    open_page, signed_in, case, therapist, javascript
):
    visit = actions.book_assessment(
        case=case, worker=therapist, starts_at=VISITED_AT, by=therapist, on=VISITED_ON
    )
    page = signed_in(open_page(**TABLET, java_script_enabled=javascript), therapist)
    page.goto(f"/visits/{visit.pk}/")
    expect(page.get_by_role("link", name=re.compile("What the Housing MOT found"))).to_be_visible()
    asked = "What do you see here, and what does it mean?"
    reasoning = page.get_by_role("textbox", name=asked, exact=True)
    reasoning.fill("She cannot lift her leg over the bath.")
    if javascript:
        ask(page, "OT11")
    page.locator("label", has_text=re.compile("^Level access shower$")).first.click()
    if javascript:
        expect(page.locator("[data-status]")).to_contain_text("Saved")
        axe(page)
        page.goto(f"/visits/{visit.pk}/sign/")
        axe(page)
    else:
        page.get_by_role("button", name="Sign the assessment").click()
    expect(page.get_by_text("Level access shower comes into the plan")).to_be_visible()
    page.get_by_role("button", name="Sign and lock").click()
    expect(page.get_by_text("Signed and locked.").first).to_be_visible()
    page.get_by_role("link", name="Add to the assessment").click()
    page.get_by_label("What you add").fill("Her son moves in on Monday.")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("Her son moves in on Monday.")).to_be_visible()
    if javascript:
        axe(page)
    assert Visit.objects.get(pk=visit.pk).state == VisitState.DONE
    assert case.solutions.get(visit=visit).code == "level_shower"


def test_what_lies_above_a_competence_waits_and_is_agreed_to(
    open_page, signed_in, case, hsc, therapist
):
    words = {"code": "level_shower", "label": "Level access shower", "because": "The bath"}
    kind = SolutionKind.MAJOR_ADAPTATION
    shower = Solution(visit=case.visits.get(), case=case, kind=kind, domain="mobility", **words)
    actions.add_solution(solution=shower, by=hsc, on=VISITED_ON)
    plan = signed_in(open_page(**TABLET), hsc)
    plan.goto(f"/cases/{case.pk}/plan/")
    expect(plan.get_by_text("An Occupational Therapist has to agree first").first).to_be_visible()
    page = signed_in(open_page(), therapist)
    page.goto("/sign-offs/")
    axe(page)
    page.get_by_role("link", name="Level access shower").click()
    page.get_by_label("Yes, it can go on").check()
    page.get_by_role("button", name="Save your answer").click()
    expect(page.get_by_text("Nothing waits for you")).to_be_visible()
    assert SignOff.objects.get().agreed
    plan.reload()
    expect(plan.get_by_text("An Occupational Therapist has to agree first")).to_have_count(0)
