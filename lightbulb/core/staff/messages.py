"""What the service tells its own staff: notices on their home page, and mail."""

import smtplib
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from lightbulb.core.record import outbox
from lightbulb.core.staff.models import Absence, Notice, User

LONGEST_NOTICE = Notice._meta.get_field("text").max_length
# What these raise happens before the server took the message, so it was surely not sent.
SURELY_NOT_SENT = (
    ConnectionRefusedError,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPRecipientsRefused,
)


def tell_staff(payload: Mapping[str, Any], key: str) -> None:
    """Tell whoever covers days away, or no longer does, on their home page."""
    if "no_longer_covers" in payload:
        tell_of_the_end(payload)
    else:
        tell_of_cover(payload)


def tell_of_cover(payload: Mapping[str, Any]) -> None:
    absence = Absence.objects.select_related("user", "cover").filter(pk=payload["absence"]).first()
    if absence is None or absence.cover is None:
        return
    put_notice(
        absence.cover,
        "core/notices/you_cover.txt",
        {"absence": absence},
        about=absence.user_id,
    )


def tell_of_the_end(payload: Mapping[str, Any]) -> None:
    people = User.objects.in_bulk([payload["no_longer_covers"], payload["away"]])
    cover, away = (people[UUID(payload[name])] for name in ("no_longer_covers", "away"))
    context = {"away": away, "starts_on": date.fromisoformat(payload["starts_on"])}
    put_notice(cover, "core/notices/no_longer_cover.txt", context, about=away.pk)


def put_notice(to: User, template: str, context: Mapping[str, Any], *, about: UUID) -> None:
    """A notice leads to the page of the colleague it is about."""
    text = render_to_string(template, dict(context)).strip()
    Notice.objects.create(
        to=to, text=text[:LONGEST_NOTICE], url=reverse("core:colleague", args=[about])
    )


def send_password_link(payload: Mapping[str, Any], key: str) -> None:
    """Mail a link to choose a new password. The link is made here, so nothing keeps it."""
    user = User.objects.get(pk=payload["user"])
    path = reverse(
        "account_reset_password_from_key",
        args=[user_pk_to_url_str(user), default_token_generator.make_token(user)],
    )
    text = render_to_string(
        "core/mail/password_link.txt",
        {"user": user, "link": settings.PUBLIC_URL + path},
    )
    send(EmailMessage("Choose a new Lightbulb password", text, to=[user.email]))


def send(message: EmailMessage) -> None:
    """Send a message, telling what was surely refused from what may have gone."""
    try:
        message.send()
    except SURELY_NOT_SENT:
        raise
    except (OSError, smtplib.SMTPException) as error:
        raise outbox.MayHaveHappened(type(error).__name__) from error
