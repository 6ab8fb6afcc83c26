from django.db import migrations, models

import lintas.kernel.ids


class Migration(migrations.Migration):
    dependencies = [("applications", "0012_door_for_all")]

    operations = [
        migrations.AlterField(
            model_name="application",
            name="door",
            field=models.UUIDField(default=lintas.kernel.ids.new_id, unique=True),
        ),
    ]
