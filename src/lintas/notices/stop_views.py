"""The address in each letter that ends letters: by one press of a mail program, or by a page."""

from uuid import UUID

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lintas.accounts.public import anyone
from lintas.kernel import clock
from lintas.notices.tasks import signer
from lintas.notices.way_commands import stop_by_letter


@anyone
@csrf_exempt
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, mark: str) -> HttpResponse:
    """A look changes nothing (programs look at links); the press does (RFC 8058, no cookie)."""
    try:
        way_id = UUID(signer().unsign(mark))
    except (BadSignature, ValueError):
        raise Http404 from None
    if request.method == "POST":
        stop_by_letter(way_id=way_id, at=clock.now())
    return render(request, "notices/stop.html", {"stopped": request.method == "POST"})
