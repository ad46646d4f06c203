"""What is asked when an assessment is booked, and when something is added to a signed one."""

from django import forms

from cases.forms.steps import StepForm, TherapistField, WhenForm
from cases.models import Addendum, Visit


class AssessmentForm(WhenForm):
    """When an Occupational Therapist comes, how long, and who."""

    therapist = TherapistField(label="Who assesses", empty_label="Choose an Occupational Therapist")


class AddendumForm(StepForm):
    """What is added to a signed assessment."""

    text = forms.CharField(
        label="What you add",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="It stands below the assessment with your name and the day",
        error_messages={"required": "Write what you add"},
    )

    def as_addendum(self, visit: Visit) -> Addendum:
        return Addendum(visit=visit, text=self.cleaned_data["text"])
