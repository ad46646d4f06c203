"""The whole Housing MOT as it is asked now, with everything it may suggest."""

from cases.mot.catalogue import catalogue
from cases.mot.sets import question_set

QUESTIONS = question_set("2026-11-27")
SOLUTIONS = catalogue()
