"""The gallery: every part that pages are made of, with the template line that makes it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from lightbulb.core.web.components import icons, samples


@dataclass(frozen=True)
class Example:
    """A part's name and the template line that makes it; what it shows is samples.EVERYTHING."""

    name: str
    line: str

    @property
    def shown(self) -> SafeString:
        # The lines stand in this module: none comes from a request.
        template = engines["django"].from_string(self.line)
        return SafeString(
            template.render({**samples.EVERYTHING, "form": samples.form(wrong=False)})
        )


OURS = (
    Example(
        "States",
        "{% for text, tone in states %}{% state_tag text tone=tone %} {% endfor %}",
    ),
    Example(
        "Section heading",
        '{% section_heading "Visits today" count="3, home by about 4:30pm" link_url="#diary"'
        ' link_text="Open in diary" ruled=True %}',
    ),
    Example("Saved", '{% kept " at 10:42am as a draft only you can see" bold="Saved" bare=True %}'),
    Example(
        "Kept",
        '{% kept ", all 143 words. Sign in and you will be back where you were."'
        ' bold="Your note about Joan Hallam is kept" %}',
    ),
    Example(
        "Notice",
        '{% notice title="We may already know her: Dorothy Pearce, 85, Sileby" tone="warning" %}'
        "<p>Why: same date of birth, name sounds the same.</p>{% endnotice %}",
    ),
    Example(
        "Notice of what is done",
        '{% notice title="Harold Whitmore: advice given and closed at 10:51am" tone="good" %}'
        '<p><a class="lb-link" href="#undo">Undo</a></p>{% endnotice %}',
    ),
    Example(
        "Empty state",
        '{% empty_state title="No cases are with you yet" %}<p>Rashid Patel gives out new Melton'
        " cases each weekday at about 10am, and they will appear here with a date to call by.</p>"
        "{% endempty_state %}",
    ),
    Example(
        "Card of the side column",
        '{% card title="Tasks" count=4 link_url="#add" link_text="Add a task" %}'
        "<p>Ring Soar Valley Homes, by Wed 25 Nov</p>{% endcard %}",
    ),
    Example(
        "White card",
        '{% card title="Before you can send" count="2 things" white=True %}'
        "<p>Ask if we may share with Lightbulb in Charnwood.</p>{% endcard %}",
    ),
    Example("Facts", "{% facts facts_rows %}"),
    Example(
        "Clock",
        '{% clock_bar ours=36 held=16 target=130 sentence="52 of 130 working days used, 40%:'
        ' 36 ours and 16 on hold" %}',
    ),
    Example(
        "Clock past its target",
        '{% clock_bar ours=60 held=10 target=55 sentence="70 working days used of 55:'
        ' 15 days past the target, 10 of the days on hold" %}',
    ),
    Example("Milestones", "{% milestones steps %}"),
    Example("Filter links", '{% filter_links kinds name="Kinds of entry" %}'),
    Example("Timeline", "{% timeline entries %}"),
    Example(
        "How full a room is",
        '{% include "cases/visit_parts/rooms.html" with name="living_room" room="living_room"'
        ' code="living" label="Living room" value="5" %}',
    ),
    Example("Copy button", 'LB-7KQ4-M2XR {% copy_button "LB-7KQ4-M2XR" what="case reference" %}'),
    Example(
        "Pager", '{% pager previous_url="#before" next_url="#after" summary="Rows 51 to 100" %}'
    ),
)
GOVUK = (
    Example("Button, one a page", '{% govuk "button" text="Send to triage" %}'),
    Example(
        "Other buttons",
        '{% govuk "button" text="Save half-done" classes="govuk-button--secondary" %}'
        ' {% govuk "button" text="Compare the two" classes="lb-button--white" %}'
        ' {% govuk "button" text="Record what happened" classes="lb-button--lamp" %}',
    ),
    Example("Text input of a bound field", '{% govuk "text-input" field=form.name %}'),
    Example("Date", '{% govuk "date-input" field=form.born %}'),
    Example("Select", '{% govuk "select" field=form.locality %}'),
    Example(
        "Radios",
        '{% govuk "radios" field=form.caller classes="govuk-radios--inline govuk-radios--small" %}',
    ),
    Example("Ticks", '{% govuk "checkboxes" field=form.hard classes="govuk-checkboxes--small" %}'),
    Example("Textarea", '{% govuk "textarea" field=form.words %}'),
    Example("File", '{% govuk "file-upload" field=form.letter %}'),
    Example(
        "Details",
        '{% govuk_block "details" summary_text="How it is counted" %}'
        "<p>Working days, from first contact.</p>{% endgovuk_block %}",
    ),
    Example("Inset text", '{% govuk "inset-text" text="It goes to the named people only." %}'),
    Example("Warning", '{% govuk "warning-text" text="Two people must visit." %}'),
)


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """The parts, or one of the sample pages that show those holding a page's own heading."""
    wrong = "wrong" in request.GET
    context: dict[str, Any] = {**samples.EVERYTHING, "form": samples.form(wrong=wrong)}
    template = SAMPLE_PAGES.get(request.GET.get("page", ""))
    if template is None:
        parts = {"ours": OURS, "govuk": GOVUK, "icons": sorted(icons.SHAPES)}
        return render(request, "core/gallery.html", parts)
    return render(request, template, context)


SAMPLE_PAGES = {
    "board": "core/gallery_board.html",
    "case": "core/gallery_case.html",
    "list": "core/gallery_list.html",
    "form": "core/gallery_form.html",
    "stop": "core/gallery_stop.html",
}
