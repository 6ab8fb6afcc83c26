"""A confirmed record and its addenda never change: the database refuses it too."""

from django.db import migrations

from lintas.journal.append_only import never_changes


class Migration(migrations.Migration):
    dependencies = [("interviews", "0001_initial")]
    operations = [
        never_changes("interviews_record"),
        never_changes("interviews_addendum"),
    ]
