"""What could not wait: asked for before the visit is finished, and open until it is done."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cases import actions
from cases.blocking import why_not_close
from cases.enums import VisitState
from cases.models import VisitFlag
from cases.mot.sets import question_set
from cases.mot.today import to_do_today
from lightbulb.core.record.models import Event
from tests.cases.visit_rows import make_hsc, make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files")]
DAY = date(2026, 11, 27)
FALLS = {"H3": {"value": "2"}}
SETTLED = {"act-H3": {"action": "Rang the falls service", "name": "Asha Lampwright"}}


@pytest.fixture
def hsc():
    return make_hsc()


@pytest.fixture
def visit(hsc):
    return make_visit(worker=hsc)


def keep(visit, answers, *, revision=0):
    actions.save_answers(
        visit=visit, answers=answers, revision=revision, by=visit.worker, at=visit.starts_at, on=DAY
    )


def finish(visit):
    return actions.finish_visit(visit=visit, scores={}, by=visit.worker, on=DAY)


def finished(visit):
    keep(visit, FALLS | SETTLED)
    finish(visit)
    return VisitFlag.objects.get()


@pytest.mark.parametrize(
    "act",
    [
        {},
        {"act-H3": {"action": "Rang the falls service"}},
        {"act-H3": {"name": "Asha Lampwright"}},
        {"act-H3": {"action": "  ", "name": "Asha Lampwright"}},
        {"act-H3": {"action": ["odd"], "name": "Asha Lampwright"}},
    ],
)
def test_a_visit_is_not_finished_while_a_flag_has_no_action_or_no_name(visit, act):
    keep(visit, FALLS | act)
    with pytest.raises(ValidationError, match="They fell more than once"):
        finish(visit)
    visit.refresh_from_db()
    assert visit.state == VisitState.BOOKED
    assert not VisitFlag.objects.exists()


def test_a_flag_is_kept_with_its_action_and_its_name(visit):
    flag = finished(visit)
    assert (flag.question, flag.action, flag.name) == (
        "H3",
        "Rang the falls service",
        "Asha Lampwright",
    )
    assert flag.say == "They fell more than once, were hurt or lay long"
    assert (flag.raised_on, flag.done_on) == (DAY, None)


def test_what_was_written_about_a_flag_that_is_down_again_is_no_flag(visit):
    keep(visit, {"H3": {"value": "0"}} | SETTLED)
    finish(visit)
    assert not VisitFlag.objects.exists()


def test_a_case_is_not_closed_while_a_flag_is_open(visit, hsc):
    flag = finished(visit)
    assert "Found at a visit" in why_not_close(visit.case, on=DAY)
    actions.close_flag(flag=flag, by=hsc, on=DAY)
    assert why_not_close(visit.case, on=DAY) is None


def test_done_written_twice_is_written_once(visit, hsc):
    flag = finished(visit)
    later = date(2026, 11, 28)
    actions.close_flag(flag=flag, by=hsc, on=DAY)
    again = actions.close_flag(flag=flag, by=hsc, on=later)
    assert (again.done_on, again.done_by) == (DAY, hsc)
    assert Event.objects.about(flag).count() == 1


def test_whoever_may_not_work_the_case_does_not_close_its_flag(visit):
    stranger = make_hsc(name="Cyril Wick", place="Farshire")
    with pytest.raises(PermissionDenied):
        actions.close_flag(flag=finished(visit), by=stranger, on=DAY)


def test_no_heating_must_not_wait_in_the_cold_months_alone():
    questions = question_set("2026-11-27")
    document = {"W1": {"value": ["none"]}}
    cold = to_do_today(document, questions, facts=frozenset({"cold_season"}))
    assert [each.flag.question for each in cold] == ["W1"]
    assert to_do_today(document, questions, facts=frozenset()) == ()


def test_the_page_of_a_finished_visit_lists_it_and_takes_done(client, visit, hsc):
    flag = finished(visit)
    client.force_login(hsc)
    page = client.get(f"/visits/{visit.pk}/").content.decode()
    assert "Rang the falls service: Asha Lampwright" in page
    reply = client.post(f"/flags/{flag.pk}/close/")
    assert reply.url == f"/visits/{visit.pk}/"
    assert "Done Fri" in client.get(reply.url).content.decode()


def test_the_finish_page_says_what_is_missing_and_leads_there(client, visit, hsc):
    keep(visit, FALLS)
    client.force_login(hsc)
    reply = client.post(f"/visits/{visit.pk}/finish/")
    page = reply.content.decode()
    assert reply.status_code == 422
    assert "say what is done today, and who does it" in page
    assert f'href="/visits/{visit.pk}/#q-H3"' in page


def test_another_locality_gets_404(client, visit):
    flag = finished(visit)
    client.force_login(make_hsc(name="Cyril Wick", place="Farshire"))
    assert client.post(f"/flags/{flag.pk}/close/").status_code == 404
