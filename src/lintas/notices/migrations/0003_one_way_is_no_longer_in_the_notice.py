from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0002_ways_and_sendings'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='notice',
            name='notice_due',
        ),
        migrations.RemoveField(
            model_name='notice',
            name='asked_at',
        ),
        migrations.RemoveField(
            model_name='notice',
            name='attempts',
        ),
        migrations.RemoveField(
            model_name='notice',
            name='channel',
        ),
        migrations.RemoveField(
            model_name='notice',
            name='due_at',
        ),
        migrations.RemoveField(
            model_name='notice',
            name='sent_at',
        ),
        migrations.RemoveField(
            model_name='notice',
            name='state',
        ),
    ]
