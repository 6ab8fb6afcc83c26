"""Entries written by one statement are queued by one statement; the order stays theirs."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TOGETHER = """
DROP TRIGGER journal_entry_queued ON journal_entry;
CREATE OR REPLACE FUNCTION lintas_queue_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO journal_unordered (entry_id) SELECT id FROM fresh; RETURN NULL; END $$;
CREATE TRIGGER journal_entry_queued AFTER INSERT ON journal_entry
REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION lintas_queue_entry();
"""
EACH = """
DROP TRIGGER journal_entry_queued ON journal_entry;
CREATE OR REPLACE FUNCTION lintas_queue_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO journal_unordered (entry_id) VALUES (NEW.id); RETURN NULL; END $$;
CREATE TRIGGER journal_entry_queued AFTER INSERT ON journal_entry
FOR EACH ROW EXECUTE FUNCTION lintas_queue_entry();
"""


def queue_together(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _on_postgres(editor, TOGETHER)


def queue_each(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _on_postgres(editor, EACH)


def _on_postgres(editor: BaseDatabaseSchemaEditor, lines: str) -> None:
    """SQLite has triggers for each row alone."""
    if editor.connection.vendor == "postgresql":
        with editor.connection.cursor() as cursor:
            cursor.execute(lines)


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_only_grows")]
    operations = [migrations.RunPython(queue_together, queue_each)]
