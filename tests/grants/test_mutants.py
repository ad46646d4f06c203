"""The tests of the rules notice when a rule is wrong."""

import subprocess
import sys

import pytest

from tests.starting import ROOT


@pytest.mark.large
def test_nine_of_ten_changes_to_the_rules_are_noticed():
    asked = [sys.executable, "-m", "tests.grants.mutants", "--sample=400"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
