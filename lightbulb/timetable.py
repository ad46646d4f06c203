"""What happens by the calendar, one row each."""

from celery.schedules import crontab

TIMETABLE = {
    # A month's partition of the record is there long before the month is.
    "make-event-partitions": {
        "task": "lightbulb.core.tasks.make_event_partitions",
        "schedule": crontab(hour=2, minute=10),
    },
    # What was recorded is bound to what was recorded before. A turn nobody took in time is
    # no turn: the next seals for it.
    "seal-record": {
        "task": "lightbulb.core.tasks.seal_record",
        "schedule": crontab(),
        "options": {"expires": 50},
    },
    # Hours that are over, for looks that somebody should be asked about.
    "find-unusual-looks": {
        "task": "cases.tasks.find_unusual_looks",
        "schedule": crontab(minute=7),
    },
    # Sessions that ended are of no use to anybody.
    "forget-ended-sessions": {
        "task": "lightbulb.core.tasks.forget_ended_sessions",
        "schedule": crontab(hour=2, minute=20),
    },
    # What was typed when a sign-in ended is kept for half an hour.
    "forget-kept-forms": {
        "task": "lightbulb.core.tasks.forget_kept_forms",
        "schedule": crontab(minute="*/5"),
    },
    # Who did not answer a practice's invitation is forgotten on the day that was set.
    "purge-practice-lists": {
        "task": "triage.tasks.purge_practice_lists",
        "schedule": crontab(hour=2, minute=30),
    },
    # Cases that call for attention, before anybody begins to work.
    "find-alerts": {
        "task": "cases.tasks.find_alerts",
        "schedule": crontab(hour=5, minute=30),
    },
    # Last month's packs, on the first working day; a day missed is made up on the next.
    "ask-for-monthly-packs": {
        "task": "reporting.tasks.ask_for_monthly_packs",
        "schedule": crontab(hour=6, minute=4),
    },
}
