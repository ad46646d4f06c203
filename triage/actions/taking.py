"""Taking a referral."""

from datetime import date

from django.db import transaction

from cases.references import new_reference
from lightbulb.core.access.outside import Outsider
from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import Place, record
from lightbulb.core.staff.models import User
from triage.access import why_not_log_referral
from triage.gather import suggestion_for
from triage.models import Referral
from triage.rules.figures import figures_on
from triage.rules.suggestion import ranks_from
from triage.verbs import Verb


@transaction.atomic
def log_referral(*, referral: Referral, by: User | Outsider, on: date) -> Referral:
    """Take a referral about somebody who is found or already added.

    It comes unsaved with its person and home. Raises ValidationError when no need is named.
    """
    require(why_not_log_referral(by, on=on))
    referral.reference = new_reference()
    referral.received_on = on
    referral.logged_by = by if isinstance(by, User) else None
    if referral.locality is None and referral.home is not None:
        referral.locality = referral.home.locality
    rank(referral, on=on)
    referral.full_clean()
    referral.save(force_insert=True)
    detail = {
        "door": str(referral.door),
        "source": str(referral.source),
        "needs": [str(need) for need in referral.needs],
        "score": referral.score,
    }
    place = Place(person_id=referral.person_id, locality_id=referral.locality_id)
    record(Verb.REFERRAL_LOGGED, referral, by=by, on=on, detail=detail, place=place)
    return referral


def rank(referral: Referral, *, on: date) -> None:
    """Write down where it stands in the queue, for what was told so far."""
    suggestion = suggestion_for(referral, on=on)
    figures = figures_on(max(on, referral.received_on))
    referral.score, referral.priority = suggestion.told, figures.band(suggestion.told)
    referral.ranks_from = ranks_from(referral.received_on, suggestion.told, figures)
