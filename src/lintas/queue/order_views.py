"""The day's order, for anybody who wants to check it: numbers, hours, reasons, no names."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lintas.accounts.public import anyone
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import OfficeUnknown
from lintas.kernel import clock
from lintas.queue.order_queries import order_of_day
from lintas.queue.rules import APPOINTMENT_WINDOW


@anyone
@require_GET
def order(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        place = catalogue.office(slug)
    except OfficeUnknown:
        raise Http404 from None
    at = clock.now()
    context = {
        "place": place,
        "today": place.today(at),
        "order": order_of_day(slug, at),
        "counters": {one.id: str(one.title) for one in place.counters},
        "window": int(APPOINTMENT_WINDOW.total_seconds() // 60),
        "most": place.queue.priority_in_a_row,
    }
    response = render(request, "queue/order.html", context)
    response["Cache-Control"] = "no-cache"
    return response
