"""What waits at the other doors of the demonstration: mails, a practice's list, partners' links."""

from datetime import date, timedelta

from django.db import transaction

from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.roles import with_permission
from lightbulb.core.staff.models import Membership
from triage.actions import (
    close_mail,
    make_partner_link,
    note_answers,
    note_letters_sent,
    take_list,
    take_mail,
)
from triage.demonstration.cast import Cast, cast_on
from triage.models import Invitation, Mail, PartnerLink, PracticeList

MAILS = (
    ("Ward 7, Elm Hospital", "Home on Friday", "She goes home on Friday and cannot climb stairs."),
    ("Copperbeech Surgery", "Two falls", "He fell twice this month. Would somebody look in?"),
    ("Lampwright Homes", "A rail that came loose", "The rail we put in came off the wall."),
)
PARTNERS = (("Copperbeech Surgery", "gp"), ("Elm Hospital, Ward 7", "hospital"))
PRACTICE, INVITED, SAID_NO, GONE = "Copperbeech Surgery", 24, 5, 1


@transaction.atomic
def seed_doors(*, on: date) -> str:
    """By the verbs, as if it were done today; who has a link is told nothing of it."""
    cast = cast_on(on)
    for sender, subject, body in MAILS:
        mail = Mail(sender=sender, subject=subject, body=body, received_on=on)
        taken = take_mail(mail=mail, by=cast.officer, on=on)
    close_mail(mail=taken, answer="Rang the landlord, who mends it.", by=cast.officer, on=on)
    seed_links(on=on)
    seed_list(cast, on=on)
    return f"{len(MAILS)} mails, {len(PARTNERS)} partner links, {INVITED} invitations"


def seed_links(*, on: date) -> None:
    keepers = Membership.objects.in_force(on).filter(
        role__in=with_permission(Permission.KEEP_ACCOUNTS)
    )
    manager = keepers.order_by("user__email")[0].user
    for name, source in PARTNERS:
        link = PartnerLink(name=name, source=source, ends_on=on + timedelta(days=180))
        make_partner_link(link=link, by=manager, on=on)


def seed_list(cast: Cast, *, on: date) -> None:
    unsaved = PracticeList(
        practice=PRACTICE,
        agreement="Example of a sharing agreement",
        patients_told="told",
        purge_on=on + timedelta(days=90),
        rows=INVITED + 2,
        left_out=2,
    )
    invited = [
        Invitation(
            number=number,
            first_name="Wick",
            last_name=f"Candle{number}",
            address=f"{number} Lantern Row",
            town="Sileby",
            postcode="LE12 7PX",
        )
        for number in range(2, INVITED + 2)
    ]
    by = cast.officer
    taken = take_list(practice_list=unsaved, invitations=invited, by=by, on=on)
    note_letters_sent(practice_list=taken, by=by, on=on)
    note_answers(invitations=invited[:SAID_NO], step="decline", by=by, on=on)
    note_answers(invitations=invited[-GONE:], step="move", by=by, on=on)
