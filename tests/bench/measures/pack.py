"""Last month's packs of the county and its seven localities, from asking to the kept PDF.

`bare` prints the same eight pages, ready-made, by the library alone: what is over it is
counting, writing the page and its charts, naming what each heading heads, and keeping it.
"""

from time import perf_counter

from django.utils import timezone
from weasyprint import HTML  # type: ignore[import-untyped]

from lightbulb.core.record.actors import System
from lightbulb.core.time.periods import Period
from reporting.actions import ask_for_report
from reporting.enums import FileKind, ReportState
from reporting.models import ReportContent, ReportRun
from reporting.packs import making
from reporting.places import Place, county_of, localities_of
from tests.bench.bars import Measured, NotMeasured
from tests.bench.world import World

BENCH = System("bench")


def measure(world: World) -> Measured:
    world.use_county()
    period = Period.month_of(timezone.localdate()).previous
    localities = localities_of(period)
    places = [county_of(localities), *localities]
    bare_print(page_of(made(places[1], period)))  # fonts are found and kept once a process
    whole = bare = 0.0
    for place in places:
        begun = perf_counter()
        run = made(place, period)
        kept = perf_counter()
        bare_print(page_of(run))
        whole, bare = whole + kept - begun, bare + perf_counter() - kept
    return Measured(whole, floor=bare, note=f"{len(places)} packs of {period.label}")


def made(place: Place, period: Period) -> ReportRun:
    on = timezone.localdate()
    run = ask_for_report(period=period, scope=place, by=BENCH, on=on, again=True)
    making.make(str(run.pk))
    run.refresh_from_db()
    if run.state != ReportState.DONE:
        raise NotMeasured(f"the pack of {place.name} could not be made ({run.problem})")
    return run


def page_of(run: ReportRun) -> str:
    kept = ReportContent.objects.get(file__run=run, file__kind=FileKind.HTML)
    return bytes(kept.content).decode()


def bare_print(page: str) -> None:
    HTML(string=page, media_type="print").write_pdf(pdf_variant="pdf/ua-1")
