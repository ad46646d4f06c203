"""One press is one event on both sides of a month's end too.

The index that refuses the second event of a request belongs to one month. A press just
before a month's end and its twin just after it lie in two, so for a day the month before
is asked as well; and around midnight the two meet at one lock, so that the later one sees
what the earlier has written.
"""

from django.db import migrations

# The first number is the record's own among advisory locks of two numbers.
ONCE = """
CREATE FUNCTION core_event_once_over_months() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    begins timestamptz := date_trunc('month', NEW.recorded_at AT TIME ZONE 'UTC')
        AT TIME ZONE 'UTC';
    after_it interval := NEW.recorded_at - begins;
    before_the_next interval := (begins AT TIME ZONE 'UTC' + interval '1 month')
        AT TIME ZONE 'UTC' - NEW.recorded_at;
BEGIN
    IF least(after_it, before_the_next) < interval '1 hour' THEN
        PERFORM pg_advisory_xact_lock(17750, hashtext(NEW.request_id::text));
    END IF;
    IF after_it < interval '1 day' AND EXISTS (
        SELECT FROM core_event
        WHERE request_id = NEW.request_id AND verb = NEW.verb
            AND subject_type = NEW.subject_type AND subject_id = NEW.subject_id
            AND recorded_at >= begins - interval '1 day' AND recorded_at < begins
    ) THEN
        RAISE unique_violation USING
            MESSAGE = 'this request recorded the same thing last month',
            CONSTRAINT = 'core_event_last_month_once_a_request';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER core_event_once_over_months BEFORE INSERT ON core_event
    FOR EACH ROW EXECUTE FUNCTION core_event_once_over_months();
"""

REVERSE = """
DROP TRIGGER core_event_once_over_months ON core_event;
DROP FUNCTION core_event_once_over_months();
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0008_count_how_often_an_effect_was_begun")]

    operations = [migrations.RunSQL(ONCE, REVERSE)]
