"""Orders: placed for what was accepted, and the day they came."""

from datetime import date
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases import actions
from cases.access import why_not_read_cases, why_not_work
from cases.forms.orders import OrderForm, ReasonForm, ReceiveForm
from cases.forms.visit import initials
from cases.models import Order, Solution
from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.web.showing import say_shown, shows_people


def solution_for(request: HttpRequest, pk: UUID, *, on: date) -> Solution:
    """A solution of a case in sight, for somebody who works cases."""
    require(why_not_read_cases(request.user, on=on))
    solutions = Solution.objects.visible_to(request.user, on=on)
    related = solutions.with_orders().select_related("case__person__merged_into", "case__home")
    solution: Solution = get_object_or_404(related, pk=pk)
    require(why_not_work(request.user, solution.case, on=on))
    say_shown(request, solution.case.person.keys, case_id=solution.case_id)
    return solution


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("Your order")
@shows_people(Showing.PAGE)
def order(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    solution = solution_for(request, pk, on=on)
    form = OrderForm(sent(request), solution=solution, on=on)
    if request.method == "POST" and form.is_valid():
        try:
            actions.place_order(order=form.order(solution), by=request.user, on=on)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            return redirect("cases:plan", solution.case_id)
    return show(request, "cases/order.html", solution, form)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("Your delivery")
@shows_people(Showing.PAGE)
def receive(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    require(why_not_read_cases(request.user, on=on))
    order: Order = get_object_or_404(Order.objects.visible_to(request.user, on=on), pk=pk)
    solution = solution_for(request, order.solution_id, on=on)
    form = ReceiveForm(sent(request), order=order, on=on)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["delivered_on"]
        actions.receive(order=order, delivered_on=day, by=request.user, on=on)
        return redirect("cases:plan", solution.case_id)
    return show(request, "cases/order_came.html", solution, form)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("Why the order will not come")
@shows_people(Showing.PAGE)
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An order that will not come."""
    on = timezone.localdate()
    require(why_not_read_cases(request.user, on=on))
    order: Order = get_object_or_404(Order.objects.visible_to(request.user, on=on), pk=pk)
    solution = solution_for(request, order.solution_id, on=on)
    form = ReasonForm(sent(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.cancel_order(order=order, reason=reason, by=request.user, on=on)
        return redirect("cases:plan", solution.case_id)
    return show(request, "cases/order_cancel.html", solution, form)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_as("Why it was given back")
@shows_people(Showing.PAGE)
def give_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What does not suit, given back or taken out again."""
    on = timezone.localdate()
    solution = solution_for(request, pk, on=on)
    form = ReasonForm(sent(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.give_back(solution=solution, reason=reason, by=request.user, on=on)
        return redirect("cases:plan", solution.case_id)
    return show(request, "cases/give_back.html", solution, form)


@require_POST
def mark_done(request: HttpRequest, pk: UUID) -> HttpResponse:
    on = timezone.localdate()
    solution = solution_for(request, pk, on=on)
    actions.mark_done(solution=solution, by=request.user, on=on)
    return redirect("cases:plan", solution.case_id)


def show(request: HttpRequest, template: str, solution: Solution, form: forms.Form) -> HttpResponse:
    context = {
        "solution": solution,
        "case": solution.case,
        "initials": initials(solution.case.person.canonical),
        "order": solution.order,
        "form": form,
    }
    return render(request, template, context, status=422 if form.errors else 200)
