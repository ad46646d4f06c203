"""Pages open to everybody: larger type, their own footer, and a limit on how often.

Whoever sends a form here has no account, so the forms are kept from abuse by three plain
things: a limit by address, a field that only a program fills in, and the limits of size that
every form has. No puzzle is set, which would keep out the people the service is for.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from rest_framework.throttling import SimpleRateThrottle

from lightbulb.core.access.outside import Outsider

View = Callable[..., HttpResponse]
SALT = "lightbulb.core.web.public"


def public_page(view: View) -> View:
    """Mark a view as open to whoever has no account."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.is_public = True
        return view(request, *args, **kwargs)

    return login_not_required(shown)


def acting_as(request: HttpRequest, outsider: Outsider) -> Outsider:
    """Say as what this request acts, for the record of whom it shows."""
    request.outsider = outsider
    return outsider


class Throttle(SimpleRateThrottle):
    """How often one address, or one reference, may try; counted in the database.

    What is counted by is kept as a keyed digest alone, so that no address stands in a table.
    """

    def __init__(self, scope: str, by: str = "") -> None:
        self.scope, self.by = scope, by
        super().__init__()

    def get_cache_key(self, request: Any, view: Any) -> str:
        who = salted_hmac(SALT, self.by or self.get_ident(request)).hexdigest()
        return f"throttle:{self.scope}:{who}"


def is_too_often(request: HttpRequest, scope: str, *, by: str = "") -> bool:
    """Whether this address, or what `by` names, has tried too often; counts this try."""
    return not Throttle(scope, by).allow_request(request, None)


PERHAPS_A_PROGRAM = (
    "A field that nobody sees was filled in, so this may not come from a person. Press the "
    "button again, or ring us"
)


class NotForPrograms(forms.Form):
    """A field that people do not see and programs fill in. The page empties it again, so that
    somebody whose browser filled it in presses once more and nothing is lost."""

    website = forms.CharField(
        label="Leave this empty",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("website"):
            self.add_error(None, PERHAPS_A_PROGRAM)
        return cleaned
