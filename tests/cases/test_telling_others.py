"""What is passed on to somebody named: only with their yes to that recipient."""

import pytest

from cases import actions
from lightbulb.core.workflow import NotAllowed
from tests.cases.visit_rows import VISITED_ON, make_hsc, make_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files", "monday")]


@pytest.fixture
def hsc(client):
    worker = make_hsc()
    client.force_login(worker)
    return worker


@pytest.fixture
def damp(hsc):
    """Damp, to be looked at by environmental health."""
    case = make_plan(worker=hsc, answers={"E3": {"value": "no"}})
    return case.solutions.get()


def decide(client, solution, **typed):
    prefix = f"d-{solution.pk.hex}-"
    sent = {prefix + name: value for name, value in typed.items()}
    return client.post(f"/cases/{solution.case_id}/plan/", {"act": "save", **sent})


def test_the_plan_asks_whether_whoever_receives_it_may_be_told(client, damp):
    page = client.get(f"/cases/{damp.case_id}/plan/").content.decode()
    assert "May environmental health be told?" in page
    reply = decide(client, damp, step="accept")
    assert "say whether environmental health may be told" in reply.content.decode()


def test_a_yes_is_kept_with_the_next_step_and_its_name(client, damp):
    decide(client, damp, step="accept", may_tell="yes", next_step="send the photos", who="Asha")
    damp.refresh_from_db()
    assert (damp.state, damp.may_tell, damp.who) == ("accepted", True, "Asha")
    page = client.get(f"/cases/{damp.case_id}/plan/").content.decode()
    assert "Next: send the photos, Asha" in page
    assert "Environmental health may be told" in page


def test_what_they_do_not_want_passed_on_is_not(client, damp, hsc):
    decide(client, damp, step="accept", may_tell="no")
    damp.refresh_from_db()
    with pytest.raises(NotAllowed, match="do not want this passed on"):
        actions.mark_done(solution=damp, by=hsc, on=VISITED_ON)
