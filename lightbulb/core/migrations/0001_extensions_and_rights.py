"""What the tables need before they are made: extensions, and the service's own rights.

The service runs as lightbulb_app, which reads and writes rows and makes nothing. Tables
that follow get that right by themselves; the record takes part of it back.
"""

from django.contrib.postgres.operations import (
    BtreeGistExtension,
    CreateExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations

GRANT = """
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lightbulb_app') THEN
        RAISE EXCEPTION 'The role lightbulb_app is missing: make it before migrating';
    END IF;
END $$;
GRANT USAGE ON SCHEMA public TO lightbulb_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO lightbulb_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO lightbulb_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO lightbulb_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO lightbulb_app;
"""
REVOKE = """
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    REVOKE SELECT, INSERT, UPDATE, DELETE ON TABLES FROM lightbulb_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE USAGE ON SEQUENCES FROM lightbulb_app;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM lightbulb_app;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM lightbulb_app;
REVOKE USAGE ON SCHEMA public FROM lightbulb_app;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        CreateExtension("fuzzystrmatch"),
        migrations.RunSQL(GRANT, REVOKE),
    ]
