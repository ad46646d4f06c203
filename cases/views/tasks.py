"""The tasks of a case: set, changed, done, and put back."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases import actions
from cases.access import why_not_read_cases, why_not_work
from cases.forms.notes import ChangeTaskForm, TaskForm
from cases.models import Task
from cases.presenters import case_frame
from cases.views.case import case_for, clock_of, part_for
from cases.views.one_form import Words, ask
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.templatetags.display import day_date
from lightbulb.core.web.showing import shows_people
from lightbulb.core.workflow import NotAllowed

SET = Words("Add a task", "Whoever has it sees it on their first page.", "Add the task")
CHANGE = Words("Change the task", "What it was before is kept.", "Save the task")


@require_safe
@shows_people(Showing.PAGE)
def tasks(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is to be done in a case, and what was."""
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    found = list(case.tasks.select_related("owner", "done_by"))
    context = {
        **case_frame(case, user=request.user, on=on, current="tasks"),
        **clock_of(case, on=on),
        "to_do": [task for task in found if task.done_on is None],
        "done": sorted(
            (task for task in found if task.done_on), key=lambda task: task.done_on, reverse=True
        ),
    }
    return render(request, "cases/tasks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("Your task")
@shows_people(Showing.PAGE)
def set_task(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    require(why_not_work(request.user, case, on=on))
    form = TaskForm(sent(request), case=case, on=on)

    def act() -> str:
        task = actions.set_task(task=form.as_task(), by=request.user, on=on)
        return f"{task.owner.name} has the task, by {day_date(task.due_on, on)}."

    return ask(request, form, SET, act)


def task_for(request: HttpRequest, pk: UUID, *, on: date) -> Task:
    """A task of a case in sight, for somebody who works cases."""
    require(why_not_read_cases(request.user, on=on))
    found = Task.objects.visible_to(request.user, on=on).select_related("case", "owner")
    task: Task = get_object_or_404(found, pk=pk)
    require(why_not_work(request.user, task.case, on=on))
    return task


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("Your task")
@shows_people(Showing.PAGE)
def change_task(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    task = part_for(request, Task, pk, on=on)
    form = ChangeTaskForm(sent(request), task=task, on=on)

    def act() -> str:
        version, by = form.cleaned_data["version"], request.user
        actions.change_task(task=task, changes=form.changes(), version=version, by=by, on=on)
        return "The task is changed."

    return ask(request, form, CHANGE, act, back=reverse("cases:tasks", args=[task.case_id]))


@require_POST
def finish_task(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Done; it can be put back from the page of the case's tasks."""
    on = timezone.localdate()
    task = task_for(request, pk, on=on)
    try:
        actions.finish_task(task=task, by=request.user, on=on)
        messages.success(request, f"Done: {task.text}. You can put it back under All tasks.")
    except NotAllowed as refusal:
        messages.warning(request, str(refusal))
    return back_to(request, task)


@require_POST
def take_up_task(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Not done after all."""
    on = timezone.localdate()
    task = task_for(request, pk, on=on)
    try:
        actions.take_up_task(task=task, by=request.user, on=on)
        messages.success(request, f"To be done again: {task.text}.")
    except NotAllowed as refusal:
        messages.warning(request, str(refusal))
    return back_to(request, task)


def back_to(request: HttpRequest, task: Task) -> HttpResponseRedirect:
    """Where it was pressed: on one's day, or in the case."""
    if request.POST.get("from") == "my_day":
        return redirect("cases:my_day")
    if request.POST.get("from") == "tasks":
        return redirect("cases:tasks", task.case_id)
    return redirect(task.case)
