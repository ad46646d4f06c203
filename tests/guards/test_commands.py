"""The few words that run everything: what they choose and how they count."""

from collections import Counter

import pytest

from tests import check, suite

COUNTS = '<testsuites><testsuite tests="9" failures="2" errors="1" skipped="1"/></testsuites>'


def test_the_parts_of_the_suite_leave_no_test_out_of_all():
    chosen = [part.tests for part in suite.parts(everything=True) if not part.engines]
    for large in (True, False):
        for browser in (True, False):
            marks = {"large": large, "browser": browser}
            assert [eval(each, {}, marks) for each in chosen].count(True) == 1


def test_what_pytest_counted_is_read(tmp_path):
    (tmp_path / "counts.xml").write_text(COUNTS)
    counts = suite.counted(tmp_path / "counts.xml")
    assert counts == Counter(failed=2, errors=1, skipped=1, passed=5)


def test_a_run_that_never_counted_is_an_error(tmp_path):
    assert suite.counted(tmp_path / "nothing.xml") == Counter(errors=1)


def test_the_last_line_counts_every_part():
    outcomes = [
        suite.Outcome(0, Counter(passed=5), 1.25),
        suite.Outcome(1, Counter(passed=2, failed=1), 2),
    ]
    assert suite.summary(outcomes).strip() == "===== 1 failed, 7 passed in 3.25s ====="


@pytest.mark.parametrize(("code", "passes"), [(0, True), (1, False)])
def test_a_step_of_the_check_passes_by_its_exit_code(capsys, code, passes):
    assert check.passes("step", ["sh", "-c", f"echo seen; exit {code}"], {}) is passes
    assert ("seen" in capsys.readouterr().out) is not passes


def test_a_long_answer_is_shortened():
    shown = check.shortened("\n".join(str(number) for number in range(60)))
    assert "39" in shown.split()
    assert "40" not in shown.split()
    assert "… and 20 lines more" in shown
