from django.conf import settings
from django.db import migrations, models


def give_each_its_office(apps, editor):
    """Of a kept payment: its bill's; of a code nobody knew, the one that ran the installation."""
    kept = apps.get_model("payments", "DisputedPayment")
    for row in kept.objects.select_related("bill").filter(office="").iterator():
        office = row.bill.office if row.bill is not None else settings.OFFICE
        kept.objects.filter(pk=row.pk).update(office=office)


class Migration(migrations.Migration):
    dependencies = [("payments", "0006_reconciliations")]

    operations = [
        migrations.AlterField(
            "bill",
            "status",
            models.CharField(
                choices=[
                    ("open", "Open"),
                    ("doubtful", "Doubtful"),
                    ("paid", "Paid"),
                    ("lapsed", "Lapsed"),
                    ("closed", "Closed"),
                    ("cancelled", "Cancelled"),
                ],
                default="open",
                max_length=10,
            ),
        ),
        migrations.AddField(
            "disputedpayment",
            "office",
            models.CharField(default="", max_length=60),
            preserve_default=False,
        ),
        migrations.RunPython(give_each_its_office, migrations.RunPython.noop),
    ]
