"""Files kept as they were are sealed, each under a key of its own."""

import hashlib

from django.db import migrations


def seal_what_is_there(apps, schema_editor):
    """The sealed copies are on disk before the rows name them; the plain ones go with the sweep.

    Begun again after a kill it goes on: a row with a key is done.
    """
    from lintas.attachments import storage, stores
    from lintas.attachments.office_keys import office_keys
    from lintas.attachments.sealing import new_key, seal, wrap

    Attachment = apps.get_model("attachments", "Attachment")
    AttachmentKey = apps.get_model("attachments", "AttachmentKey")
    store = stores.files()
    for row in Attachment.objects.filter(removed_at=None, attachmentkey=None).iterator():
        key, now = new_key(), {}
        for field in ("sha256", "preview_sha256"):
            sha256 = getattr(row, field)
            if sha256:
                try:
                    with store.open(sha256) as file:
                        plain = file.read()
                except FileNotFoundError:
                    continue  # missing already; `manage.py verify` says so
                if hashlib.sha256(plain).hexdigest() == sha256:
                    now[field] = storage.keep(store, seal(key, plain))
        office_key, wrapped = wrap(office_keys(), key, row.pk)
        AttachmentKey.objects.create(attachment=row, office_key=office_key, wrapped=wrapped)
        for field, sha256 in now.items():
            setattr(row, field, sha256)
        row.save()


class Migration(migrations.Migration):

    dependencies = [
        ('attachments', '0003_quarantine_and_keys'),
    ]

    operations = [
        migrations.RunPython(seal_what_is_there, migrations.RunPython.noop),
    ]
