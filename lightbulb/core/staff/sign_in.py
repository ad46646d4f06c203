"""Sign-in as allauth does it, with our record and our outbox."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from lightbulb.core.keys import new_key
from lightbulb.core.record import outbox
from lightbulb.core.record.actors import System
from lightbulb.core.record.events import record
from lightbulb.core.staff.models import User
from lightbulb.core.verbs import Verb

SIGN_IN = System("sign-in")


class AccountAdapter(DefaultAccountAdapter):
    """Staff do not sign themselves up, and every mail goes through the outbox."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        request.session["signed_in_at"] = timezone.now().timestamp()
        with transaction.atomic():
            record(Verb.SIGNED_IN, user, by=user, on=timezone.localdate())

    def logout(self, request: HttpRequest) -> None:
        if request.user.is_authenticated:
            with transaction.atomic():
                record(
                    Verb.SIGNED_OUT,
                    request.user,
                    by=request.user,
                    on=timezone.localdate(),
                )
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        super().authentication_failed(request, **credentials)
        user = User.objects.filter(email=(credentials.get("email") or "").lower()).first()
        if user:
            with transaction.atomic():
                record(Verb.SIGN_IN_REFUSED, user, by=SIGN_IN, on=timezone.localdate())

    def set_password(self, user: User, password: str) -> None:
        with transaction.atomic():
            super().set_password(user, password)
            record(Verb.PASSWORD_CHANGED, user, by=user, on=timezone.localdate())

    def send_password_reset_mail(
        self, user: User, email: str, context: dict[str, Any]
    ) -> None:
        with transaction.atomic():
            outbox.put(
                "password_link",
                key=f"password:{new_key()}",
                payload={"user": str(user.pk)},
            )

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Nothing else of allauth's is sent: what it would say is on the screen already."""
