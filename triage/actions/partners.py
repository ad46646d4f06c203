"""Letting partners refer people by a link of their own, and ending that."""

from datetime import date

from django.db import transaction

from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import AlreadyDone, record
from lightbulb.core.staff.models import User
from triage.access import why_not_keep_partner_links
from triage.models import PartnerLink
from triage.verbs import Verb


@transaction.atomic
def make_partner_link(*, link: PartnerLink, by: User, on: date) -> PartnerLink:
    """Let an organisation refer people from today. It comes unsaved, with its last day.

    Raises ValidationError when the organisation has a link that stands.
    """
    require(why_not_keep_partner_links(by, on=on))
    link.starts_on, link.made_by = on, by
    link.full_clean()
    link.save(force_insert=True)
    detail = {"source": str(link.source), "ends_on": link.ends_on}
    record(Verb.PARTNER_LINK_MADE, link, by=by, on=on, detail=detail)
    return link


@transaction.atomic
def end_partner_link(*, link: PartnerLink, by: User, on: date) -> PartnerLink:
    """End a link at once. Raises AlreadyDone when it was ended before."""
    require(why_not_keep_partner_links(by, on=on))
    held = PartnerLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if held.ended_on:
        raise AlreadyDone(Verb.PARTNER_LINK_ENDED.word)
    held.ended_on = on
    held.save(update_fields=["ended_on"])
    record(Verb.PARTNER_LINK_ENDED, held, by=by, on=on)
    return held
