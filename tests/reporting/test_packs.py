"""A monthly pack from asking to its files, with the real page and the real PDF."""

import hashlib
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from html import unescape
from io import BytesIO

import pikepdf
import pytest

from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import Event, Locality
from lightbulb.core.record import outbox
from lightbulb.core.web.pdf import pdf_of
from reporting.enums import Cohort, ReportState
from reporting.figures import Figure
from reporting.measuring import count_all
from reporting.models import ReportFile, ReportRun
from reporting.packs import making, snapshot
from reporting.packs.document import html_of
from reporting.places import localities_of
from tests.api.conftest import as_bearer
from tests.api.factories import make_account
from tests.kept import undone
from tests.reporting.county import make_county
from tests.reporting.made import OCTOBER, asked, content_of, structure_of, text_of


@dataclass(frozen=True)
class Made:
    """One pack made through the outbox, with what the dashboard said at the same time."""

    snapshot: dict
    digest: str
    html: str
    pdf: bytes
    figures: list[Figure]
    told: list[dict]  # by the API, of this run


@pytest.fixture
def db(county_made_once) -> Iterator[None]:
    """The county is made once for all of them."""
    with undone():
        yield


@pytest.fixture
def county(county_made_once, db) -> list[Locality]:
    return deepcopy(county_made_once)


@pytest.fixture(scope="module")
def made(county_made_once) -> Made:
    """Made once for the whole module, because a PDF takes seconds."""
    with undone():
        run = asked()
        outbox.perform(outbox.OutboxRow.objects.get(effect="make_report").pk)
        run.refresh_from_db()
        assert run.state == ReportState.DONE
        tables = count_all(OCTOBER, Cohort.ENDED, localities_of(OCTOBER))
        figures = [figure for table in tables for figure in (table.whole, *table.rows)]
        html, pdf = content_of(run, "html").decode(), content_of(run, "pdf")
        told = told_of(run)
    return Made(run.snapshot, run.digest, html, pdf, figures, told)


def told_of(run: ReportRun) -> list[dict]:
    board = as_bearer(make_account(name="County board", role=RoleCode.HUB_MANAGER))
    return board.get(f"/api/v1/report-runs/{run.pk}/").json()["figures"]


def test_the_figure_is_the_same_on_the_dashboard_in_the_page_in_the_pdf_and_in_the_api(made):
    page, paper = unescape(made.html), text_of(made.pdf)
    for figure, told in zip(made.figures, made.told, strict=True):
        assert figure.words in page
        assert f"{figure.base_words}; {figure.change_words}." in page
        assert f"{figure.base_words}; {figure.change_words}." in paper
        words = (told["words"], told["base_words"], told["change_words"])
        assert words == (figure.words, figure.base_words, figure.change_words)
        assert told["value"] == f"{figure.value:.1f}"


def test_the_snapshot_holds_the_same_figures(made):
    kept = [
        figure
        for table in snapshot.read(made.snapshot).tables
        for figure in (table.whole, *table.rows)
    ]
    assert [each.words for each in kept] == [each.words for each in made.figures]
    assert [each.sentence for each in kept] == [each.sentence for each in made.figures]


def test_the_digest_is_of_the_snapshot_in_its_one_spelling(made):
    assert made.digest == snapshot.digest(made.snapshot)
    backwards = dict(reversed(made.snapshot.items()))
    assert made.digest == snapshot.digest(backwards)
    assert made.digest != snapshot.digest(made.snapshot | {"version": 2})


def test_a_pack_printed_again_says_the_same(made):
    assert html_of(snapshot.read(made.snapshot)) == made.html


def test_the_pdf_is_tagged_and_says_its_language_and_title(made):
    with pikepdf.open(BytesIO(made.pdf)) as document:
        assert bool(document.Root.MarkInfo.Marked)
        assert str(document.Root.Lang) == "en-GB"
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        title = str(document.docinfo["/Title"])
    assert title == "Monthly pack, October 2026, all four localities"


def test_the_pdf_has_one_first_heading_and_one_for_each_page(made):
    names = [tag.name for tag in structure_of(made.pdf)]
    # Headlines, five indicators on two pages each, four localities, two of definitions.
    assert (names.count("/H1"), names.count("/H2")) == (1, 1 + 10 + 4 + 2)


def test_every_picture_in_the_pdf_is_told_in_words(made):
    told = [tag.told for tag in structure_of(made.pdf) if tag.name == "/Figure"]
    charts = [words for words in told if words.startswith(("Bar chart", "Line chart"))]
    assert len(charts) == 10
    assert all(told)


def test_every_table_heading_in_the_pdf_says_which_way_it_reads(made):
    scopes = [tag.scope for tag in structure_of(made.pdf) if tag.name == "/TH"]
    assert len(scopes) > 100
    assert set(scopes) == {"/Column", "/Row"}


def test_a_page_that_names_a_file_makes_no_pdf(tmp_path):
    secret = tmp_path / "secret.css"
    secret.write_text("p { color: red }")
    for address in (secret.as_uri(), "https://example.org/style.css"):
        with pytest.raises(LookupError, match="made of nothing but itself"):
            pdf_of(f'<!doctype html><link rel="stylesheet" href="{address}"><p>Words</p>')


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A printer that takes no time: the pages it was given."""
    printed: list[str] = []

    def print_it(page: str) -> bytes:
        printed.append(page)
        return b"%PDF " + hashlib.sha256(page.encode()).digest()

    monkeypatch.setattr(making, "pdf_of", print_it)
    return printed


def test_a_pack_has_its_files_its_event_and_its_last_step(county, paper):
    run = asked()
    making.make(str(run.pk))
    run.refresh_from_db()
    assert (run.state, run.step) == (ReportState.DONE, run.steps)
    for file in ReportFile.objects.filter(run=run):
        content = content_of(run, file.kind)
        assert (file.size, file.digest) == (len(content), hashlib.sha256(content).hexdigest())
    assert Event.objects.about(run).filter(verb="report_made").count() == 1


def test_a_pack_made_again_is_left_as_it_is(county, paper):
    run = asked()
    making.make(str(run.pk))
    making.make(str(run.pk))
    assert len(paper) == 1
    assert Event.objects.about(run).filter(verb="report_made").count() == 1


def test_a_making_that_was_ended_after_counting_goes_on_with_what_was_counted(
    county, paper, monkeypatch
):
    run = asked()
    with monkeypatch.context() as killed:
        killed.setattr(making, "html_of", ended)
        with pytest.raises(SystemExit):
            making.make(str(run.pk))
    run.refresh_from_db()
    counted = run.digest
    make_county(names=("Later",), months=("2026-10",))  # what changes meanwhile is not counted
    making.make(str(run.pk))
    run.refresh_from_db()
    assert (run.state, run.digest) == (ReportState.DONE, counted)
    assert "Later" not in content_of(run, "html").decode()


def ended(*anything: object) -> None:
    """The process ends here."""
    raise SystemExit


def test_a_fault_is_shown_and_can_be_tried_again(county, paper, monkeypatch):
    run = asked()
    with monkeypatch.context() as broken:
        broken.setattr(making, "pdf_of", lambda page: 1 / 0)
        making.make(str(run.pk))
    run.refresh_from_db()
    assert (run.state, run.problem) == (ReportState.FAILED, "ZeroDivisionError")
    making.make(str(run.pk))  # by itself it is not tried again
    assert not paper
    assert ReportRun.objects.get(pk=run.pk).state == ReportState.FAILED


def test_the_steps_are_noted_as_they_are_taken(county, paper, monkeypatch):
    seen: list[int] = []
    note = making._note
    monkeypatch.setattr(making, "_note", lambda run, step: (seen.append(step), note(run, step)))
    run = asked()
    making.make(str(run.pk))
    assert seen == [1, 2, 3, 4, 5, 7, 8]  # 6 goes with the figures, 9 with the end
