"""What happens to reports."""

from types import MappingProxyType

from lightbulb.core.record.verbs import CODE, NUMBER, VerbEnum, VerbSpec

REPORT = MappingProxyType(
    {"definition": CODE, "period": CODE, "scope": CODE, "version": NUMBER, "attempt": NUMBER}
)


class Verb(VerbEnum):
    REPORT_ASKED_FOR = VerbSpec(1, "asked for a report", REPORT)
    REPORT_TRIED_AGAIN = VerbSpec(1, "asked for a report to be tried again", REPORT)
    REPORT_MADE = VerbSpec(1, "made a report", REPORT)
    CASES_EXPORTED = VerbSpec(
        1,
        "downloaded the cases behind a figure",
        MappingProxyType(
            {"indicator": CODE, "period": CODE, "scope": CODE, "cohort": CODE, "rows": NUMBER}
        ),
    )
