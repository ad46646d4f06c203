"""`manage.py run_report`: the same report without the worker."""

import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from reporting.models import ReportRun
from reporting.packs import making
from tests.engines import ROOT
from tests.reporting.made import content_of

ASK = ("run_report", "monthly_pack", "--period", "2026-10")
LOADED = """
import django, sys
django.setup()
from django.urls import get_resolver
from lightbulb.core.record.effects import all_effects
len(get_resolver().url_patterns), len(all_effects())
print("weasyprint" in sys.modules)
"""


@pytest.mark.django_db
def test_the_file_is_the_one_that_is_stored(county, monday, tmp_path, monkeypatch):
    monkeypatch.setattr(making, "pdf_of", lambda page: b"%PDF of " + page[:9].encode())
    for name in ("pack.pdf", "pack.html", "again.pdf"):
        call_command(*ASK, "--output", str(tmp_path / name))
    run = ReportRun.objects.get()
    assert (tmp_path / "pack.pdf").read_bytes() == content_of(run, "pdf")
    assert (tmp_path / "pack.html").read_bytes() == content_of(run, "html")
    assert (tmp_path / "again.pdf").read_bytes() == (tmp_path / "pack.pdf").read_bytes()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("yearly", "--period", "2026-10", "--output", "a.pdf"), "There is no report 'yearly'"),
        (("monthly_pack", "--period", "soon", "--output", "a.pdf"), "soon is not a period"),
        (("monthly_pack", "--period", "2026-12", "--output", "a.pdf"), "is not over yet"),
        (("monthly_pack", "--period", "2026-10", "--output", "a.doc"), "says no kind of file"),
        (("monthly_pack", "--period", "2026-10", "--output", "no/a.pdf"), "There is no folder"),
        (
            ("monthly_pack", "--period", "2026-10", "--scope", "mars", "--output", "a.pdf"),
            "There is no locality 'mars'",
        ),
    ],
)
def test_what_cannot_be_made_is_said_in_words(words, reason, monday):
    with pytest.raises(CommandError, match=reason) as refused:
        call_command("run_report", *words)
    assert refused.value.returncode == 2
    assert not ReportRun.objects.exists()


def test_pages_do_not_load_what_makes_pdfs():
    done = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
