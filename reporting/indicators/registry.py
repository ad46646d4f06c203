"""The indicators there are, in the order they are shown."""

from reporting.indicators import (
    k01_referrals,
    k04_first_visit_wait,
    k05_hsc_case_days,
    k07_interventions,
    k08_mot_coverage,
)
from reporting.indicators.indicator import Indicator

INDICATORS: tuple[Indicator, ...] = (
    k01_referrals.INDICATOR,
    k04_first_visit_wait.INDICATOR,
    k05_hsc_case_days.INDICATOR,
    k07_interventions.INDICATOR,
    k08_mot_coverage.INDICATOR,
)


def indicator_named(code: str) -> Indicator:
    """Raises LookupError for a code no indicator has."""
    for indicator in INDICATORS:
        if indicator.code == code:
            return indicator
    raise LookupError(f"No indicator is named {code[:40]!r}")
