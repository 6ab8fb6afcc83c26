"""Sending a kept file to a browser so that it can do nothing but be looked at."""

from urllib.parse import quote

from django.http import FileResponse, HttpResponse, HttpResponseBase

from lintas.attachments.page_pictures import page_picture
from lintas.attachments.queries import AttachmentView, open_attachment


def serve(attachment: AttachmentView, size: str) -> FileResponse:
    """The whole file, or of a photo the small copy (`size` "kecil"). Raises: NoSuchAttachment.

    A photo is shown in place; a PDF is always saved, never opened inside our origin.
    """
    file, content_type = open_attachment(attachment.id, "preview" if size == "kecil" else "whole")
    response = FileResponse(file, content_type=content_type)
    photo = attachment.kind == "photo"
    name = f"{attachment.purpose}.{'jpg' if photo else 'pdf'}"
    _shut_in(response, "inline" if photo else "attachment", name)
    return response


def serve_page(attachment: AttachmentView, page: int) -> HttpResponse:
    """One page of a PDF, from 1, as a picture. Raises: NoSuchAttachment."""
    response = HttpResponse(page_picture(attachment, page), content_type="image/jpeg")
    _shut_in(response, "inline", f"{attachment.purpose}-{page}.jpg")
    return response


def _shut_in(response: HttpResponseBase, manner: str, name: str) -> None:
    response["Content-Disposition"] = f"{manner}; filename*=UTF-8''{quote(name)}"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=600"
