"""What somebody has to do in a case, by a day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.access import why_not_work
from cases.actions.steps import place_of
from cases.models import Task
from cases.verbs import Verb
from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import record
from lightbulb.core.record.revisions import save_changes
from lightbulb.core.staff.models import User
from lightbulb.core.workflow import NotAllowed

A_DAY_TO_COME = "A task is for today or a later day."


@transaction.atomic
def set_task(*, task: Task, by: User, on: date) -> Task:
    """Give somebody a task. It comes unsaved, with its case, owner and day.

    Raises ValidationError for a day gone by.
    """
    require(why_not_work(by, task.case, on=on))
    return keep_task(task, by=by, on=on)


def keep_task(task: Task, *, by: User, on: date) -> Task:
    """The same for a verb that has asked already whether it may. Raises ValidationError."""
    if task.due_on < on:
        raise ValidationError({"due_on": A_DAY_TO_COME})
    task.set_by = by
    task.full_clean()
    task.save(force_insert=True)
    detail = {"task": task.pk, "owner": task.owner_id, "due_on": task.due_on}
    record(Verb.TASK_SET, task, by=by, on=on, detail=detail, place=place_of(task.case))
    return task


@transaction.atomic
def change_task(
    *, task: Task, changes: Mapping[str, Any], version: int, by: User, on: date
) -> Task:
    """Say anew what is to be done, by whom and by when: `text`, `owner`, `due_on`.

    Raises NotAllowed once it is done, and EditConflict when somebody changed it meanwhile.
    """
    task = to_do(task, by=by, on=on)
    due_on = changes.get("due_on", task.due_on)
    if due_on != task.due_on and due_on < on:
        raise ValidationError({"due_on": A_DAY_TO_COME})
    if save_changes(task, changes, by=by, version=version):
        detail = {"task": task.pk, "owner": task.owner_id, "due_on": task.due_on}
        record(Verb.TASK_CHANGED, task, by=by, on=on, detail=detail, place=place_of(task.case))
    return task


@transaction.atomic
def finish_task(*, task: Task, by: User, on: date) -> Task:
    """Say that it is done. Raises NotAllowed when it is done already."""
    task = to_do(task, by=by, on=on)
    task.done_on, task.done_by = on, by
    task.save(update_fields=["done_on", "done_by"])
    record(Verb.TASK_DONE, task, by=by, on=on, detail={"task": task.pk}, place=place_of(task.case))
    return task


@transaction.atomic
def take_up_task(*, task: Task, by: User, on: date) -> Task:
    """Put a task back that is not done after all."""
    task = locked(task, by=by, on=on)
    if task.done_on is None:
        raise NotAllowed("It is still to be done.")
    task.done_on = task.done_by = None
    task.save(update_fields=["done_on", "done_by"])
    detail = {"task": task.pk}
    record(Verb.TASK_TAKEN_UP, task, by=by, on=on, detail=detail, place=place_of(task.case))
    return task


def to_do(task: Task, *, by: User, on: date) -> Task:
    task = locked(task, by=by, on=on)
    if task.done_on:
        raise NotAllowed("It is done already.")
    return task


def locked(task: Task, *, by: User, on: date) -> Task:
    task = Task.objects.select_for_update(of=("self",)).select_related("case").get(pk=task.pk)
    require(why_not_work(by, task.case, on=on))
    return task
