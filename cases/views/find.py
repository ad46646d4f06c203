"""Find: one box for whatever is known of a person, and what was found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cases import find as finding
from cases.access import why_not_find_people
from cases.finding.query import LONGEST
from lightbulb.core.access.access import why_not_open_in_emergency
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.refusal import require
from lightbulb.core.access.scope import allows
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.web.members import members_only
from lightbulb.core.web.showing import say_shown, shows_people


@require_safe
@members_only
@shows_people(Showing.SEARCH)
def find(request: HttpRequest) -> HttpResponse:
    """People who match; an exact reference goes straight to its case or referral."""
    on = timezone.localdate()
    require(why_not_find_people(request.user, on=on))
    text = request.GET.get("q", "").strip()[:LONGEST]
    if url := finding.of_reference(text, user=request.user, on=on):
        return redirect(url)
    found = finding.find_people(text, user=request.user, on=on)
    say_shown(request, (match.pk for match in found.matches))
    context = {"found": found, "text": text, "on": on, "limit": finding.MOST_SHOWN}
    if text and not found.matches:
        return render(request, "cases/find_nobody.html", context | nobody(request, found))
    return render(request, "cases/find.html", context)


@require_POST
@members_only
@shows_people(Showing.SUGGESTION)
def matches(request: HttpRequest) -> HttpResponse:
    """For the script of the page: who matches so far. Sent in the body, so that no name
    stands in an address while somebody types."""
    on = timezone.localdate()
    require(why_not_find_people(request.user, on=on))
    text = request.POST.get("q", "").strip()[:LONGEST]
    found = finding.find_people(text, user=request.user, on=on)
    say_shown(request, (match.pk for match in found.matches))
    context = {"found": found, "text": text, "on": on, "limit": finding.MOST_SHOWN}
    return render(request, "cases/find_matches.html", context)


def nobody(request: HttpRequest, found: finding.Found) -> dict[str, object]:
    """What to try next, and the words as a new person's name."""
    on = timezone.localdate()
    everybody = allows(request.user, Permission.FIND_EVERYBODY, on=on)
    names = [name_case(word) for word in found.query.name.replace(",", " ").split()]
    places = {
        locality.name
        for membership in request.user.memberships_on(on)
        for locality in membership.localities.all()
    }
    return {
        "wider": finding.wider(found.query, user=request.user, on=on),
        "given_name": " ".join(names[:-1]),
        "family_name": names[-1] if names else "",
        "born": found.query.born,
        "title": f"Nobody matches “{found.query.text}”",
        "opens": not why_not_open_in_emergency(request.user, on=on),
        "places": "" if everybody else " and ".join(sorted(places)),
    }


def name_case(word: str) -> str:
    """A word typed without capitals as a name is written; anything else as it was typed."""
    return word.capitalize() if word.islower() else word
