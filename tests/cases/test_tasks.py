"""What somebody has to do in a case."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from cases import actions
from cases.models import Task
from lightbulb.core.record.models import Revision
from lightbulb.core.record.revisions import EditConflict
from lightbulb.core.workflow import NotAllowed
from tests.cases.factories import make_case, make_worker


@pytest.fixture
def on():
    return timezone.localdate()


@pytest.fixture
def case(hsc, on):
    case = make_case(locality=hsc.memberships.get().localities.get())
    return actions.allocate(case=case, worker=hsc, by=hsc, on=on)


@pytest.fixture
def task(case, hsc, on):
    task = Task(case=case, text="Ring Soar Valley Homes", owner=hsc, due_on=on)
    return actions.set_task(task=task, by=hsc, on=on)


def test_a_task_is_on_the_case_and_on_its_owner_s_day(client, case, task, hsc):
    client.force_login(hsc)
    for page in (case.get_absolute_url(), reverse("cases:my_day")):
        assert "Ring Soar Valley Homes" in client.get(page).content.decode()


def test_a_task_for_a_day_gone_by_is_refused(case, hsc, on):
    task = Task(case=case, text="Ring", owner=hsc, due_on=on - timedelta(days=1))
    with pytest.raises(ValidationError, match="today or a later day"):
        actions.set_task(task=task, by=hsc, on=on)


def test_done_and_put_back_from_the_pages(client, case, task, hsc):
    client.force_login(hsc)
    client.post(reverse("cases:finish_task", args=[task.pk]), {"from": "my_day"})
    assert (
        "Ring Soar" not in client.get(reverse("cases:my_day")).content.decode().split("Done: ")[0]
    )
    done = client.get(reverse("cases:tasks", args=[case.pk])).content.decode()
    assert "Put back" in done
    client.post(reverse("cases:take_up_task", args=[task.pk]), {"from": "tasks"})
    task.refresh_from_db()
    assert task.done_on is None


def test_done_twice_says_that_it_is_done_already(client, task, hsc, on):
    actions.finish_task(task=task, by=hsc, on=on)
    with pytest.raises(NotAllowed, match="done already"):
        actions.finish_task(task=task, by=hsc, on=on)
    client.force_login(hsc)
    page = client.post(reverse("cases:finish_task", args=[task.pk]), follow=True)
    assert "It is done already." in page.content.decode()


def test_a_change_keeps_what_was_before(case, task, hsc, on):
    other = make_worker(locality=case.locality, name="Tom Wick")
    changes = {"owner": other, "due_on": on + timedelta(days=3)}
    actions.change_task(task=task, changes=changes, version=1, by=hsc, on=on)
    task.refresh_from_db()
    assert (task.owner, task.version) == (other, 2)
    assert Revision.objects.get(record_id=str(task.pk)).before["owner"] == str(hsc.pk)


def test_of_two_who_change_a_task_the_second_sees_what_is_saved_and_keeps_theirs(
    client, task, hsc, on
):
    changes = {"text": "Ring Dean Pollard"}
    actions.change_task(task=task, changes=changes, version=1, by=hsc, on=on)
    with pytest.raises(EditConflict):
        actions.change_task(task=task, changes={"text": "Write"}, version=1, by=hsc, on=on)
    client.force_login(hsc)
    page = reverse("cases:change_task", args=[task.pk])
    typed = {"text": "Write to them", "worker": hsc.pk, "due_on": on.isoformat(), "version": "1"}
    words = client.post(page, typed).content.decode()
    assert "it is now “Ring Dean Pollard, " in words
    assert 'value="Write to them"' in words
    assert 'name="version" value="2"' in words
    client.post(page, typed | {"version": "2"})
    task.refresh_from_db()
    assert task.text == "Write to them"
