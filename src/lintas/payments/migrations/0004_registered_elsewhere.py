from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("payments", "0003_registrations")]
    operations = [migrations.RemoveField(model_name="bill", name="registered_at")]
