"""A published version never changes: the database refuses it too."""

from django.db import migrations

from lintas.journal.append_only import only_grows


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]
    operations = [only_grows("catalogue_serviceversion")]
