"""The pages of packs: asking, watching, reading; refused to others; wrong methods; errors."""

import hashlib

import pytest
from django.urls import reverse

from lightbulb.core.models import OutboxRow
from reporting.enums import FileKind, ReportState
from reporting.models import ReportContent, ReportFile, ReportRun
from tests.reporting.made import asked

pytestmark = pytest.mark.django_db
WORDS = b"%PDF exactly these bytes"


@pytest.fixture
def ready() -> ReportRun:
    """A pack that is ready, with a PDF of few bytes."""
    run = asked()
    run.state, run.snapshot, run.digest = ReportState.DONE, {"any": 1}, "d" * 64
    run.finished_at = run.asked_at
    run.save()
    digest = hashlib.sha256(WORDS).hexdigest()
    file = ReportFile.objects.create(run=run, kind=FileKind.PDF, size=len(WORDS), digest=digest)
    ReportContent.objects.create(file=file, content=WORDS)
    return run


def page(answer) -> str:
    return answer.content.decode()


def test_a_manager_asks_for_a_pack_and_sees_it_wait(as_manager):
    asking = {"period": "2026-10", "scope": "county"}
    answer = as_manager.post("/reports/packs/ask/", asking, follow=True)
    assert "Waiting for its turn." in page(answer)
    assert OutboxRow.objects.filter(effect="make_report").count() == 1


def test_a_choice_that_is_none_is_said_and_nothing_is_asked(as_manager):
    answer = as_manager.post("/reports/packs/ask/", {"period": "2031-01", "scope": "county"})
    assert (answer.status_code, "<title>Error: " in page(answer)) == (422, True)
    assert not ReportRun.objects.exists()


def test_an_auditor_sees_the_packs_and_is_told_who_asks(as_auditor, ready):
    shown = page(as_auditor.get("/reports/packs/"))
    assert "October 2026, The whole county" in shown
    assert "administrators ask for packs." in shown
    assert "Ask for this pack" not in shown
    assert as_auditor.post("/reports/packs/ask/").status_code == 403


def test_a_worker_is_sent_to_the_dashboard(as_worker):
    run = asked()
    for name in ("pack", "pack_progress"):
        assert as_worker.get(reverse(f"reporting:{name}", args=[run.pk])).status_code == 403
    answer = as_worker.get("/reports/packs/")
    assert answer.status_code == 403
    assert "The dashboard under Reports shows the same figures" in page(answer)


def test_what_is_stored_is_what_is_served(as_auditor, ready):
    answer = as_auditor.get(reverse("reporting:pack_file", args=[ready.pk, "pdf"]))
    assert answer.content == WORDS
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="lightbulb-monthly-pack-2026-10-county-v1.pdf"'
    )


def test_a_file_that_is_not_there_is_not_found(as_auditor, ready):
    for kind in ("html", "exe"):
        address = reverse("reporting:pack_file", args=[ready.pk, kind])
        assert as_auditor.get(address).status_code == 404


def test_progress_is_shown_with_and_without_scripts(as_manager):
    run = asked()
    ReportRun.objects.update(state=ReportState.RUNNING, step=4)
    shown = page(as_manager.get(run.get_absolute_url()))
    part = page(as_manager.get(reverse("reporting:pack_progress", args=[run.pk])))
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in shown
    for each in (shown, part):
        assert "Being made: step 4 of 9." in each
        assert '<progress class="lb-progress" max="9" value="4"' in each


def test_a_pack_that_failed_says_so_and_can_be_tried_again(as_manager):
    run = asked()
    ReportRun.objects.update(state=ReportState.FAILED, problem="KeyError")
    shown = page(as_manager.get(run.get_absolute_url()))
    assert "This pack could not be made" in shown
    answer = as_manager.post(reverse("reporting:try_again", args=[run.pk]), follow=True)
    assert "Trying again. The figures already counted are kept." in page(answer)
    assert ReportRun.objects.get().attempt == 2


def test_a_ready_pack_can_be_made_anew_as_another_version(as_manager, ready):
    answer = as_manager.post(reverse("reporting:renew_pack", args=[ready.pk]), follow=True)
    assert "Waiting for its turn." in page(answer)
    assert list(ReportRun.objects.order_by("version").values_list("version", "state")) == [
        (1, "done"),
        (2, "waiting"),
    ]


@pytest.mark.parametrize("name", ["ask_for_pack", "try_again", "renew_pack"])
def test_an_act_is_no_page(name, as_manager):
    args = [] if name == "ask_for_pack" else [asked().pk]
    assert as_manager.get(reverse(f"reporting:{name}", args=args)).status_code == 405


def test_the_list_asks_the_database_as_often_for_many_packs(as_manager, ready, queries_of):
    few = queries_of(as_manager, "/reports/packs/")
    for version in range(2, 30):
        ReportRun.objects.create(
            definition="monthly_pack",
            period="2026-10",
            scope="county",
            version=version,
            asked_on=ready.asked_on,
        )
    assert queries_of(as_manager, "/reports/packs/") == few
