"""Whether a form was sent from one of our own pages.

A form on another site could send a visitor's cookie along. A page made for one visitor carries a
token against that; a page that everybody gets alike has none, and browsers say of a form where it
stood, which no page can make up.
"""

from collections.abc import Mapping
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from lintas.accounts.entry import View

SITE = urlsplit(settings.SITE_URL)
ORIGIN = f"{SITE.scheme}://{SITE.netloc}"


def from_our_own_page(environ: Mapping[str, Any], *others: str) -> bool:
    """`others` are origins of ours beside the site's own.

    Source: Fetch Metadata (W3C); Origin (RFC 6454). Browsers set both, scripts cannot.
    """
    if "HTTP_ORIGIN" in environ:
        return environ["HTTP_ORIGIN"] in (ORIGIN, *others)
    return environ.get("HTTP_SEC_FETCH_SITE") == "same-origin"


def sent_by_us(request: HttpRequest) -> bool:
    """Shown by what the browser says, or by a token of ours."""
    as_asked = f"{request.scheme}://{request.get_host()}"
    return from_our_own_page(request.META, as_asked) or _has_token(request)


def button_for_everybody(view: View) -> View:
    """For a button on a page without a token.

    Where the browser does not say where it stood (old ones do not), a page of the visitor's own,
    with a token and what was given, asks to press once more.
    """

    @csrf_exempt
    @wraps(view)
    def pressed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if sent_by_us(request):
            return view(request, *args, **kwargs)
        given = [(k, v) for k, vs in request.POST.lists() for v in vs if k != TOKEN]
        return render(request, "accounts/once_more.html", {"given": given}, status=403)

    return pressed


TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - a field's name


def _has_token(request: HttpRequest) -> bool:
    check = CsrfViewMiddleware(_empty)
    return check.process_view(request, _empty, (), {}) is None


def _empty(_: HttpRequest) -> HttpResponseBase:
    return HttpResponse()
