"""The messages page of a demonstration: what phones and mailboxes would have received."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from lintas.accounts.public import DEMO_PASSWORD, anyone, demo_sign_ins
from lintas.kernel import clock
from lintas.notices.queries import demo_messages


@anyone
@never_cache
@require_GET
def messages(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    context = {
        "messages_sent": demo_messages(clock.now()),
        "staff": demo_sign_ins(),
        "password": DEMO_PASSWORD,
    }
    return render(request, "notices/messages.html", context)
