"""Letters: asked for by a verb, made afterwards by the worker, sent by a person."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from cases.access import why_not_send_letters
from cases.actions.steps import place_of
from cases.enums import Channel, LetterFormat
from cases.letters.kinds import Said, kept, kind_of
from cases.models import Case, Letter, Person
from cases.verbs import Verb
from cases.workflow import LETTER
from lightbulb.core.access.refusal import require
from lightbulb.core.organisations.models import Organisation
from lightbulb.core.record import outbox
from lightbulb.core.record.actors import Actor
from lightbulb.core.record.events import Place, record
from lightbulb.core.staff.models import User
from lightbulb.core.workflow import NotAllowed

SERVICE = "The Lightbulb team"


@transaction.atomic
def write_letter(
    *,
    said: Said,
    person: Person,
    reference: str,
    case: Case | None = None,
    not_before: datetime | None = None,
    by: Actor,
    on: date,
) -> Letter:
    """Ask for a letter to a person, in the way they want to be told.

    It is made by the worker, not before `not_before`: until then it can be taken back and
    nobody has seen it. Whoever may do what the letter tells of may write it, so the verb
    that calls this has asked. Raises NotAllowed when they have died.
    """
    if person.canonical.died_on:
        raise NotAllowed("They have died, and no letter goes to them.")
    letter = Letter(
        kind=kind_of(said),
        reference=reference,
        person=person,
        case=case,
        said=kept(said),
        asked_on=on,
        asked_by=by if isinstance(by, User) else None,
        **addressed(person),
        **signed(by, on=on),
    )
    letter.full_clean()
    letter.save(force_insert=True)
    detail = {"letters_in": str(letter.letters_in)}
    _record(Verb.LETTER_WRITTEN, letter, by=by, on=on, channel=True, more=detail)
    payload = {"letter": str(letter.pk)}
    outbox.put("make_letter", key=key_of(letter), payload=payload, not_before=not_before)
    return letter


@transaction.atomic
def send_letter(*, letter: Letter, by: User, on: date) -> Letter:
    """Record that a letter was posted, texted or read out. Raises NotAllowed when it was before."""
    require(why_not_send_letters(by, on=on))
    letter = _locked(letter)
    letter.state = LETTER.next_state(letter.state, "send")
    letter.sent_on, letter.sent_by = on, by
    letter.save(update_fields=["state", "sent_on", "sent_by"])
    _record(Verb.LETTER_SENT, letter, by=by, on=on, channel=True)
    return letter


@transaction.atomic
def take_back_letter(*, letter: Letter, by: Actor, on: date) -> Letter:
    """Stop a letter that has not been sent, because what it tells of was taken back.

    Raises NotAllowed when it was sent already: then another letter must put it right.
    """
    letter = _locked(letter)
    letter.state = LETTER.next_state(letter.state, "take_back")
    letter.save(update_fields=["state"])
    outbox.cancel(key=key_of(letter))
    _record(Verb.LETTER_TAKEN_BACK, letter, by=by, on=on)
    return letter


def addressed(person: Person) -> dict[str, Any]:
    """To whom and how, as it stands today."""
    home = person.home
    lines = [home.address, home.town, home.postcode] if home else []
    return {
        "channel": channel_for(person),
        "letters_in": person.letters_in,
        "to_name": person.full_name,
        "to_lines": [line for line in lines if line],
        "to_phone": person.phone,
    }


def channel_for(person: Person) -> Channel:
    """How a person is told: as they asked, or by post where no number is known.

    A letter in audio is read out: there is nobody here who records one.
    """
    wanted = Channel(person.contact_by)
    if person.letters_in == LetterFormat.AUDIO:
        wanted = Channel.PHONE
    return wanted if person.phone else Channel.POST


def signed(by: Actor, *, on: date) -> dict[str, Any]:
    """Who writes, whom to ring, and the hub's address."""
    hub = Organisation.objects.hub_on(on)
    sender: dict[str, Any] = {
        "sender": list(hub.letter_lines) if hub else [],
        "signed_by": SERVICE,
        "ring": hub.phone if hub else "",
    }
    if not isinstance(by, User):
        return sender
    posts = by.memberships_on(on)
    mine = {"signed_by": by.name, "signed_as": posts[0].role_name if posts else ""}
    return sender | mine | ({"ring": by.phone} if by.phone else {})


def key_of(letter: Letter) -> str:
    return f"letter:{letter.pk}"


def _locked(letter: Letter) -> Letter:
    found = Letter.objects.select_related("person", "case__locality")
    return found.select_for_update(of=("self",)).get(pk=letter.pk)


def _record(
    verb: Verb,
    letter: Letter,
    *,
    by: Actor,
    on: date,
    channel: bool = False,
    more: Mapping[str, object] | None = None,
) -> None:
    place = place_of(letter.case) if letter.case else Place(person_id=letter.person_id)
    detail: dict[str, object] = {"letter": letter.pk, "kind": letter.kind, **(more or {})}
    if channel:
        detail["channel"] = str(letter.channel)
    record(verb, letter, by=by, on=on, detail=detail, place=place)
