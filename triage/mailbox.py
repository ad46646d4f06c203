"""What a mail tells a call: its text, and who wrote it."""

from datetime import date
from typing import Any

from lightbulb.core.staff.models import User
from triage.drafts import as_key
from triage.enums import Door, Source
from triage.models import Mail

LONGEST_WORDS = 5000


def mail_of(user: User, key: str, *, on: date) -> Mail | None:
    """A mail that waits and that the user may see."""
    visible = Mail.objects.visible_to(user, on=on).waiting()
    return visible.filter(pk=as_key(key)).first()


def told_in(mail: Mail) -> dict[str, Any]:
    """First answers of a call: all of it may be changed. Of a long mail the beginning."""
    return {
        "caller_name": mail.sender[:150],
        "door": Door.MAILBOX,
        "source": Source.OTHER,
        "words": mail.body[:LONGEST_WORDS],
    }
