"""The letter "what we agreed": the person's words first, on one side, as the plan stood."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from cases import actions
from cases.agreed import what_we_agreed
from cases.effects import tell_what_we_agreed
from cases.enums import SolutionKind
from cases.letters.page import paper_of
from cases.models import Case, Letter, Solution
from lightbulb.core.record.models import OutboxRow
from lightbulb.core.web.pdf import pdf_of
from tests.cases.visit_rows import VISITED_ON, make_hsc, make_plan
from tests.core.access.factories import make_restriction

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files")]
SIX = (
    "12 inch grab rail, porch door, left",
    "Half step, porch door, wood, edges painted white",
    "Plinth, between porch and front door",
    "12 inch grab rail, back door, right",
    "18 inch grab rail, under the window in the shower room",
    "18 inch grab rail, shower, left",
)


@pytest.fixture
def hsc():
    return make_hsc()


@pytest.fixture
def case(hsc):
    case = make_plan(worker=hsc)
    case.what_matters = ["Wash on my own", "Get to the bins"]
    case.save(update_fields=["what_matters"])
    return case


def add(case, *labels, by):
    visit = case.visits.get()
    for label in labels:
        item = Solution(visit=visit, case=case, code=label[:40], label=label, because="Asked")
        item.kind, item.domain = SolutionKind.MINOR_ADAPTATION, "mobility"
        actions.add_solution(solution=item, by=by, on=VISITED_ON)


def decide(case, *, by, **choice):
    board = case.solutions.get(code="bath_board")
    actions.decide(solution=board, choice=actions.Choice(**choice), by=by, on=VISITED_ON)


def agreed(case, *, by):
    actions.agree_plan(case=case, by=by, on=VISITED_ON)
    row = OutboxRow.objects.get(effect="tell_what_we_agreed")
    tell_what_we_agreed(row.payload, row.effect_key)
    return Letter.objects.filter(kind="what_we_agreed").first()


def test_once_it_is_agreed_the_person_is_written_what(case, hsc):
    decide(case, by=hsc, step="decline", ask_again_on=date(2027, 2, 1))
    add(case, *SIX, by=hsc)
    letter = agreed(case, by=hsc)
    assert (letter.signed_by, letter.case) == ("Asha Lampwright", case)
    paper = paper_of(letter)
    assert paper.index("Wash on my own") < paper.index("Coming") < paper.index("You said no")
    assert all(label in paper for label in SIX)
    assert (
        "Bath board. You can still have it. We will ask again on Monday 1 February 2027." in paper
    )


def test_ms_cs_six_items_stand_on_one_side_in_large_print(case, hsc):
    decide(case, by=hsc, step="decline", ask_again_on=date(2027, 2, 1))
    add(case, *SIX, by=hsc)
    pages = PdfReader(BytesIO(pdf_of(paper_of(agreed(case, by=hsc))))).pages
    assert len(pages) == 1
    assert "18 inch grab rail, shower, left" in " ".join(pages[0].extract_text().split())


@pytest.mark.parametrize(
    ("choice", "part", "line"),
    [
        ({"step": "accept"}, "coming", "Bath board"),
        (
            {"step": "accept", "next_step": "book the fitter", "who": "Priya Wick"},
            "coming",
            "Bath board. Next: book the fitter (Priya Wick)",
        ),
        (
            {"step": "self_fund", "cost": Decimal("24.50")},
            "buying",
            "Bath board, about £24.50",
        ),
        (
            {"step": "rule_out", "reason": "It does not fit the bath"},
            "not_eligible",
            "Bath board: It does not fit the bath",
        ),
    ],
)
def test_each_decision_has_its_line(case, hsc, choice, part, line):
    decide(case, by=hsc, **choice)
    said = what_we_agreed(Case.objects.get(pk=case.pk))
    assert getattr(said, part) == (line,)


def test_nobody_is_written_to_where_it_may_harm(case, hsc):
    decide(case, by=hsc, step="accept")
    make_restriction(case.person)
    assert agreed(case, by=hsc) is None


def test_in_short_it_says_what_is_coming(case, hsc):
    decide(case, by=hsc, step="accept")
    said = what_we_agreed(Case.objects.get(pk=case.pk))
    assert said.in_short() == (
        "Lightbulb: we agreed your plan. What is coming: Bath board. Ring us to change anything."
    )
