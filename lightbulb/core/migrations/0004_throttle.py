"""Where sign-in counts its tries: Django's cache in the database, so no page needs the broker."""

from django.db import migrations

TABLE = """
CREATE TABLE core_throttle (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX core_throttle_expires ON core_throttle (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0003_people_places_and_outbox")]

    operations = [migrations.RunSQL(TABLE, "DROP TABLE core_throttle")]
