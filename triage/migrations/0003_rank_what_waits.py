"""What referrals rank from, and how decisions were classed, for those there were before.

A point was worth thirty days from the first figures on. Decisions kept the day alone, so
they are placed at noon; their class is that of the case they opened.
"""

from django.db import migrations

RANK = """
UPDATE triage_referral SET ranks_from = received_on - 30 * score::integer
WHERE ranks_from IS NULL
"""
CLASS = """
UPDATE triage_triagedecision d
SET decided_at = (d.decided_on + time '12:00') AT TIME ZONE 'Europe/London',
    figures_from = DATE '2017-10-01',
    urgency = coalesce(c.urgency, d.urgency),
    complexity = coalesce(c.complexity, d.complexity)
FROM triage_referral r LEFT JOIN cases_case c ON c.id = r.case_id
WHERE r.id = d.referral_id AND d.decided_at IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("triage", "0002_what_is_told_shared_and_advised")]

    operations = [
        migrations.RunSQL(RANK, migrations.RunSQL.noop),
        migrations.RunSQL(CLASS, migrations.RunSQL.noop),
    ]
