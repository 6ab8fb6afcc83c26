"""A letter never changes: the database refuses it too."""

from django.db import migrations

from lintas.journal.append_only import never_changes


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_initial")]
    operations = [never_changes("letters_letter")]
