"""What is told with a photo, what is said of it later, and why one is removed."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from cases.actions import SentPhoto
from cases.enums import PhotoRemoval
from cases.forms.steps import StepForm
from cases.models import VisitPhoto
from cases.mot.sets import QuestionSet
from cases.pictures import MOST_BYTES, TOO_LARGE
from lightbulb.core.staff.forms import OPEN_AGAIN

CAPTION_TOO_LONG = {"max_length": "The caption can have up to 200 characters"}


class ToldForm(forms.Form):
    """What a device says in the address of a photo: no words."""

    question = forms.RegexField(
        r"^[A-Z][0-9]{1,3}[a-z]?$",
        required=False,
        error_messages={"invalid": "A question is named as P9 or P9a"},
    )
    taken_at = forms.DateTimeField(
        required=False, error_messages={"invalid": "A moment is written as 2026-11-27T14:02:00Z"}
    )


class AddPhotoForm(forms.Form):
    """A file, what it shows, and a caption."""

    file = forms.FileField(
        label="Photo",
        help_text="JPEG, PNG or WebP, up to 8 MB. No faces, no papers",
        error_messages={
            "required": "Choose a photo",
            "empty": "This file is empty. Choose a photo",
            "invalid": "Choose a photo",
            "max_length": "The name of this file is too long. Choose one with a shorter name",
        },
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    question = forms.ChoiceField(
        label="Which question it belongs to",
        required=False,
        error_messages={"invalid_choice": "Choose the question from the list"},
    )
    caption = forms.CharField(
        label="Caption",
        required=False,
        max_length=200,
        help_text="What is to be seen, for example: no rail on the upper stairs",
        error_messages=CAPTION_TOO_LONG,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, questions: QuestionSet, **options: Any) -> None:
        super().__init__(*args, **options)
        asked = [(each.id, each.text) for each in questions.questions]
        self.fields["question"].choices = [("", "The home in general"), *asked]

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return file

    def as_sent(self) -> SentPhoto:
        said = self.cleaned_data
        return SentPhoto(
            content=said["file"].read(), question=said["question"], caption=said["caption"]
        )


class CaptionForm(StepForm):
    caption = forms.CharField(
        label="Caption",
        required=False,
        max_length=200,
        help_text="What is to be seen. No names",
        error_messages=CAPTION_TOO_LONG,
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=1,
        error_messages=dict.fromkeys(("required", "invalid", "min_value"), OPEN_AGAIN),
    )

    def __init__(self, *args: Any, photo: VisitPhoto, **options: Any) -> None:
        begin = {"caption": photo.caption, "version": photo.version}
        super().__init__(*args, initial=begin, **options)


class RemovePhotoForm(StepForm):
    why = forms.ChoiceField(
        label="Why is it removed?",
        choices=PhotoRemoval.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose why the photo is removed"
        ),
    )
