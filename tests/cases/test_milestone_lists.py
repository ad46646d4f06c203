"""The lists of milestones that others keep stand whole on the one table of a case."""

import re
from pathlib import Path

from cases.enums import MilestoneKind
from cases.milestone_lists import ADAPTATIONS, FOUNDATIONS, LISTS, NOT_YET, OURS, STAMPS

ACTIONS = Path(__file__).resolve().parents[2] / "cases" / "actions"


def test_each_stamp_stands_once_in_its_order():
    numbers = [f"T{number}" for number in range(17)]
    assert [line.code for line in STAMPS.lines] == [*numbers, "C"]


def test_the_process_has_29_milestones_from_first_contact_to_closing():
    names = [line.name for line in ADAPTATIONS.lines]
    assert len(names) == 29
    assert (names[0], names[-1]) == ("contact received", "closed")
    assert names.index("decision made") + 1 == names.index("decision notified")


def test_a_line_without_a_kind_says_where_its_day_is_kept():
    nowhere = [line for each in LISTS for line in each.lines if not line.kinds]
    assert [line.code for line in nowhere] == ["T1", "T7"]
    assert all(line.note.startswith("kept ") for line in nowhere)


def test_every_kind_is_in_a_list_or_ours():
    listed = {kind for each in LISTS for line in each.lines for kind in line.kinds}
    assert set(MilestoneKind) == listed | OURS
    assert not listed & OURS


def test_the_stages_follow_on_each_other():
    ends = [span.ends for span in FOUNDATIONS]
    assert [span.begins for span in FOUNDATIONS] == [MilestoneKind.CONTACT_RECEIVED, *ends[:-1]]


def test_what_is_recorded_already_is_what_the_verbs_name():
    code = "".join(path.read_text() for path in ACTIONS.glob("*.py"))
    named = set(re.findall(r"MilestoneKind\.([A-Z_0-9]+)", code))
    assert named == {kind.name for kind in MilestoneKind if kind not in NOT_YET}
