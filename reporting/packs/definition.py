"""What the monthly pack is: its name, its version, and the steps of making one."""

from reporting.enums import Cohort
from reporting.indicators.registry import INDICATORS

MONTHLY_PACK = "monthly_pack"
VERSION = 1  # of what a snapshot holds; a change of it makes old snapshots unreadable
COHORT = Cohort.ENDED
# Each indicator is counted, the figures are kept, the page is written, the PDF, the end.
STEPS = len(INDICATORS) + 4
