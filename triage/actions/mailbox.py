"""Working the shared mailbox: taking a mail in, handing it on, settling it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.clock import targets_on
from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import Place, record
from lightbulb.core.staff.models import User
from lightbulb.core.time.working_days import BeyondHolidays, add_working_days
from triage.access import why_not_decide_referral, why_not_own_mail
from triage.models import Mail, Referral
from triage.verbs import Verb
from triage.workflow import MAIL

TARGET = "mail_settled"  # the target that says by when a mail is settled


@transaction.atomic
def take_mail(*, mail: Mail, by: User, on: date) -> Mail:
    """Take a mail into the queue: it is whose it says, or whoever pasted it."""
    require(why_not_decide_referral(by, on=on))
    mail.taken_by = by
    mail.owner = mail.owner if mail.owner_id else by
    mail.due_on = due_on(mail.received_on, on=on)
    mail.full_clean()
    mail.save(force_insert=True)
    record(Verb.MAIL_TAKEN, mail, by=by, on=on)
    return mail


def due_on(received_on: date, *, on: date) -> date | None:
    """The last day on target; None where no target is in force or none can be worked out."""
    days = targets_on(on).get(TARGET)
    try:
        return None if days is None else add_working_days(received_on, days)
    except BeyondHolidays:
        return None


def note_mail_read(mail: Mail, *, by: User, on: date) -> None:
    """Leave a trace of who read it: nobody knows yet whom it is about, so the record of looks
    cannot hold it."""
    with transaction.atomic():
        record(Verb.MAIL_READ, mail, by=by, on=on)


@transaction.atomic
def hand_on_mail(*, mail: Mail, to: User, by: User, on: date) -> Mail:
    """Make it somebody else's to see to. Raises NotAllowed once it is settled."""
    require(why_not_decide_referral(by, on=on))
    require(why_not_own_mail(to, on=on))
    held = _locked(mail)
    MAIL.next_state(held.state, "answer")
    held.owner = to
    held.save(update_fields=["owner"])
    record(Verb.MAIL_HANDED_ON, held, by=by, on=on, detail={"to": to.pk})
    return held


@transaction.atomic
def close_mail(
    *, mail: Mail, answer: str = "", referral: Referral | None = None, by: User, on: date
) -> Mail:
    """Settle it: by what was answered, or by the referral it led to or belongs to.

    Raises NotAllowed when it is settled, and ValidationError when nothing was done.
    """
    require(why_not_decide_referral(by, on=on))
    if not answer.strip() and referral is None:
        raise ValidationError("Say what was done, or name the referral it belongs to.")
    held = _locked(mail)
    held.state = MAIL.next_state(held.state, "refer" if referral else "answer")
    held.answer, held.referral = answer, referral
    held.closed_on, held.closed_by = on, by
    held.full_clean()
    held.save()
    detail: dict[str, object] = {"state": str(held.state)}
    if referral:
        detail["referral"] = referral.pk
    place = Place(person_id=referral.person_id) if referral else Place()
    record(Verb.MAIL_CLOSED, held, by=by, on=on, detail=detail, place=place)
    return held


def _locked(mail: Mail) -> Mail:
    return Mail.objects.select_for_update(of=("self",)).get(pk=mail.pk)
