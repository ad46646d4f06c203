"""From what is typed on a call to what is kept, and to what is said back while it goes on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cases import clock
from cases.actions.people import locality_of
from cases.enums import ConcernRoute
from cases.models import Home, Person, SafeguardingConcern
from lightbulb.core.organisations.models import Locality
from lightbulb.core.places.councils import council_of
from lightbulb.core.staff.models import User
from lightbulb.core.templatetags.display import day_date, long_date
from lightbulb.core.time.working_days import BeyondHolidays
from triage.enums import Need, Priority, Staying, TriageOutcome, Wish
from triage.forms.call import CallForm
from triage.gather import is_open, missing_of
from triage.intake import Told
from triage.models import Mail, Referral
from triage.rules.facts import Facts, Suggestion
from triage.rules.figures import figures_on
from triage.rules.suggestion import ranks_from, suggest

IN_HOSPITAL = (Staying.WARD, Staying.NO_ADDRESS)
NO_ADDRESS, NO_TOWN = "Address not known yet", "Town not known yet"
PERSON_FIELDS = ("given_name", "family_name", "preferred_name", "date_of_birth", "nhs_number")
MENDED = ("phone", "call_first", "language", "letters_in", "contact_by", "risks", "surgery")
CALLER = ("source", "door", "caller_name", "caller_relation", "caller_phone", "words")
URGENCY = ("needs", "urgency_facts", "falls", "urgency_asked")
SITUATION = ("staying", "ward", "home_from_hospital_on", "wish", "help_now")

Cleaned = Mapping[str, Any]


def told(
    form: CallForm,
    *,
    linked_to: Referral | None = None,
    mail: Mail | None = None,
    version: int,
    on: date,
) -> Told:
    """What a valid form tells, as unsaved records for the verb.

    `linked_to`: the call told of somebody else at that address before. `mail`: it was told in
    a mail, which is settled by this.
    """
    said = form.cleaned_data
    place = place_of(said, on=on)
    shared = linked_to.home if linked_to and form.is_at(linked_to.home, said) else None
    home = new_home(said, place) if form.is_new_home(said) and not shared else None
    referral = Referral(**{name: said[name] for name in (*CALLER, *URGENCY, *SITUATION)})
    referral.linked_to = linked_to
    fresh = Person(**{name: said[name] for name in (*PERSON_FIELDS, *MENDED)}, home=shared)
    whole = Told(
        referral=referral,
        person=form.person or fresh,
        home=home,
        sharing=form.sharing(on=on),
        concern=concern_of(said),
        mail=mail,
    )
    if form.person is None:
        return whole
    changes = {name: said[name] for name in MENDED if said[name] != getattr(form.person, name)}
    return replace(whole, changes=changes, version=version)


def concern_of(said: Cleaned) -> SafeguardingConcern | None:
    if not said["concern"]:
        return None
    return SafeguardingConcern(
        note=said["concern"],
        route=said["concern_route"] or ConcernRoute.ADULT,
        wants=said["concern_wants"],
        refused=said["concern_refused"],
        override_reason=said["concern_override"],
    )


def place_of(said: Cleaned, *, on: date) -> Locality | None:
    """The locality chosen by hand, else the one the postcode lies in."""
    return said.get("locality") or locality_of(said.get("postcode") or "", on=on)


def new_home(said: Cleaned, place: Locality | None) -> Home:
    """A home as told; what nobody said yet is called so."""
    by_hand = said["locality"] is not None
    return Home(
        address=said["address"] or NO_ADDRESS,
        town=said["town"] or NO_TOWN,
        postcode=said["postcode"],
        tenure=said["tenure"],
        locality=place,
        locality_reason=(said["locality_reason"] or "Chosen on the call") if by_hand else "",
    )


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """What happens next, as far as the call has gone."""

    person: str
    home: str
    needs: str
    suggestion: Suggestion
    priority: str
    band: str
    route: str
    missing: Sequence[tuple[str, str]]  # what to ask, and the field it leads to
    position: str
    say: str
    birth_echo: str
    place_echo: str


def outlook(form: CallForm, *, by: User, on: date) -> Outlook:
    """Read what can be read of a bound form, whatever is still wrong or missing in it."""
    form.is_valid()
    said = form.cleaned_data
    place = current_place(form, on=on)
    suggestion = suggest(facts_of(form, place, on=on), on=on)
    return Outlook(
        person=person_line(form, on=on),
        home=", ".join(filter(None, (said.get(name) for name in ("address", "town")))),
        needs=", ".join(str(Need(need).label) for need in said.get("needs", ())),
        suggestion=suggestion,
        priority=str(Priority(suggestion.priority).label),
        band=band_of(suggestion, on=on),
        route=route_of(suggestion, place),
        missing=missing(form),
        position=position(suggestion, by=by, on=on),
        say=sentence(suggestion, place, on=on),
        birth_echo=birth_echo(said.get("date_of_birth"), on=on),
        place_echo=place_echo(form, place),
    )


def current_place(form: CallForm, *, on: date) -> Locality | None:
    """The locality of the address told, or of the home known of the person chosen."""
    said = form.cleaned_data
    if form.person and form.person.home and not form.is_new_home(said):
        return form.person.home.locality
    return place_of(said, on=on)


def facts_of(form: CallForm, place: Locality | None, *, on: date) -> Facts:
    """Gather what the rule asks for. Holds no rule."""
    said = form.cleaned_data
    person = form.person or Person(
        family_name=said.get("family_name") or "",
        date_of_birth=said.get("date_of_birth"),
        phone=said.get("phone") or "",
    )
    outside = bool(said.get("postcode")) and place is None
    home = form.person.home if form.person else None
    staying = said.get("staying") or Staying.HOME
    return Facts(
        needs=frozenset(said.get("needs") or ()),
        urgency_facts=frozenset(said.get("urgency_facts") or ()),
        falls=said.get("falls"),
        age=person.age_on(on),
        tenure=said.get("tenure") or "",
        staying=staying,
        wish=said.get("wish") or Wish.NOT_SAID,
        source=said.get("source") or "",
        in_county=True if place else (False if outside else None),
        missing=missing_of(
            person,
            has_address=home is not None or form.is_new_home(said),
            caller_phone=said.get("caller_phone") or "",
            staying=staying,
        ),
        open_already=is_open(person),
    )


def person_line(form: CallForm, *, on: date) -> str:
    """ "Dorothy “Dot” Pearse, 85"."""
    said = form.cleaned_data
    person = form.person or Person(**{name: said.get(name) or None for name in PERSON_FIELDS})
    called = f"“{person.preferred_name}”" if person.preferred_name else ""
    name = " ".join(filter(None, (person.given_name, called, person.family_name)))
    age = person.age_on(on)
    return ", ".join(filter(None, (name, "" if age is None else str(age))))


def band_of(suggestion: Suggestion, *, on: date) -> str:
    """ "10, this week is 8 to 13"."""
    label = str(Priority(suggestion.priority).label).lower()
    bands = figures_on(on).bands
    least = {band: score for score, band in bands}[suggestion.priority]
    above = min((score for score, _ in bands if score > least), default=None)
    span = f"{least} or more" if above is None else f"{least} to {above - 1}"
    return f"{suggestion.score}, {label} is {span}"


def route_of(suggestion: Suggestion, place: Locality | None) -> str:
    route = str(TriageOutcome(suggestion.outcome).label).lower()
    in_place = suggestion.outcome == TriageOutcome.LOCALITY_CASE and place
    return f"{route}, {place.name}" if in_place and place else route


def missing(form: CallForm) -> list[tuple[str, str]]:
    """What is still to ask before this can be sent, each with the field it leads to."""
    return [
        (str(text), f"#{form[name].auto_id}")
        for name, texts in form.errors.items()
        if name != "__all__"
        for text in texts
    ]


def position(suggestion: Suggestion, *, by: User, on: date) -> str:
    """ "about place 9 of 64", among what the person may see."""
    waiting = Referral.objects.visible_to(by, on=on).in_queue(on)
    mine = ranks_from(on, suggestion.told, figures_on(on))
    before = waiting.filter(ranks_from__lte=mine).count()
    return f"about place {before + 1} of {waiting.count() + 1}"


def sentence(suggestion: Suggestion, place: Locality | None, *, on: date) -> str:
    """What to read out at the end: a day only from a target that is in force."""
    said = SAY.get(suggestion.outcome, "").format(service=suggestion.service)
    return f"{said or somebody_rings(place, first_call_by(on), on)} {WORSE}"


def somebody_rings(place: Locality | None, by_day: date | None, on: date) -> str:
    who = f"Somebody from {place.name}" if place else "Somebody"
    return f"{who} will ring{f' by {day_date(by_day, on)}' if by_day else ''}."


WORSE = "If anything gets worse before then, ring us back straight away."
# What is read out where the suggestion is no visit. A person decides, so none promises more.
SAY: Mapping[str, str] = {
    TriageOutcome.OUT_OF_AREA: (
        "The home is outside our county. We will find out which council helps, and ring you."
    ),
    TriageOutcome.ADVICE: "We will look at what you told us and ring you with advice.",
    TriageOutcome.SELF_HELP: "We will send you a pack that says how to choose, and who to ask.",
    TriageOutcome.SIGNPOSTED: "We will pass you to {service}, who will ring you.",
    TriageOutcome.OTHER_DISTRICT: "We will pass you to {service} at your council.",
    TriageOutcome.ADULT_SOCIAL_CARE: "We will pass this to adult social care, who will ring you.",
    TriageOutcome.CHILDRENS_SERVICES: (
        "We will pass this to children and family services, who will ring you."
    ),
    TriageOutcome.HOSPITAL_HOUSING: "Somebody from the hospital housing team will ring the ward.",
}


def first_call_by(on: date) -> date | None:
    """The last day for the first call, None where no target says or none can be worked out."""
    try:
        return clock.first_call_by(on, clock.targets_on(on))
    except BeyondHolidays:
        return None


def birth_echo(born: date | None, *, on: date) -> str:
    age = Person(date_of_birth=born).age_on(on)
    return f"{long_date(born)}, age {age}" if born else ""


def place_echo(form: CallForm, place: Locality | None) -> str:
    """Where the home lies, in words."""
    postcode = form.cleaned_data.get("postcode")
    if place:
        return f"In {place.name}."
    if not postcode:
        return ""
    council = council_of(postcode) or "another council, outside the county"
    where = f"{postcode} lies with {council}"
    staying = form.cleaned_data.get("staying")
    if staying in IN_HOSPITAL:
        return f"{where}: the hospital team helps here too."
    return f"{where}. Triage will say whom to ask there."
