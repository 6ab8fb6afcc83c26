"""What was registered and paid so far was so at the billing rail."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def at_the_billing_rail(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    bills = apps.get_model("payments", "Bill").objects.all()
    registration = apps.get_model("payments", "Registration")
    registration.objects.bulk_create(
        registration(bill=bill, rail="billing", registered_at=bill.registered_at)
        for bill in bills.iterator()
    )
    bills.filter(status="paid").update(paid_by="billing")


class Migration(migrations.Migration):
    dependencies = [("payments", "0002_rails")]
    operations = [migrations.RunPython(at_the_billing_rail, migrations.RunPython.noop)]
