"""What to tell a person about the photos they gave for a face or a signature."""

from collections.abc import Sequence
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image

from lintas.applications.picture_advice import ADVICE, measured
from lintas.attachments import public as attachments
from lintas.attachments.public import AttachmentView
from lintas.catalogue.public import Paper


def advice_on(paper: Paper, uploads: Sequence[AttachmentView]) -> list[str]:
    """Sentences, best first the photo's own; nothing for papers of writing.

    Cost: a read of the small picture for each photo of such a paper.
    """
    look = ADVICE.get(paper.kind)
    if look is None:
        return []
    said = [_("Cukup satu foto. Hapus yang lain.")] if len(uploads) > 1 else []
    for upload in uploads:
        if upload.kind != "photo":
            said.append(_("Ini berkas PDF. Pilih sebuah foto."))
            continue
        file, _kind = attachments.open_attachment(upload.id, "preview")
        with file, Image.open(BytesIO(file.read())) as picture:
            said += look(measured(picture, upload.width, upload.height))
    return said
