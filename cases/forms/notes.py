"""What is asked when somebody spoke with the person, and when somebody gets a task."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.enums import NoteKind, NoteLevel, SpokeTo
from cases.forms.fields import WorkerField
from cases.forms.steps import CHOOSE_WORKER, DAY_HELP, StepForm
from cases.models import Case, Note, Task
from lightbulb.core.staff.forms import DateAsTyped
from lightbulb.core.templatetags.display import day_date

NO_ANSWER = "Nobody answered."


class NoteForm(StepForm):
    """How, with whom, and what was said; a call that nobody answered needs no words."""

    kind = forms.ChoiceField(
        label="How",
        choices=NoteKind.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose whether it was a call, a meeting or a note"
        ),
    )
    spoke_to = forms.ChoiceField(
        label="With whom",
        choices=SpokeTo.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text="Leave it for a note of your own",
        error_messages={"invalid_choice": "Choose with whom you spoke from the list"},
    )
    who = forms.CharField(
        label="Who exactly",
        required=False,
        max_length=120,
        help_text="For example Dean Pollard, Soar Valley Homes",
    )
    text = forms.CharField(
        label="What was said",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    happened_on = DateAsTyped(label="When", error_messages={"required": "Enter the day"})
    level = forms.ChoiceField(
        label="Who may read it",
        choices=NoteLevel.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose who may read it"),
    )

    def __init__(self, *args: Any, case: Case, on: date, **options: Any) -> None:
        super().__init__(*args, case=case, on=on, **options)
        begin = {"kind": NoteKind.PHONE, "level": NoteLevel.STANDARD, "happened_on": on}
        for name, value in begin.items():
            self.initial.setdefault(name, value)

    def clean_happened_on(self) -> date:
        day: date = self.cleaned_data["happened_on"]
        if day > self.on:
            raise ValidationError("It happened today or on a day before")
        return day

    def clean(self) -> dict[str, Any]:
        answers = self.cleaned_data
        if answers.get("kind") == NoteKind.NOTE:
            answers["spoke_to"] = ""
        elif "spoke_to" in answers and not answers["spoke_to"]:
            self.add_error("spoke_to", "Choose with whom you spoke, or that nobody answered")
        if not answers.get("text") and "text" in answers:
            self.say_something(answers)
        return answers

    def say_something(self, answers: dict[str, Any]) -> None:
        if answers.get("spoke_to") == SpokeTo.NOBODY:
            answers["text"] = NO_ANSWER
        else:
            self.add_error("text", "Write what was said")

    def as_note(self) -> Note:
        return Note(case=self.case, **self.cleaned_data)


class CorrectForm(StepForm):
    """What it should have said."""

    text = forms.CharField(
        label="What it should say",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What it says now stays in the record beside it",
        error_messages={"required": "Write what it should say"},
    )


class TaskForm(StepForm):
    """What is to be done, by whom and by when."""

    text = forms.CharField(
        label="What is to be done",
        max_length=200,
        error_messages={"required": "Write what is to be done"},
    )
    worker = WorkerField(label="Who does it", error_messages=CHOOSE_WORKER)
    due_on = DateAsTyped(
        label="By when",
        help_text=DAY_HELP,
        error_messages={"required": "Enter the day it is to be done by"},
    )

    def clean_due_on(self) -> date:
        return self.coming("due_on", past="A task is for today or a later day")

    def as_task(self) -> Task:
        answers = self.cleaned_data
        return Task(
            case=self.case,
            text=answers["text"],
            owner=answers["worker"],
            due_on=answers["due_on"],
        )


class ChangeTaskForm(TaskForm):
    """The same, of a task that is set; it knows which version it was filled in from."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, task: Task, on: date, **options: Any) -> None:
        super().__init__(*args, case=task.case, on=on, **options)
        self.task = task
        self.initial = {"text": task.text, "worker": task.owner_id, "due_on": task.due_on}
        self.initial["version"] = task.version

    def clean_due_on(self) -> date:
        if self.cleaned_data["due_on"] == self.task.due_on:
            return self.task.due_on
        return super().clean_due_on()

    def told(self, record: Any) -> str:
        return f"{record.text}, {record.owner.name}, by {day_date(record.due_on, self.on)}"

    def changes(self) -> dict[str, Any]:
        answers = self.cleaned_data
        return {"text": answers["text"], "owner": answers["worker"], "due_on": answers["due_on"]}
