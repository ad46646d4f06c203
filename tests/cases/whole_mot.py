"""The whole Housing MOT and the assessment as they are asked now, with what both may suggest."""

from cases.mot.catalogue import catalogue
from cases.mot.sets import question_set

QUESTIONS = question_set("2026-11-27")
ASSESSMENT = question_set("ot-2026-11-27")
SOLUTIONS = catalogue()
