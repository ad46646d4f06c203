"""One person with all that is theirs, and deciding whether two records are one person."""

from datetime import date
from itertools import chain
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases import actions
from cases.access import why_not_find_people, why_not_merge_people
from cases.find import match_of, with_help
from cases.finding.ranking import WHOLE
from cases.models import Case, Person, PersonMerge, PossibleMatch
from cases.side_by_side import number_of, rows
from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import AlreadyDone
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.web.members import members_only
from lightbulb.core.web.showing import say_shown, shows_people
from lightbulb.core.workflow import NotAllowed

MOST_SHOWN = 50
ALREADY = "Somebody else decided this in between. Nothing was changed by you."


@require_safe
@members_only
@shows_people(Showing.PAGE)
def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who they are, every case of theirs in sight, and the records that are one with it."""
    on = timezone.localdate()
    require(why_not_find_people(request.user, on=on))
    found = seen(request, pk, on=on)
    if found.merged_into_id:
        return redirect("cases:person", found.merged_into_id)
    (helped,) = with_help(Person.objects.filter(pk=found.pk), user=request.user, on=on)
    merges = PersonMerge.objects.filter(parted_on=None, kept=found)
    shown_merges = list(merges.select_related("merged", "merged_by", "kept"))
    say_shown(request, [found.pk, *(merge.merged_id for merge in shown_merges)])
    context = {
        "on": on,
        "person": found,
        "match": match_of(helped, fit=WHOLE),
        "nhs_number": number_of(found),
        "other_names": list(found.other_names.all()),
        "cases": [
            case for case in helped.all_cases if case.pk in {c.pk for c in helped.seen_cases}
        ],
        "links": [known for known in helped.known if known.url],
        "merges": shown_merges,
        "why_not_merge": why_not_merge_people(request.user, on=on),
    }
    return render(request, "cases/person.html", context)


def seen(request: HttpRequest, pk: UUID, *, on: date) -> Person:
    people = Person.objects.visible_to(request.user, on=on)
    return get_object_or_404(people.select_related("home__locality"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@shows_people(Showing.PAGE)
def compare(request: HttpRequest, pk: UUID, other: UUID) -> HttpResponse:
    """Two records side by side, with what merging would do; then, on pressing, it does."""
    on = timezone.localdate()
    require(why_not_merge_people(request.user, on=on))
    one, two = seen(request, pk, on=on), seen(request, other, on=on)
    problem = decide(request, one, two, on=on) if request.method == "POST" else ""
    if request.method == "POST" and not problem:
        return redirect("cases:matches")
    say_shown(request, [one.pk, two.pk])
    context = {
        "on": on,
        "one": one,
        "two": two,
        "rows": rows(one, two),
        "match": actions.pair(one.pk, two.pk).first(),
        "merged": one.canonical == two.canonical,
        "cases": [cases_of(each) for each in (one, two)],
        "problem": problem,
    }
    return render(request, "cases/compare_people.html", context, status=409 if problem else 200)


def cases_of(person: Person) -> int:
    return Case.objects.filter(person__in=person.all_ids()).count()


def decide(request: HttpRequest, one: Person, two: Person, *, on: date) -> str:
    """Do what was pressed; the sentence to show when it cannot be done any more."""
    press, by = request.POST.get("press", ""), request.user
    try:
        if press == "apart":
            match = get_object_or_404(actions.pair(one.pk, two.pk))
            actions.tell_apart(match=match, by=by, on=on)
            messages.success(request, "Kept as two people. You can take this back below.")
        elif press == "merge":
            kept, merged = (two, one) if request.POST.get("kept") == str(two.pk) else (one, two)
            actions.merge_people(kept=kept, merged=merged, by=by, on=on)
            said = f"{kept.full_name} now stands for both records. You can take this back below."
            messages.success(request, said)
        else:
            return "Choose whether they are one person or two."
    except ValidationError as error:
        return " ".join(error.messages)
    except (AlreadyDone, NotAllowed):
        return ALREADY
    return ""


@require_safe
@members_only
@shows_people(Showing.PAGE)
def matches(request: HttpRequest) -> HttpResponse:
    """The record steward's worklist: pairs to decide, oldest first, and those decided lately."""
    on = timezone.localdate()
    require(why_not_merge_people(request.user, on=on))
    pairs = PossibleMatch.objects.visible_to(request.user, on=on).with_people()
    waiting = pairs.waiting().oldest_first()
    merges = merges_in_sight(request, on=on).filter(parted_on=None)
    context: dict[str, Any] = {
        "on": on,
        "waiting": list(waiting[:MOST_SHOWN]),
        "number": waiting.count(),
        "apart": list(pairs.told_apart()[:MOST_SHOWN]),
        "merges": list(merges[:MOST_SHOWN]),
    }
    pairs_shown = [
        *((match.first_id, match.second_id) for match in (*context["waiting"], *context["apart"])),
        *((merge.kept_id, merge.merged_id) for merge in context["merges"]),
    ]
    say_shown(request, chain.from_iterable(pairs_shown))
    return render(request, "cases/matches.html", context)


def merges_in_sight(request: HttpRequest, *, on: date) -> QuerySet[PersonMerge]:
    people = Person.objects.visible_to(request.user, on=on)
    both = PersonMerge.objects.filter(kept__in=people, merged__in=people)
    return both.select_related("kept", "merged")


@require_POST
@members_only
def part(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a merge back."""
    on = timezone.localdate()
    merge = get_object_or_404(merges_in_sight(request, on=on), pk=pk)
    try:
        actions.part_people(merge=merge, by=request.user, on=on)
        messages.success(request, "The records stand for themselves again, with all they had.")
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    return redirect("cases:matches")


@require_POST
@members_only
def look_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take back that they are two people."""
    on = timezone.localdate()
    match = get_object_or_404(PossibleMatch.objects.visible_to(request.user, on=on), pk=pk)
    try:
        actions.look_again(match=match, by=request.user, on=on)
        messages.success(request, "The pair is back among those to decide.")
    except NotAllowed:
        messages.warning(request, ALREADY)
    return redirect("cases:matches")
