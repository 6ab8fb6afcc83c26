from django.db import migrations
from django.db.models import F


def open_as_before(apps, schema_editor):
    """Browsers that opened a request with its secret keep it open: they hold the request's id."""
    apps.get_model("applications", "Application").objects.filter(door=None).update(door=F("id"))


class Migration(migrations.Migration):
    dependencies = [("applications", "0011_parties")]

    operations = [
        migrations.RunPython(open_as_before, migrations.RunPython.noop),
    ]
