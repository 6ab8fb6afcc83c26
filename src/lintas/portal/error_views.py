"""Error pages that say what still works and whom to call."""

import sys
from http import HTTPStatus

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lintas.accounts.public import TooManyTries

AWAY_SECONDS = 10


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page_of(request, 400, _("Permintaan ini tidak dapat dibaca"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page_of(request, 404, _("Halaman ini tidak ada"))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page_of(request, 403, _("Halaman ini tidak terbuka untuk Anda"))


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was opened too long ago, or cookies are off."""
    return page_of(request, 403, _("Formulir ini sudah terlalu lama terbuka"), stale=True)


def too_many(request: HttpRequest, exception: TooManyTries) -> HttpResponse:
    return page_of(request, 429, str(exception))


def failed(request: HttpRequest) -> HttpResponse:
    """Whatever broke; where it is the database that is away, that comes back by itself."""
    if isinstance(sys.exc_info()[1], OperationalError):
        away = page_of(request, 503, _("Data kantor sebentar tidak dapat dicapai"))
        away["Retry-After"] = str(AWAY_SECONDS)
        return away
    return page_of(request, 500, _("Ada yang tidak beres di pihak kami"))


def page_of(request: HttpRequest, status: int, title: str, **more: object) -> HttpResponse:
    """A page for people; under the API's address a problem (RFC 9457) for programs."""
    if request.path.startswith("/api/"):
        body = {"title": HTTPStatus(status).phrase, "status": status, "detail": title}
        return JsonResponse(body, status=status, content_type="application/problem+json")
    context = {"title": title, "status": status, **more}
    return render(request, "portal/error.html", context, status=status)
