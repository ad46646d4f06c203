"""Changes to the home of somebody who may not be able to decide: by name, never by a relative."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from cases import actions
from cases.doubt import decisions_for, is_in_doubt, needs_a_decision
from cases.enums import SolutionState
from cases.models import CapacityDecision, Case, Solution
from cases.mot.catalogue import catalogue
from tests.cases.visit_rows import VISITED_ON, answer, make_hsc, make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files", "monday")]
DOUBT = {"Z4": {"value": "yes"}}
SURE = {"Z4": {"value": "no"}}
# The nine of the policy, lines 117 to 126, each by what a plan calls it.
NINE = (
    *("coloured_fittings", "cover_mirrors", "plain_floors", "cupboard_labels", "clear_cupboards"),
    *("flood_plug", "easy_lock", "whiteboard", "video_bell"),
)


@pytest.fixture
def hsc(client):
    worker = make_hsc()
    client.force_login(worker)
    return worker


def planned(hsc, answers, *codes):
    """A case whose finished visit offers these."""
    visit = make_visit(worker=hsc)
    answer(visit, answers)
    actions.finish_visit(visit=visit, scores={}, by=hsc, on=VISITED_ON)
    for code in codes:
        known = catalogue()[code]
        words = {"label": known.label, "kind": known.kind, "because": "mirrors upset them"}
        Solution.objects.create(
            case_id=visit.case_id, visit=visit, code=code, domain="memory", **words
        )
    return Case.objects.get(pk=visit.case_id)


def decided(case, *, by, **more):
    said = {"about": "Whether the mirrors are covered", "kind": "welfare"}
    said |= {"has_capacity": False, "how_found": "With pictures", "decided_by": "best_interests"}
    said |= {"consulted": "Her sister", "reasons": "They frighten her", "decided_on": VISITED_ON}
    decision = CapacityDecision(case=case, **said | more)
    return actions.record_capacity(decision=decision, by=by, on=VISITED_ON)


def accept(case, code, *, by, **more):
    solution = case.solutions.get(code=code)
    choice = actions.Choice(step="accept", **more)
    return actions.decide(solution=solution, choice=choice, by=by, on=VISITED_ON)


@pytest.mark.parametrize("code", NINE)
def test_each_of_the_nine_is_a_change_that_is_decided_by_name(hsc, code):
    case = planned(hsc, DOUBT, code)
    assert needs_a_decision(case.solutions.get(code=code))


def test_without_doubt_nothing_more_is_asked(hsc):
    case = planned(hsc, SURE, "cover_mirrors")
    assert not is_in_doubt(case)
    assert accept(case, "cover_mirrors", by=hsc).state == SolutionState.ACCEPTED


def test_in_doubt_a_change_is_not_accepted_without_who_decided(hsc):
    case = planned(hsc, DOUBT, "cover_mirrors")
    with pytest.raises(ValidationError, match="Say who decides this"):
        accept(case, "cover_mirrors", by=hsc)
    assert case.solutions.get(code="cover_mirrors").state == SolutionState.OFFERED


def test_a_rail_is_accepted_as_always(hsc):
    case = planned(hsc, DOUBT | {"P13": {"value": "lot"}})
    assert accept(case, "bath_board", by=hsc).state == SolutionState.ACCEPTED


def test_it_is_accepted_under_what_was_decided_and_costed(hsc):
    case = planned(hsc, DOUBT, "cover_mirrors")
    under = decided(case, by=hsc)
    kept = accept(case, "cover_mirrors", by=hsc, decided_under=under, cost=Decimal("35.00"))
    assert (kept.decided_under, kept.cost) == (under, Decimal("35.00"))


def test_the_familys_word_alone_is_never_among_what_was_decided(hsc):
    case = planned(hsc, DOUBT, "cover_mirrors")
    with pytest.raises(ValidationError, match="alone is no authority"):
        decided(case, by=hsc, decided_by="relative")
    assert decisions_for(case) == []


def test_a_decision_about_money_or_for_somebody_else_decides_no_change(hsc):
    case = planned(hsc, DOUBT, "cover_mirrors")
    other = planned(make_hsc(name="Bram Candlewick"), DOUBT)
    theirs = decided(other, by=other.lead_worker)
    with pytest.raises(ValidationError, match="not decided in this case"):
        accept(case, "cover_mirrors", by=hsc, decided_under=theirs)


def test_somebody_under_16_is_decided_for(hsc):
    case = planned(hsc, SURE, "cover_mirrors")
    assert not is_in_doubt(case)
    case.person.date_of_birth = date(2014, 1, 1)
    case.person.save()
    assert is_in_doubt(Case.objects.get(pk=case.pk))


def test_one_that_is_added_by_hand_waits_for_the_decision(hsc):
    case = planned(hsc, DOUBT)
    words = {"code": "whiteboard", "label": "Whiteboard for the day", "because": "She forgets"}
    board = Solution(
        visit=case.visits.get(), case=case, kind="assistive_technology", domain="memory", **words
    )
    actions.add_solution(solution=board, by=hsc, on=VISITED_ON)
    assert (board.state, board.decided_on) == (SolutionState.OFFERED, None)


def test_the_page_asks_who_decides_and_keeps_the_answer(client, hsc):
    case = planned(hsc, DOUBT, "cover_mirrors")
    mirrors = case.solutions.get(code="cover_mirrors")
    page, name = f"/cases/{case.pk}/plan/", f"d-{mirrors.pk.hex}"
    refused = client.post(page, {f"{name}-step": "accept"})
    assert refused.status_code == 422
    assert "say who decides this, and under which authority" in refused.content.decode()
    under = decided(case, by=hsc)
    shown = client.get(page).content.decode()
    assert "Whether the mirrors are covered: We, in their best interests" in shown
    sent = {f"{name}-step": "accept", f"{name}-decided_under": str(under.pk), f"{name}-cost": "35"}
    assert client.post(page, sent).status_code == 302
    mirrors.refresh_from_db()
    assert (mirrors.decided_under, mirrors.cost) == (under, Decimal("35.00"))
