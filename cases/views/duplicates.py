"""While a new person is entered: who may be the same, for the script of the page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases.access import why_not_find_people
from cases.possible import possible_duplicates
from lightbulb.core.access.refusal import require
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.web.members import members_only
from lightbulb.core.web.showing import say_shown, shows_people


@require_POST
@members_only
@shows_people(Showing.SUGGESTION)
def duplicates(request: HttpRequest) -> HttpResponse:
    on = timezone.localdate()
    require(why_not_find_people(request.user, on=on))
    found = possible_duplicates(request.POST.dict(), user=request.user, on=on)
    say_shown(request, (possible.match.pk for possible in found))
    return render(request, "cases/parts/duplicates.html", {"duplicates": found})
