"""The page for whoever saved second: what it offers where two answers clash."""

import pytest
from django import forms
from django.http import QueryDict

from lightbulb.core.record.conflicts import Clash, Comparison
from lightbulb.core.staff.models import User
from lightbulb.core.web import conflicts

HANNAH = User(name="Hannah Brightwell")


class PlanForm(forms.Form):
    bathing = forms.CharField(widget=forms.Textarea)
    phone = forms.CharField()
    letters = forms.ChoiceField(choices=[("large", "Large print")])


def clash(name, yours, saved):
    return Clash(name, "", yours, saved)


def test_words_that_differ_are_marked_and_said():
    assert conflicts.marked("a half step", "a full step") == (
        'a <mark class="lb-changed"><span class="govuk-visually-hidden">changed: </span>half</mark>'
        " step"
    )


def test_marked_words_are_escaped():
    assert "<b>" not in conflicts.marked("<b> one", "two")


def test_a_joint_answer_begins_with_both_and_names_the_other():
    both = conflicts.joint(
        PlanForm(), clash("bathing", "Board for now.", "Shower, urgent."), HANNAH
    )
    assert both == "Board for now.\nHannah: Shower, urgent."


def test_a_joint_answer_of_one_line_begins_with_yours():
    assert conflicts.joint(PlanForm(), clash("phone", "1", "2"), HANNAH) == "1"


def test_lines_are_joined_without_repeats():
    joint = conflicts.joint(PlanForm(), clash("bathing", ["dog", "gate"], ["dog", "oxygen"]), None)
    assert joint == "dog\ngate\noxygen"


def test_a_choice_is_shown_in_its_words_and_cannot_be_written_anew():
    assert conflicts.shown(PlanForm(), "letters", "large") == "Large print"
    assert conflicts.has_choices(PlanForm(), "letters")


def test_what_else_was_typed_is_carried_along():
    typed = QueryDict("needs=bathing&needs=stairs&phone=1&phone_anew=2&version=1&request_id=x")
    found = Comparison((clash("phone", "1", "2"),), {})
    assert conflicts.carried(typed, found) == [("needs", "bathing"), ("needs", "stairs")]


@pytest.mark.parametrize(("typed", "taken"), [("phone=1", "1"), ("phone=written-anew", "")])
def test_an_answer_written_anew_takes_the_place_of_the_choice(typed, taken):
    assert conflicts.chosen(QueryDict(typed))["phone"] == taken
