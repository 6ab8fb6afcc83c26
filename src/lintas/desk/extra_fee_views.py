"""Reports that more was asked than the law takes; those accused do not see them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from lintas.accounts.public import actor_of, staff
from lintas.kernel.actor import Role
from lintas.voices import public as voices


@staff(Role.HEAD, Role.ADMIN)
@never_cache
@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "here": "system",
        "reports": voices.extra_fee_reports(actor),
        "is_head": actor.has(Role.HEAD),
    }
    return render(request, "desk/extra_fees.html", context)
