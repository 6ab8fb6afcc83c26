"""Pages for what went wrong: what happened, what still works, whom to call.

The words for machines are problem details (RFC 9457), under the API's address only.
"""

from dataclasses import dataclass

import structlog
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _


log = structlog.get_logger()
API = "/api/"


@dataclass(frozen=True)
class Trouble:
    status: int
    title: object
    text: object


BAD_REQUEST = Trouble(
    400,
    _("Permintaan ini tidak dapat kami baca"),
    _("Mungkin alamatnya terpotong atau berkasnya terlalu besar. Kembali dan coba sekali lagi."),
)
FORBIDDEN = Trouble(
    403,
    _("Halaman ini tidak dapat dibuka dari sini"),
    _("Kembali ke halaman utama dan mulai dari sana."),
)
STALE_FORM = Trouble(
    403,
    _("Formulir ini sudah terlalu lama terbuka"),
    _("Tidak ada yang terkirim. Kembali, muat ulang halaman, lalu kirim sekali lagi."),
)
NOT_FOUND = Trouble(
    404,
    _("Halaman ini tidak ada"),
    _(
        "Mungkin alamatnya salah tulis atau sudah berubah. Bila Anda mencari permohonan, "
        "buka dengan nomor dan kode rahasianya."
    ),
)
SERVER = Trouble(
    500,
    _("Ada yang rusak di pihak kami"),
    _("Yang sudah tersimpan tetap ada. Tunggu beberapa menit, lalu coba lagi."),
)
REFUSED = 422
TOO_MANY = 429


def problem(status: int, title: object, detail: object = "", **more: object) -> JsonResponse:
    """Shape: RFC 9457, with `more` as its extension members."""
    said = {"type": "about:blank", "title": str(title), "status": status}
    if detail:
        said["detail"] = str(detail)
    return JsonResponse(
        {**said, **more}, status=status, content_type="application/problem+json"
    )


def show(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    request_id = getattr(request, "request_id", "")
    if request.path.startswith(API):
        return problem(trouble.status, trouble.title, trouble.text, request_id=request_id)
    context = {"trouble": trouble, "request_id": request_id}
    return render(request, "portal/error.html", context, status=trouble.status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show(request, BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show(request, FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show(request, NOT_FOUND)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    log.info("csrf-refused", reason=reason)
    return show(request, STALE_FORM)


def refused(request: HttpRequest, sentence: object, status: int) -> HttpResponse:
    """A rule refused where no page of its own was there to say so."""
    return show(request, Trouble(status, _("Ini belum dapat dilakukan"), sentence))


def server_error(request: HttpRequest) -> HttpResponse:
    """The page asks neither database nor session, so it stands when they do not."""
    return show(request, SERVER)


