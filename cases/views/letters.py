"""Letters to send, oldest first; one letter as it reads; and its paper."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cases import actions
from cases.access import why_not_send_letters
from cases.enums import Channel, LetterState
from cases.forms.letters import MOST, TickedForm
from cases.letters.page import body_of, kind_of_letter, said_in
from cases.models import Letter, LetterContent
from cases.models.letters import LetterQuerySet
from cases.presenters import case_frame
from cases.views.case import case_for
from lightbulb.core.access.refusal import require
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.templatetags.display import count_of
from lightbulb.core.web.paper import joined
from lightbulb.core.web.showing import say_shown, shows_people

TONES = {
    LetterState.WAITING: "grey",
    LetterState.READY: "blue",
    LetterState.SENT: "green",
    LetterState.TAKEN_BACK: "purple",
}
SEND = {
    Channel.POST: "Mark as posted",
    Channel.TEXT: "Mark as texted",
    Channel.PHONE: "Mark as read out",
}


def seen(request: HttpRequest) -> LetterQuerySet:
    """The letters somebody may see; 403 with the reason for a role that sends none."""
    on = timezone.localdate()
    require(why_not_send_letters(request.user, on=on))
    return Letter.objects.visible_to(request.user, on=on)


def channel_of(request: HttpRequest) -> Channel:
    asked = request.GET.get("by", request.POST.get("by", ""))
    return Channel(asked) if asked in Channel.values else Channel.POST


@require_safe
@shows_people(Showing.LIST)
def to_send(request: HttpRequest) -> HttpResponse:
    """What is ready, by how it goes out: to print and post, to text, to read out."""
    ready = seen(request).to_send()
    return show_tray(request, ready, TickedForm(ready=ready))


def show_tray(
    request: HttpRequest, ready: LetterQuerySet, form: TickedForm, *, status: int = 200
) -> HttpResponse:
    context = tray(ready, channel_of(request), form)
    say_shown(request, (key for row in context["rows"] for key in row["letter"].person.keys))
    return render(request, "cases/letters.html", context, status=status)


def tray(ready: LetterQuerySet, channel: Channel, form: TickedForm) -> dict[str, Any]:
    counts = {each: ready.filter(channel=each).count() for each in Channel}
    shown = ready.filter(channel=channel).for_display().order_by("asked_on", "id")[:MOST]
    return {
        "on": timezone.localdate(),
        "form": form,
        "channel": channel.value,
        "channels": [
            {
                "label": f"{each.label} ({counts[each]})",
                "url": f"?by={each.value}",
                "current": each == channel,
            }
            for each in Channel
        ],
        "rows": [row_of(letter) for letter in shown],
        "count": counts[channel],
        "button": SEND[channel],
        "by_post": channel == Channel.POST,
    }


def row_of(letter: Letter) -> dict[str, Any]:
    in_short = "" if letter.channel == Channel.POST else said_in(letter).in_short()
    return {"letter": letter, "title": kind_of_letter(letter).title, "in_short": in_short}


@require_POST
@shows_people(Showing.LIST)
def send(request: HttpRequest) -> HttpResponse:
    """Say of the ticked letters that they went: all of them or none."""
    on, ready = timezone.localdate(), seen(request).to_send()
    form = TickedForm(request.POST, ready=ready)
    if not form.is_valid():
        return show_tray(request, ready, form, status=422)
    with transaction.atomic():
        for letter in sorted(form.cleaned_data["letter"], key=lambda letter: letter.pk):
            actions.send_letter(letter=letter, by=request.user, on=on)
    sent = count_of(len(form.cleaned_data["letter"]), "letter is,letters are")
    messages.success(request, f"{sent} marked as sent. Each says so on its case.")
    return redirect(f"{reverse('cases:letters')}?by={channel_of(request).value}")


@require_POST
@shows_people(Showing.DOCUMENT)
def printed(request: HttpRequest) -> HttpResponse:
    """The ticked letters in one file, ready for the printer. Nothing is marked as sent."""
    ready = seen(request).to_send()
    form = TickedForm(request.POST, ready=ready)
    if not form.is_valid():
        return show_tray(request, ready, form, status=422)
    say_shown(
        request, (key for letter in form.cleaned_data["letter"] for key in letter.person.keys)
    )
    papers = LetterContent.objects.filter(letter__in=form.cleaned_data["letter"])
    ordered = papers.order_by("letter__asked_on", "letter_id")
    return pdf(joined(bytes(paper.content) for paper in ordered), name="letters-to-post")


@require_safe
@shows_people(Showing.PAGE)
def letter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One letter as the person reads it, and where it has got to."""
    found = get_object_or_404(seen(request).for_display(), pk=pk)
    say_shown(request, found.person.keys, case_id=found.case_id)
    context = {
        "on": timezone.localdate(),
        "letter": found,
        "title": kind_of_letter(found).title,
        "tone": TONES[LetterState(found.state)],
        "body": body_of(found),
        "in_short": said_in(found).in_short(),
        "button": SEND[Channel(found.channel)],
        "is_ready": found.state == LetterState.READY,
        "is_made": found.state in (LetterState.READY, LetterState.SENT),
        "can_be_taken_back": found.state in (LetterState.WAITING, LetterState.READY),
    }
    return render(request, "cases/letter.html", context)


@require_safe
@shows_people(Showing.DOCUMENT)
def paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The PDF, byte for byte as it was made."""
    found = get_object_or_404(seen(request), pk=pk)
    content = get_object_or_404(LetterContent, letter=found)
    say_shown(request, found.person.keys, case_id=found.case_id)
    return pdf(bytes(content.content), name=f"letter-{found.reference}")


def pdf(content: bytes, *, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(seen(request), pk=pk)
    actions.take_back_letter(letter=found, by=request.user, on=timezone.localdate())
    messages.success(request, "The letter is taken back and will not be sent.")
    return redirect(found)


@require_safe
@shows_people(Showing.PAGE)
def of_case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything written to the person of a case, newest first."""
    on = timezone.localdate()
    case = case_for(request, pk, on=on)
    letters = Letter.objects.visible_to(request.user, on=on).about(case.reference).for_display()
    rows = [row_of(each) | {"tone": TONES[LetterState(each.state)]} for each in letters]
    context = {**case_frame(case, user=request.user, on=on, current="case_letters"), "rows": rows}
    return render(request, "cases/case_letters.html", context)
