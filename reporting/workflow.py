"""The life of a report."""

from lightbulb.core.workflow import Workflow
from reporting.enums import ReportState

REPORT = Workflow(
    "Report",
    {
        ReportState.WAITING: {"begin": ReportState.RUNNING},
        # Begun again: the process that was making it was ended half-way.
        ReportState.RUNNING: {
            "begin": ReportState.RUNNING,
            "finish": ReportState.DONE,
            "fail": ReportState.FAILED,
        },
        ReportState.FAILED: {"try_again": ReportState.WAITING},
        ReportState.DONE: {},
    },
)
