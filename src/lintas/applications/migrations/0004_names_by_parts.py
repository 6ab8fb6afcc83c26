"""On PostgreSQL a name is found by any part of it without reading all names (pg_trgm)."""

from django.db import migrations

MAKE = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX answers_name_parts ON applications_answers USING gin (name_folded gin_trgm_ops);
"""


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(MAKE)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX answers_name_parts")


class Migration(migrations.Migration):
    dependencies = [("applications", "0003_marks")]
    operations = [migrations.RunPython(make, remove)]
