"""Monthly packs: those there are, asking for one, watching it being made, its files."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lightbulb.core.access.refusal import require
from lightbulb.core.kept.keeping import kept_as, sent
from lightbulb.core.time.periods import Period
from lightbulb.core.web.members import members_only
from reporting import actions
from reporting.access import why_not_ask_for_report, why_not_read_reports
from reporting.enums import FileKind
from reporting.forms import PackForm
from reporting.models import ReportContent, ReportRun
from reporting.packs.definition import MONTHLY_PACK
from reporting.places import COUNTY_KEY, Place, county_of, localities_of

NEWEST = 60
TYPES = {FileKind.HTML: "text/html; charset=utf-8", FileKind.PDF: "application/pdf"}


def places_now() -> list[Place]:
    localities = localities_of(Period.month_of(timezone.localdate()).previous)
    return [county_of(localities), *localities]


def readable(request: HttpRequest) -> QuerySet[ReportRun]:
    """The reports a person may read. Raises PermissionDenied with the reason for none."""
    on = timezone.localdate()
    require(why_not_read_reports(request.user, on=on))
    return ReportRun.objects.visible_to(request.user, on=on)


@require_safe
@members_only
def packs(request: HttpRequest) -> HttpResponse:
    runs = list(readable(request).filter(definition=MONTHLY_PACK).for_display()[:NEWEST])
    answers = sent(request, "reporting:ask_for_pack")
    form = PackForm(answers, places=places_now(), on=timezone.localdate()) if answers else None
    return show_packs(request, runs, form=form)


def show_packs(
    request: HttpRequest, runs: list[ReportRun], *, form: PackForm | None, status: int = 200
) -> HttpResponse:
    on = timezone.localdate()
    places = places_now()
    names = {place.key: place.name for place in places}
    refusal = why_not_ask_for_report(request.user, on=on)
    first = {"period": Period.month_of(on).previous.key, "scope": COUNTY_KEY}
    context = {
        "form": form or PackForm(first, places=places, on=on),
        "may_ask": refusal is None,
        "refusal": refusal,
        "runs": [(run, names.get(run.scope, run.scope)) for run in runs],
        "under_way": any(run.is_under_way for run in runs),
        "on": on,
    }
    return render(request, "reporting/packs.html", context, status=status)


@require_POST
@members_only
@kept_as("Your choice of pack", on="reporting:packs")
def ask(request: HttpRequest) -> HttpResponse:
    on = timezone.localdate()
    require(why_not_ask_for_report(request.user, on=on))
    form = PackForm(request.POST, places=places_now(), on=on)
    if form.is_valid():
        try:
            run = actions.ask_for_report(**form.cleaned_data, by=request.user, on=on)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(run)
    runs = list(readable(request).filter(definition=MONTHLY_PACK).for_display()[:NEWEST])
    return show_packs(request, runs, form=form, status=422)


@require_safe
@members_only
def pack(request: HttpRequest, pk: UUID) -> HttpResponse:
    run = get_object_or_404(readable(request).for_display(), pk=pk)
    return render(request, "reporting/pack.html", about(request, run))


@require_safe
@members_only
def progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The part of the page that changes while a pack is made."""
    run = get_object_or_404(readable(request).for_display(), pk=pk)
    return render(request, "reporting/parts/progress.html", about(request, run))


def about(request: HttpRequest, run: ReportRun) -> dict[str, object]:
    on = timezone.localdate()
    names = {place.key: place.name for place in places_now()}
    return {
        "run": run,
        "place": names.get(run.scope, run.scope),
        "may_ask": why_not_ask_for_report(request.user, on=on) is None,
        "on": on,
    }


@require_POST
@members_only
def try_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    run = get_object_or_404(readable(request), pk=pk)
    actions.try_again(run=run, by=request.user, on=timezone.localdate())
    messages.success(request, "Trying again. The figures already counted are kept.")
    return redirect(run)


@require_POST
@members_only
def renew(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another version, with the records as they are now."""
    run = get_object_or_404(readable(request), pk=pk)
    place = next((each for each in places_now() if each.key == run.scope), None)
    if place is None:
        raise Http404
    newer = actions.ask_for_report(
        period=run.of_period, scope=place, by=request.user, on=timezone.localdate(), again=True
    )
    return redirect(newer)


@require_safe
@members_only
def download(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """A file byte for byte as it was made."""
    run = get_object_or_404(readable(request).defer("snapshot"), pk=pk)
    content = get_object_or_404(ReportContent, file__run=run, file__kind=kind)
    answer = HttpResponse(bytes(content.content), content_type=TYPES[FileKind(kind)])
    name = f"lightbulb-monthly-pack-{run.period}-{run.scope}-v{run.version}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
