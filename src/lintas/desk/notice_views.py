"""What the office says to people: each message as it will look, and what sending cost."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from lintas.accounts.public import actor_of, staff
from lintas.catalogue import public as catalogue
from lintas.kernel.actor import Role
from lintas.notices import public as notices

READERS = (Role.OFFICER, Role.APPROVER, Role.HEAD, Role.ADMIN)


@staff(*READERS)
@never_cache
@require_GET
def messages(request: HttpRequest) -> HttpResponse:
    """All kinds of messages, and the sums of each month."""
    office = catalogue.office(actor_of(request).office or settings.OFFICE)
    context = {
        "here": "messages",
        "kinds": notices.message_kinds(get_language() or "id"),
        "costs": notices.costs(office.zone),
    }
    return render(request, "desk/messages.html", context)


@staff(*READERS)
@never_cache
@require_GET
def message(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind on every channel in both languages, with sample facts."""
    kinds = {one.kind: one for one in notices.message_kinds(get_language() or "id")}
    if kind not in kinds:
        raise Http404
    context = {
        "here": "messages",
        "kind": kind,
        "subject": kinds[kind].subject,
        "previews": notices.previews_of(kind),
    }
    return render(request, "desk/message.html", context)
