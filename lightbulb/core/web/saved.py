"""Filters of a list under a name, for the one who comes back to them: kept, and removed again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lightbulb.core.kept.keeping import sent
from lightbulb.core.keys import Keyed
from lightbulb.core.staff.models import User

MOST = 12


class SavedViewQuerySet(models.QuerySet[Any]):
    def of(self, user: User) -> Self:
        """One's own alone."""
        return self.filter(user=user)


class SavedView(Keyed):
    """The filters of one list under a name. A list has its own model, with its `user`."""

    user: "models.ForeignKey[User, User]"
    name = models.CharField(max_length=40)
    address = models.CharField("filters, as they stand in the address", max_length=1000)

    objects: Any = SavedViewQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


def once_a_name(constraint: str) -> models.UniqueConstraint:
    """Nobody has two views of one list under one name."""
    return models.UniqueConstraint(
        fields=["user", "name"],
        name=constraint,
        violation_error_message="You have a view of this name. Choose another.",
    )


View = TypeVar("View", bound=SavedView)


@dataclass(frozen=True)
class SavedViews(Generic[View]):
    """The saved views of one list: where they are kept, and the words about them."""

    model: type[View]
    title: str  # of the list, as "Triage queue"
    list_words: str  # inside a sentence, as "the queue"
    rows: str  # what stands in it, as "referrals"
    example: str  # a name one may give
    list_url: str  # names of addresses
    views_url: str
    remove_url: str

    def page(
        self, request: HttpRequest, *, asked: str, tags: Sequence[dict[str, str]]
    ) -> HttpResponse:
        """Those there are, and the filters of the address under a name."""
        form = ViewForm(sent(request), example=self.example)
        if request.method == "POST" and form.is_valid():
            unsaved = self.model(user=request.user, name=form.cleaned_data["name"], address=asked)
            if problem := self.why_not_kept(unsaved):
                form.add_error("name", problem)
            else:
                unsaved.save(force_insert=True)
                said = f"{unsaved.name} stands above {self.list_words} from now on."
                messages.success(request, said)
                return redirect(f"{reverse(self.list_url)}?{asked}")
        context = {"saved": self, "form": form, "asked": asked, "tags": tags}
        context["views"] = self.model.objects.of(request.user)
        status = 422 if form.errors else 200
        return render(request, "core/saved_views.html", context, status=status)

    def why_not_kept(self, unsaved: View) -> str:
        """What is wrong with a view to be kept; nothing, when it may be."""
        if not unsaved.address:
            return f"Choose filters in {self.list_words} first: this view would be all of it"
        if self.model.objects.of(unsaved.user).count() >= MOST:
            return f"You have {MOST} views. Remove one first"
        try:
            unsaved.full_clean()
        except ValidationError as error:
            return " ".join(error.messages)
        return ""

    def remove(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        self.model.objects.of(request.user).filter(pk=pk).delete()
        said = f"The view is removed. The {self.rows} in it are where they were."
        messages.success(request, said)
        return redirect(self.views_url)


class ViewForm(forms.Form):
    name = forms.CharField(
        label="Name of the view",
        max_length=40,
        error_messages={"max_length": "A name can have up to 40 characters here"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, example: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].error_messages["required"] = f"Enter a name, like {example}"
