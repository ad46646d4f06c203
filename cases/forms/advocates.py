"""What is asked of an advocate: whether one is needed, and what came of asking for one."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.actions import Word
from cases.enums import AdvocateFor
from cases.forms.steps import StepForm
from cases.models import Advocate
from cases.rules.advocates import DIFFICULTIES
from cases.workflow import ADVOCATE
from lightbulb.core.staff.forms import DateAsTyped

YES_NO = [("yes", "Yes"), ("no", "No")]
FOUND = {"yes": True, "no": False}
STEPS = {
    "ask": "One was asked for",
    "find": "One was found",
    "refuse": "The person does not want one",
    "not_find": "None was found",
}


def choose(words: str) -> dict[str, str]:
    return dict.fromkeys(("required", "invalid_choice"), words)


class JudgeForm(StepForm):
    """For what, how hard it is for them to be involved, and who supports them."""

    purpose = forms.ChoiceField(
        label="For what?",
        choices=AdvocateFor.choices,
        widget=forms.RadioSelect,
        error_messages=choose("Choose what they are to be involved in"),
    )
    difficulty = forms.ChoiceField(
        label="Is it substantially difficult for them to be involved?",
        choices=YES_NO,
        widget=forms.RadioSelect,
        help_text=f"To {', or '.join(DIFFICULTIES)}",
        error_messages=choose("Choose whether being involved is substantially difficult"),
    )
    what_is_hard = forms.CharField(label="What is hard", required=False, max_length=300)
    suitable = forms.ChoiceField(
        label="Is somebody suitable there to support them?",
        choices=YES_NO,
        required=False,
        widget=forms.RadioSelect,
        help_text="Not paid or professionally engaged to care for them, and they agree to them. "
        "Leave it where it is not difficult",
        error_messages={"invalid_choice": "Choose whether somebody suitable is there"},
    )
    suitable_who = forms.CharField(label="Who it is", required=False, max_length=150)

    def clean(self) -> dict[str, Any]:
        answers = self.cleaned_data
        hard = answers.get("difficulty") == "yes"
        if hard and "suitable" in answers and not answers["suitable"]:
            self.add_error("suitable", "Choose whether somebody suitable is there")
        if hard and answers.get("suitable") == "yes" and not answers.get("suitable_who"):
            self.add_error("suitable_who", "Write who supports them")
        return answers

    def as_advocate(self) -> Advocate:
        answers = self.cleaned_data
        hard = FOUND[answers["difficulty"]]
        supported = hard and answers["suitable"] == "yes"
        return Advocate(
            case=self.case,
            purpose=answers["purpose"],
            difficulty=hard,
            what_is_hard=answers["what_is_hard"],
            suitable=FOUND.get(answers["suitable"]) if hard else None,
            suitable_who=answers["suitable_who"] if supported else "",
        )


class AnswerForm(StepForm):
    """What came of it: only what may follow on where it stands is offered."""

    step = forms.ChoiceField(
        label="What came of it?",
        widget=forms.RadioSelect,
        error_messages=choose("Choose what came of it"),
    )
    day = DateAsTyped(label="When", error_messages={"required": "Enter the day"})
    who = forms.CharField(
        label="Who it is",
        required=False,
        max_length=150,
        help_text="The advocate’s name and organisation, where one was found",
    )
    reason = forms.CharField(
        label="Why there is none",
        required=False,
        max_length=300,
        help_text="Where the person does not want one, or none was found",
    )

    def __init__(self, *args: Any, advocate: Advocate, on: date, **options: Any) -> None:
        super().__init__(*args, case=advocate.case, on=on, **options)
        self.advocate = advocate
        self.initial.setdefault("day", on)
        offered = [(step, STEPS[step]) for step in ADVOCATE.table[advocate.state]]
        self.fields["step"].choices = offered  # type: ignore[attr-defined]

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not self.advocate.judged_on <= day <= self.on:
            raise ValidationError("The day lies between the judgement and today")
        return day

    def clean(self) -> dict[str, Any]:
        answers = self.cleaned_data
        step = answers.get("step")
        if step == "find" and not answers.get("who"):
            self.add_error("who", "Write who the advocate is")
        if step in ("refuse", "not_find") and not answers.get("reason"):
            self.add_error("reason", "Write why there is none")
        return answers

    def as_word(self) -> Word:
        return Word(**self.cleaned_data)
