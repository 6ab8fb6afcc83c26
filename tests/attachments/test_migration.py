"""Files that were kept as they came are sealed by the migration."""

from datetime import datetime
from importlib import import_module

import pytest
from django.apps import apps

from lintas.attachments import storage, stores
from lintas.attachments.invariants import check_attachment_keys, check_attachments
from lintas.attachments.models import Attachment, AttachmentKey
from lintas.attachments.queries import open_attachment
from tests.attachments.cast import stored
from tests.attachments.pictures import picture

MIGRATION = import_module("lintas.attachments.migrations.0004_seal_what_is_there")


@pytest.mark.django_db
def test_plain_files_are_sealed_and_open_as_before(at: datetime) -> None:
    whole, small = picture(), picture(size=(200, 200))
    for _ in range(2):  # two applications that held the same content
        found = stored(picture(), at)
        assert found is not None
        row = Attachment.objects.get(pk=found.id)
        row.sha256 = storage.keep(stores.files(), whole)
        row.preview_sha256 = storage.keep(stores.files(), small)
        row.save()
    AttachmentKey.objects.all().delete()
    for _ in range(2):
        MIGRATION.seal_what_is_there(apps, None)
    for row in Attachment.objects.all():
        assert open_attachment(row.pk)[0].read() == whole
        assert open_attachment(row.pk, "preview")[0].read() == small
    assert len(set(Attachment.objects.values_list("sha256", flat=True))) == 2
    assert [*check_attachments(), *check_attachment_keys()] == []
