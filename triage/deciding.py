"""Who is looking at a referral to decide it, so that two people do not do it at once."""

from datetime import datetime, timedelta

from django.db.models import Q

from lightbulb.core.staff.models import User
from lightbulb.core.templatetags.display import clock_time
from triage.models import Referral

# Somebody who opened it that long ago has gone on to something else.
LOOKS_FOR = timedelta(minutes=10)


def mark_deciding(referral: Referral, *, by: User, at: datetime) -> None:
    """Note that somebody opened it, unless somebody else did a moment ago.

    No event: it tells colleagues and binds nobody. The decision's own lock does that.
    """
    free = Q(deciding_by=None) | Q(deciding_since__lt=at - LOOKS_FOR)
    Referral.objects.filter(free, pk=referral.pk).update(deciding_by=by, deciding_since=at)


def somebody_else(referral: Referral, *, by: User, at: datetime) -> str:
    """ "Sam Ode is deciding this, since 10:49am", or nothing."""
    who, since = referral.deciding_by, referral.deciding_since
    if who is None or since is None or who == by or since < at - LOOKS_FOR:
        return ""
    return f"{who.name} is deciding this, since {clock_time(since)}"
