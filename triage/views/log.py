"""Logging a referral while somebody tells it: one page, nothing typed lost."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases import find as finding
from cases.models import Person
from cases.possible import Possible, possible_duplicates
from lightbulb.core.access.refusal import require
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.keys import new_key
from lightbulb.core.record.events import AlreadyDone
from lightbulb.core.record.models import Versioned
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.record.requests import current_request_id
from lightbulb.core.record.revisions import EditConflict
from lightbulb.core.staff.models import User
from lightbulb.core.templatetags.display import clock_time
from lightbulb.core.web.conflicts import LateEdit, chosen, show_conflict
from lightbulb.core.web.context import memberships_of
from lightbulb.core.web.members import members_only
from lightbulb.core.web.showing import say_shown, shows_people
from triage import drafts
from triage.access import takes_cases, why_not_log_referral, why_not_take_on
from triage.actions import note_mail_read
from triage.call import MENDED, outlook, told
from triage.enums import Door
from triage.forms.call import CallForm, first_answers
from triage.intake import take_on_the_spot, take_referral
from triage.mailbox import mail_of, told_in
from triage.models import CallDraft, Mail, Referral
from triage.views.logged import to_the_visit

MANY = ("needs", "urgency_facts")
# What is known of somebody chosen, to be asked again: "still right?"
OF_PERSON = ("phone", "call_first", "language", "letters_in", "contact_by", "surgery")
OF_HOME = ("address", "town", "postcode", "tenure")


@dataclass
class Draft:
    """A call half told: what was typed, who was chosen, and what Find found.

    `key` names it where it is kept; `linked_to` is the referral of somebody else there.
    """

    typed: dict[str, Any]
    person: Person | None = None
    found: finding.Found | None = None
    looked_for: str = ""
    key: UUID = field(default_factory=new_key)
    linked_to: Referral | None = None
    mail: Mail | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@kept_as("Your referral")
@shows_people(Showing.PAGE)
def log(request: HttpRequest) -> HttpResponse:
    """The page, and each of its buttons: find, choose, check, send."""
    on = timezone.localdate()
    require(why_not_log_referral(request.user, on=on))
    if request.method != "POST":
        return begin(request, on=on)
    press, _, key = request.POST.get("press", "send").partition(":")
    draft = draft_of(request, request.POST, on=on)
    if press in TAKES:
        return send(request, draft, TAKES[press], on=on)
    if press == "save":
        keep(request, draft)
        messages.success(request, "Saved. Only you can see it, and it waits here for you.")
        return redirect("triage:log")
    if press in PRESSES:
        PRESSES[press](request, draft, key, on)
    draft.typed.setdefault("door", door_of(request))
    return show(request, draft, on=on)


def begin(request: HttpRequest, *, on: date) -> HttpResponse:
    """A new page or a saved call, or what was typed before the sign-in ended."""
    answers = sent(request)
    draft = draft_of(request, answers, on=on) if answers else opened(request, on=on)
    draft.typed.setdefault("door", door_of(request))
    if draft.mail:
        note_mail_read(draft.mail, by=request.user, on=on)
    return show(request, draft, on=on)


def door_of(request: HttpRequest) -> str:
    """Where this user's calls come in, as a first answer that may be changed."""
    first = memberships_of(request)[0]
    if first.role != RoleCode.TRIAGE_OFFICER:
        return Door.HSC
    return Door.FCP if "first contact" in first.organisation.name.lower() else Door.CSC


def opened(request: HttpRequest, *, on: date) -> Draft:
    """A new call, one that was saved half-done, or one about somebody else at an address."""
    if kept := drafts.kept_as(request.GET.get("draft", ""), user=request.user):
        person = person_of(request.user, str(kept.person_id or ""), on=on)
        linked = referral_of(request.user, kept.answers.get("linked_to", ""), on=on)
        mail = mail_of(request.user, kept.answers.get("mail", ""), on=on)
        return Draft(kept.answers, person=person, key=kept.pk, linked_to=linked, mail=mail)
    if mail := mail_of(request.user, request.GET.get("mail", ""), on=on):
        return Draft({"door": door_of(request)} | told_in(mail), mail=mail)
    linked = first_told(request, on=on)
    typed = drafts.shared_with(linked) if linked else {}
    return Draft({"door": door_of(request)} | typed, linked_to=linked)


def first_told(request: HttpRequest, *, on: date) -> Referral | None:
    """Whose call told of the address: `with` names a referral, `at` the case it became."""
    if case := drafts.as_key(request.GET.get("at", "")):
        return Referral.objects.visible_to(request.user, on=on).filter(case=case).first()
    return referral_of(request.user, request.GET.get("with", ""), on=on)


def referral_of(user: User, key: str, *, on: date) -> Referral | None:
    """A referral the user may see or took today."""
    found = drafts.as_key(key)
    own = Q(logged_by=user, received_on=on)
    visible = Referral.objects.visible_to(user, on=on).values("pk")
    return Referral.objects.filter(own | Q(pk__in=visible)).filter(pk=found).first()


def draft_of(request: HttpRequest, told: QueryDict, *, on: date) -> Draft:
    return Draft(
        typed_in(told),
        person=person_of(request.user, told.get("person", ""), on=on),
        looked_for=told.get("find", ""),
        key=drafts.as_key(told.get("draft", "")) or new_key(),
        linked_to=referral_of(request.user, told.get("linked_to", ""), on=on),
        mail=mail_of(request.user, told.get("mail", ""), on=on),
    )


def keep(request: HttpRequest, draft: Draft) -> None:
    from_ = {"linked_to": draft.linked_to, "mail": draft.mail}
    told = draft.typed | {name: str(each.pk) for name, each in from_.items() if each}
    drafts.keep(draft.key, user=request.user, person=draft.person, answers=told, at=timezone.now())


@require_POST
@members_only
@kept_as("Your referral", on="triage:log", part=True)
def save(request: HttpRequest) -> JsonResponse:
    """For the script of the page: the call as it stands is kept, while it goes on."""
    on = timezone.localdate()
    require(why_not_log_referral(request.user, on=on))
    keep(request, draft_of(request, request.POST, on=on))
    return JsonResponse({"saved": f"Saved at {clock_time(timezone.now())} as a draft only you see"})


@require_POST
@members_only
def throw_away(request: HttpRequest, pk: UUID) -> HttpResponse:
    CallDraft.objects.of(request.user).filter(pk=pk).delete()
    return redirect("triage:log")


def typed_in(answers: QueryDict) -> dict[str, Any]:
    """The answers as they were typed, right or wrong."""
    flows = [name for name in answers if name.startswith("share_")]
    names = [name for name in (*CallForm.base_fields, *flows) if name in answers]
    return {name: answers.getlist(name) if name in MANY else answers[name] for name in names}


def person_of(user: User, key: str, *, on: date) -> Person | None:
    """The person chosen, if there is one the user may see."""
    try:
        chosen = UUID(key)
    except ValueError:
        return None
    people = Person.objects.visible_to(user, on=on).select_related("home__locality")
    return people.filter(pk=chosen).first()


def press_find(request: HttpRequest, draft: Draft, key: str, on: date) -> None:
    draft.found = finding.find_people(draft.looked_for, user=request.user, on=on)


def press_choose(request: HttpRequest, draft: Draft, key: str, on: date) -> None:
    """Take somebody who was found; what is known fills only what is still empty."""
    draft.person = person_of(request.user, key, on=on)
    if draft.person is None:
        return
    for name, value in known_of(draft.person).items():
        default = CallForm.base_fields[name].initial or ""
        if draft.typed.get(name, default) in ("", default):
            draft.typed[name] = value


def press_other(request: HttpRequest, draft: Draft, key: str, on: date) -> None:
    """Not this person after all: take their details out again, and nothing else."""
    known = known_of(draft.person) if draft.person else {}
    draft.person = None
    for name, value in known.items():
        if draft.typed.get(name) == value:
            draft.typed.pop(name)


def known_of(person: Person) -> dict[str, Any]:
    known = {name: getattr(person, name) for name in OF_PERSON}
    known["risks"] = "\n".join(person.risks)
    if person.home:
        known |= {name: getattr(person.home, name) for name in OF_HOME}
    return known


PRESSES = {"find": press_find, "choose": press_choose, "other": press_other}


TAKES = {"send": take_referral, "take_on": take_on_the_spot}


def send(
    request: HttpRequest, draft: Draft, take: Callable[..., Referral], *, on: date
) -> HttpResponse:
    form = CallForm(chosen(request.POST), on=on, person=draft.person)
    version = sent_version(request.POST)
    try:
        if form.is_valid():
            call = told(form, linked_to=draft.linked_to, mail=draft.mail, version=version, on=on)
            referral = take(told=call, by=request.user, on=on)
            CallDraft.objects.of(request.user).filter(pk=draft.key).delete()
            return taken(request, referral, on=on, wished=take is take_on_the_spot)
    except AlreadyDone:
        return redirect("triage:logged", current_request_id())
    except EditConflict as conflict:
        say_shown(request, [conflict.current.pk])
        return show_conflict(request, late_edit(form, conflict.current, version))
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
    return show(request, draft, form=form, on=on, status=422)


def taken(request: HttpRequest, referral: Referral, *, on: date, wished: bool) -> HttpResponse:
    """On to the visit where the case is theirs; else the page that says what happens next.

    `wished`: they asked to take it on at once, and are told why they did not.
    """
    if referral.case:
        return to_the_visit(request, referral.case)
    if wished:
        messages.info(request, why_not_take_on(request.user, referral, on=on))
    return redirect("triage:logged", referral.pk)


def sent_version(answers: QueryDict) -> int:
    """The version of the person that the page was made from; 1 when it does not read."""
    typed = answers.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 1


def late_edit(form: CallForm, current: Versioned, version: int) -> LateEdit:
    """What is known of the person was mended by two at once."""
    yours = {name: form.cleaned_data[name] for name in MENDED}
    address = reverse("triage:log")
    return LateEdit(form=form, current=current, yours=yours, version=version, keep_url=address)


def show(
    request: HttpRequest,
    draft: Draft,
    *,
    on: date,
    form: CallForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page with everything typed; wrong answers are marked only after sending."""
    half_done = drafts.half_done(request.user, but=draft.key)
    known = [each.person for each in half_done if each.person]
    duplicates = duplicates_of(request, draft, on=on)
    known += [each.match.pk for each in duplicates]
    say_shown(request, [*people_in(draft), *known])
    context = {
        "on": on,
        "form": form or CallForm(initial=draft.typed, on=on, person=draft.person),
        "person": draft.person,
        "helping": helping(request, draft.person, on=on),
        "found": draft.found,
        "find": draft.looked_for,
        "takes_cases": takes_cases(request.user, on=on),
        "draft": draft,
        "half_done": half_done,
        "duplicates": duplicates,
        **summary_of(request, draft, on=on),
    }
    return render(request, "triage/log.html", context, status=status)


def people_in(draft: Draft) -> list[UUID]:
    """The person chosen, who else lives there, and those who were found."""
    found = [match.pk for match in draft.found.matches] if draft.found else []
    chosen = [draft.person.pk] if draft.person else []
    linked = [draft.linked_to.person_id] if draft.linked_to else []
    return [*chosen, *linked, *found]


def helping(request: HttpRequest, person: Person | None, *, on: date) -> str:
    chosen = Person.objects.filter(pk=person.pk if person else None)
    known = finding.with_help(chosen, user=request.user, on=on)
    return finding.who_helps(known[0]) if known else ""


def duplicates_of(request: HttpRequest, draft: Draft, *, on: date) -> list[Possible]:
    """Who a new person may be already. A notice only: it holds nothing back."""
    if draft.person or request.method != "POST":
        return []
    return possible_duplicates(draft.typed, user=request.user, on=on)


def summary_of(request: HttpRequest, draft: Draft, *, on: date) -> dict[str, Any]:
    """What happens next, worked out from a copy of the form that shows nothing itself."""
    answers = QueryDict(mutable=True)
    for name, value in (first_answers() | draft.typed).items():
        answers.setlist(name, value if name in MANY else [value])
    form = CallForm(answers, on=on, person=draft.person)
    return {
        "outlook": outlook(form, by=request.user, on=on),
        "caller": draft.typed.get("caller_name", ""),
    }


@require_POST
@members_only
@kept_as("Your referral", on="triage:log", part=True)
@shows_people(Showing.SUGGESTION)
def sum_up(request: HttpRequest) -> JsonResponse:
    """For the script of the page: the summary and the echoes, as the call goes on."""
    on = timezone.localdate()
    require(why_not_log_referral(request.user, on=on))
    draft = draft_of(request, request.POST, on=on)
    say_shown(request, people_in(draft))
    context = summary_of(request, draft, on=on)
    parts = {
        name: render_to_string(f"triage/parts/{name}.html", context)
        for name in ("summary", "before_sending", "sentence")
    }
    now = context["outlook"]
    return JsonResponse(
        parts | {"birth_echo": now.birth_echo, "place_echo": now.place_echo},
        json_dumps_params={"ensure_ascii": False},
    )


@require_POST
@members_only
@kept_as("Your referral", on="triage:log", part=True)
@shows_people(Showing.SUGGESTION)
def look_up(request: HttpRequest) -> HttpResponse:
    """For the script of the page: who may match, without loading the page again."""
    on = timezone.localdate()
    require(why_not_log_referral(request.user, on=on))
    found = finding.find_people(request.POST.get("find", ""), user=request.user, on=on)
    say_shown(request, (match.pk for match in found.matches))
    return render(request, "triage/parts/found.html", {"found": found, "on": on})
