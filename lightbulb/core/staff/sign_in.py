"""Sign-in as allauth does it, with our record, our words and our outbox."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from lightbulb.core.kept.keeping import claim, waiting
from lightbulb.core.kept.sittings import begin_sitting
from lightbulb.core.keys import new_key
from lightbulb.core.record import outbox
from lightbulb.core.record.actors import Actor, System
from lightbulb.core.record.events import record
from lightbulb.core.staff.models import User
from lightbulb.core.verbs import Verb

SIGN_IN = System("sign-in")
CLOSED = "Your account is closed, so you cannot sign in."


class AccountAdapter(DefaultAccountAdapter):
    """Staff do not sign themselves up, and every mail goes through the outbox."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Check the email address and the password: together they "
        "are not right",
        "enter_current_password": "Your password now is not that one",
        "incorrect_password": "That is not your password",
        "invalid_password_reset": "This link no longer works. Ask for a new one",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Too many wrong passwords get a page of their own, not a line in a form."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            raise ImmediateHttpResponse(respond_429(request)) from error

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        now = timezone.now().timestamp()
        request.session["signed_in_at"] = request.session["seen_at"] = now
        note(Verb.SIGNED_IN, user, by=user)
        begin_sitting(request, user)
        claim(request, user)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where no other page was asked for: back to the form that was kept."""
        kept = waiting(request)
        return kept[0].url if kept else str(super().get_login_redirect_url(request))

    def logout(self, request: HttpRequest) -> None:
        if request.user.is_authenticated:
            note(Verb.SIGNED_OUT, request.user, by=request.user)
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        super().authentication_failed(request, **credentials)
        user = User.objects.filter(email=(credentials.get("email") or "").lower()).first()
        if user:
            note(Verb.SIGN_IN_REFUSED, user, by=SIGN_IN)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """The password was right, so the person may be told what is wrong."""
        note(Verb.SIGN_IN_REFUSED, user, by=SIGN_IN)
        raise PermissionDenied(CLOSED)

    def set_password(self, user: User, password: str) -> None:
        with transaction.atomic():
            super().set_password(user, password)
            record(Verb.PASSWORD_CHANGED, user, by=user, on=timezone.localdate())

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        with transaction.atomic():
            outbox.put(
                "password_link",
                key=f"password:{new_key()}",
                payload={"user": str(user.pk)},
            )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing else of allauth's is sent: what it would say is on the screen already."""


def note(verb: Verb, user: User, *, by: Actor) -> None:
    with transaction.atomic():
        record(verb, user, by=by, on=timezone.localdate())
