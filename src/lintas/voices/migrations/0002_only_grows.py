from django.db import migrations

from lintas.journal.append_only import only_grows


class Migration(migrations.Migration):
    dependencies = [("voices", "0001_initial")]
    operations = [only_grows("voices_extrafeereport")]
