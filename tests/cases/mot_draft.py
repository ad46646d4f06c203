"""The whole Housing MOT as it is drafted, with everything it may suggest."""

import tomllib

from cases.mot.sets import FOLDER, read_set

DRAFTS = FOLDER.parent / "drafts"
QUESTIONS = read_set(DRAFTS / "housing-mot.toml")
SOLUTIONS = {
    row["code"]: row for row in tomllib.loads((DRAFTS / "solutions.toml").read_text())["solution"]
}
