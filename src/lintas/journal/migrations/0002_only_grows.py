"""The database refuses to change the journal, and queues each new entry for its place."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from lintas.journal.append_only import only_grows

QUEUE_NEW = {
    "postgresql": [
        """
        CREATE FUNCTION lintas_queue_entry() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN INSERT INTO journal_unordered (entry_id) VALUES (NEW.id); RETURN NULL; END $$
        """,
        """
        CREATE TRIGGER journal_entry_queued AFTER INSERT ON journal_entry
        FOR EACH ROW EXECUTE FUNCTION lintas_queue_entry()
        """,
    ],
    "sqlite": [
        """
        CREATE TRIGGER journal_entry_queued AFTER INSERT ON journal_entry
        BEGIN INSERT INTO journal_unordered (entry_id) VALUES (NEW.id); END
        """,
    ],
}


def queue_new_entries(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    with editor.connection.cursor() as cursor:
        for line in QUEUE_NEW[editor.connection.vendor]:
            cursor.execute(line)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [
        only_grows("journal_entry"),
        only_grows("journal_order"),
        migrations.RunPython(queue_new_entries),
    ]
