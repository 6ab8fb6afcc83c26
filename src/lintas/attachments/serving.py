"""Sending a kept file to a browser so that it can do nothing but be looked at."""

from urllib.parse import quote

from django.http import FileResponse

from lintas.attachments.queries import AttachmentView, open_attachment


def serve(attachment: AttachmentView, size: str) -> FileResponse:
    """The whole file, or of a photo the small copy (`size` "kecil"). Raises: NoSuchAttachment.

    A photo is shown in place; a PDF is always saved, never opened inside our origin.
    """
    file, content_type = open_attachment(attachment.id, "preview" if size == "kecil" else "whole")
    response = FileResponse(file, content_type=content_type)
    manner = "inline" if attachment.kind == "photo" else "attachment"
    ending = "jpg" if attachment.kind == "photo" else "pdf"
    name = quote(f"{attachment.purpose}.{ending}")
    response["Content-Disposition"] = f"{manner}; filename*=UTF-8''{name}"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=600"
    return response
