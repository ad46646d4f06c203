"""Lists from practices: taken after a dry run, invited by letter, answered, forgotten."""

import csv
from collections.abc import Sequence
from datetime import date
from io import StringIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.models import Person
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.organisations.models import Locality, Organisation
from lightbulb.core.places.councils import council_of
from lightbulb.core.places.postcodes import find_postcode
from lightbulb.core.record.events import AlreadyDone
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.staff.models import User
from lightbulb.core.web.members import members_only
from lightbulb.core.web.showing import say_shown, shows_people
from triage import actions
from triage.access import why_not_keep_lists
from triage.call import told
from triage.intake import take_answer
from triage.lists.forms import FileForm, ListForm, YesForm
from triage.lists.reading import COLUMNS, IN_COUNTY, CannotBeRead, Row, read_list
from triage.models import Invitation, PracticeList

SALT = "triage.lists"
ANSWERS = {"decline": "does not want a visit", "move": "has moved away", "die": "has died"}
HELPED = "Is helped already, so no invitation"
NO_FILE = "The file was lost on its way. Choose it again"


def seen(request: HttpRequest, pk: UUID, on: date) -> PracticeList:
    require(why_not_keep_lists(request.user, on=on))
    lists = PracticeList.objects.visible_to(request.user, on=on).for_display()
    found: PracticeList = get_object_or_404(lists, pk=pk)
    return found


@require_safe
@members_only
def lists(request: HttpRequest) -> HttpResponse:
    """Every list with how many were invited and how many answered."""
    on = timezone.localdate()
    require(why_not_keep_lists(request.user, on=on))
    found = PracticeList.objects.visible_to(request.user, on=on).for_display()
    context = {"on": on, "rows": [(each, answers_to(each)) for each in found]}
    return render(request, "triage/lists/lists.html", context)


def answers_to(found: PracticeList) -> dict[str, Any]:
    """How many answered what, from the invitations or, once forgotten, from what was counted."""
    states = ("yes", "no", "moved", "died")
    now = {state: getattr(found, f"now_{state}") for state in (*states, "invited")}
    counted = {**dict.fromkeys(now, 0), **found.counts} if found.purged_on else now
    answered = sum(counted[state] for state in states)
    invited = answered + counted["invited"]
    rate = round(100 * answered / invited) if invited else 0
    return {**counted, "answered": answered, "invited_all": invited, "rate": rate}


@require_safe
@members_only
def pattern(request: HttpRequest) -> HttpResponse:
    """An empty file with the columns' names."""
    require(why_not_keep_lists(request.user, on=timezone.localdate()))
    return as_file([list(COLUMNS)], name="list-pattern.csv")


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@kept_as("Where the list is from")
@shows_people(Showing.PAGE)
def take(request: HttpRequest) -> HttpResponse:
    """The file, then what will happen to each of its rows, then the list itself."""
    on = timezone.localdate()
    require(why_not_keep_lists(request.user, on=on))
    say_shown(request, [])
    press = request.POST.get("press", "")
    if press == "take":
        return keep(request, on=on)
    form = FileForm(sent(request), request.FILES or None, on=on)
    if press == "check" and form.is_valid():
        try:
            rows = rows_in(form.cleaned_data["file"].read(), user=request.user, on=on)
        except CannotBeRead as why:
            form.add_error("file", str(why))
        else:
            return show_rows(request, form, rows, on=on)
    context = {"on": on, "form": form}
    return render(request, "triage/lists/take.html", context, status=422 if form.errors else 200)


def rows_in(content: bytes, *, user: User, on: date) -> list[Row]:
    """The rows as they will be used: whoever is helped already is not invited, as far as the
    user may know of it."""
    rows = read_list(content, where_is=place_in(on))
    helped = helped_already(rows, user=user, on=on)
    return [
        Row(row.number, row.said, (*row.faults, *((HELPED,) if key_of(row) in helped else ())))
        for row in rows
    ]


def place_in(on: date) -> Any:
    here = set(Locality.objects.in_force(on).values_list("lad_code", flat=True))

    def where_is(postcode: str) -> str:
        found = find_postcode(postcode)
        if found is None:
            return ""
        return IN_COUNTY if found.lad_code in here else council_of(postcode) or "another council"

    return where_is


def key_of(row: Row) -> tuple[str, str, str]:
    said = row.said
    return said["first_name"].casefold(), said["last_name"].casefold(), said["postcode"]


def helped_already(rows: Sequence[Row], *, user: User, on: date) -> set[tuple[str, str, str]]:
    """Of these people, those the user may see who have something open."""
    postcodes = {row.said["postcode"] for row in rows}
    people = Person.objects.visible_to(user, on=on).filter(home__postcode__in=postcodes)
    open_now = people.filter(cases__closed_on=None, cases__isnull=False)
    waiting = people.filter(referrals__state__in=["received", "asked"])
    return {
        (given.casefold(), family.casefold(), postcode)
        for found in (open_now, waiting)
        for given, family, postcode in found.values_list(
            "given_name", "family_name", "home__postcode"
        )
    }


def show_rows(request: HttpRequest, form: ListForm, rows: list[Row], *, on: date) -> HttpResponse:
    """The dry run: nothing is kept yet, and the rows travel signed with the page."""
    wrong = [row for row in rows if row.faults]
    held = [[row.number, dict(row.said), list(row.faults)] for row in rows]
    context = {
        "on": on,
        "form": form,
        "rows": rows,
        "wrong": wrong,
        "good": len(rows) - len(wrong),
        "held": signing.dumps(held, salt=SALT, compress=True),
    }
    return render(request, "triage/lists/rows.html", context)


def held_rows(request: HttpRequest) -> list[Row]:
    """The rows of a dry run, as they were signed. Raises BadSignature."""
    held = signing.loads(request.POST.get("held", ""), salt=SALT)
    return [Row(number, said, tuple(faults)) for number, said, faults in held]


def keep(request: HttpRequest, *, on: date) -> HttpResponse:
    form = ListForm(request.POST, on=on)
    try:
        rows = held_rows(request)
        good = [row for row in rows if not row.faults]
        if form.is_valid():
            unsaved = form.practice_list(rows=len(rows), left_out=len(rows) - len(good))
            invited = [Invitation(number=row.number, **row.said) for row in good]
            taken = actions.take_list(
                practice_list=unsaved, invitations=invited, by=request.user, on=on
            )
            messages.success(request, f"{len(invited)} people can be invited.")
            return redirect(taken)
    except signing.BadSignature:
        form.add_error(None, NO_FILE)
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
    again = FileForm(request.POST, on=on)
    for messages_of in form.errors.get("__all__", []):
        again.add_error(None, messages_of)
    return render(request, "triage/lists/take.html", {"on": on, "form": again}, status=422)


@require_POST
@members_only
def download_wrong(request: HttpRequest) -> HttpResponse:
    """The rows that cannot be used, each with why, to be mended and sent again."""
    require(why_not_keep_lists(request.user, on=timezone.localdate()))
    try:
        rows = [row for row in held_rows(request) if row.faults]
    except signing.BadSignature:
        messages.error(request, NO_FILE)
        return redirect("triage:take_list")
    lines = [[row.number, *row.said.values(), "; ".join(row.faults)] for row in rows]
    return as_file([["row", *COLUMNS, "why"], *lines], name="rows-to-mend.csv")


def as_file(lines: Sequence[Sequence[Any]], *, name: str) -> HttpResponse:
    text = StringIO()
    csv.writer(text).writerows([plain(value) for value in line] for line in lines)
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def plain(value: Any) -> str:
    """A value that no spreadsheet runs."""
    words = str(value)
    return f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t") else words


@require_safe
@members_only
def practice_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who is invited, who has answered what, and what is left to do."""
    on = timezone.localdate()
    found = seen(request, pk, on)
    actions.note_opened(found, by=request.user, on=on)
    context = {
        "on": on,
        "list": found,
        "counts": answers_to(found),
        "waiting": found.invitations.waiting(),
        "answered": found.invitations.exclude(answered_on=None).select_related("referral"),
        "answers": list(ANSWERS.items()),
    }
    return render(request, "triage/lists/list.html", context)


@require_safe
@members_only
def letters(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The letters in the practice's name, one to a page, to be printed."""
    on = timezone.localdate()
    found = seen(request, pk, on)
    actions.note_opened(found, by=request.user, on=on)
    hub = Organisation.objects.hub_on(on)
    context = {
        "list": found,
        "invitations": found.invitations.waiting(),
        "ring": hub.phone if hub else "",
        "on": on,
    }
    return render(request, "triage/lists/letters.html", context)


@require_POST
@members_only
def mark_letters(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    found = seen(request, pk, on)
    actions.note_letters_sent(practice_list=found, by=request.user, on=on)
    messages.success(request, "The letters are sent. Write the answers down as they come.")
    return redirect(found)


@require_POST
@members_only
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One answer for everybody ticked."""
    on = timezone.localdate()
    found = seen(request, pk, on)
    step, keys = request.POST.get("step", ""), keys_of(request.POST.getlist("invitation"))
    ticked = found.invitations.waiting().filter(pk__in=keys)
    if step not in ANSWERS or not ticked:
        messages.error(request, "Tick who has answered, then press what they said.")
        return redirect(found)
    done = actions.note_answers(invitations=ticked, step=step, by=request.user, on=on)
    messages.success(request, f"Written down for {len(done)}: {ANSWERS[step]}.")
    return redirect(found)


def keys_of(typed: Sequence[str]) -> list[UUID]:
    keys = []
    for each in typed:
        try:
            keys.append(UUID(each))
        except ValueError:
            continue
    return keys


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@kept_as("The answer to an invitation")
@shows_people(Showing.PAGE)
def yes(request: HttpRequest, pk: UUID, invitation: UUID) -> HttpResponse:
    """Somebody wants a visit: what is hard, and their referral is made."""
    on = timezone.localdate()
    found = seen(request, pk, on)
    say_shown(request, [])
    asked = get_object_or_404(found.invitations.waiting(), pk=invitation)
    form = YesForm(sent(request) or None, invitation=asked, on=on)
    if request.method == "POST" and form.is_valid():
        try:
            call = told(form, version=1, on=on)
            referral = take_answer(told=call, invitation=asked, by=request.user, on=on)
        except AlreadyDone:
            return redirect(found)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            say_shown(request, [referral.person_id])
            return redirect("triage:logged", referral.pk)
    context = {"on": on, "form": form, "list": found, "invitation": asked}
    return render(request, "triage/lists/yes.html", context, status=422 if form.errors else 200)
