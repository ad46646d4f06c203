"""The six published case studies: from the answers of a visit to a plan of what was done."""

import json
import tomllib
from pathlib import Path

import pytest

from cases.enums import SolutionKind
from cases.models import VisitAnswers
from cases.mot.catalogue import catalogue
from cases.mot.offering import facts_on
from cases.mot.sets import question_set
from cases.mot.today import to_do_today
from tests.cases.visit_rows import make_hsc, make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files")]
EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "mot" / "case_studies.toml"
STUDIES = [
    pytest.param(study, id=study["name"]) for study in tomllib.loads(EXAMPLES.read_text())["story"]
]
WHOLE = question_set("2026-11-27")


def as_document(study, visit):
    """The answers as the visit page saves them, with what could not wait settled."""
    document = {key: {"value": value} for key, value in study["answers"].items()}
    for each in to_do_today(document, WHOLE, facts=facts_on(visit.local_day)):
        settled = {"action": each.flag.do, "name": visit.worker.name}
        document[f"act-{each.flag.question}"] = settled
    return document


def answer_and_finish(client, visit, document):
    sent = json.dumps({"revision": 0, "answers": document, "base": {}})
    address = f"/api/v1/visits/{visit.pk}/answers"
    reply = client.put(address, sent, content_type="application/json")
    assert reply.json()["flagged"] == []
    assert client.post(f"/visits/{visit.pk}/finish/").status_code == 302


def accept_everything(client, case):
    decisions = {}
    for solution in case.solutions.all():
        decisions |= {f"d-{solution.pk.hex}-step": "accept"}
        decisions |= {f"d-{solution.pk.hex}-may_tell": "yes"} if solution.recipient else {}
    reply = client.post(f"/cases/{case.pk}/plan/", {"act": "agree", **decisions})
    assert reply.status_code == 302


@pytest.mark.parametrize("study", STUDIES)
def test_what_was_done_is_in_the_plan_as_accepted(client, study):
    worker = make_hsc()
    client.force_login(worker)
    visit = make_visit(worker=worker)
    answer_and_finish(client, visit, as_document(study, visit))
    assert VisitAnswers.objects.get(visit=visit).question_set == WHOLE.version
    accept_everything(client, visit.case)
    plan = {each.code: each for each in visit.case.solutions.all()}
    for done in study["done"]:
        solution = plan[done["code"]]
        assert (solution.state, solution.kind) == ("accepted", catalogue()[solution.code].kind)
        if solution.kind == SolutionKind.REFERRAL_OUT:
            assert solution.recipient, solution.code
            assert solution.may_tell is True
