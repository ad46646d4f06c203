"""The chase list: what others owe, asked again several at a time."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import actions
from cases import chase_list as lists
from cases.access import why_not_read_cases
from cases.forms.watching import AskAgainForm
from cases.models import Case, Hold, Order
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.templatetags.display import count_of
from lightbulb.core.web.members import members_only
from lightbulb.core.web.showing import say_shown, shows_people


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@kept_as("Your day to ask again")
@shows_people(Showing.LIST)
def chase_list(request: HttpRequest) -> HttpResponse:
    """`whose=me` leaves out what others chase; `kind` is a cause, or `supplier`."""
    on = timezone.localdate()
    require(why_not_read_cases(request.user, on=on))
    form = AskAgainForm(sent(request), on=on)
    if request.method == "POST" and form.is_valid():
        ask_again(request, form)
        return redirect(request.get_full_path())
    mine, kind = request.GET.get("whose") == "me", request.GET.get("kind", "")
    seen = Case.objects.visible_to(request.user, on=on).open()
    rows = lists.owed(seen, of=request.user if mine else None, kind=kind, on=on)
    say_shown(request, (key for row in rows for key in row.case.person.keys))
    context = {
        "on": on,
        "form": form,
        "rows": [(row, row.is_late(on)) for row in rows],
        "ticked": [str(key) for name in ("hold", "order") for key in form.ticked(name)],
        "kinds": lists.kind_links(kind, mine=mine),
        "mine": mine,
        "kind": kind,
        "may_tick": bool(rows),
    }
    status = 422 if form.errors else 200
    return render(request, "cases/chase_list.html", context, status=status)


def ask_again(request: HttpRequest, form: AskAgainForm) -> None:
    on, by = form.on, request.user
    holds = form.holds(Hold.objects.visible_to(by, on=on))
    orders = form.orders(Order.objects.visible_to(by, on=on))
    next_on = form.cleaned_data["next_on"]
    left = actions.ask_again(holds=holds, orders=orders, next_on=next_on, by=by, on=on)
    done = len(holds) + len(orders) - len(left)
    if done:
        messages.success(request, f"{count_of(done, 'thing was,things were')} asked again today.")
    for owed, reason in left:
        messages.warning(request, f"{owed}: {reason}")
