"""Telling that more was asked: open to anybody, without a name and without a script."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from lintas.accounts.public import anyone
from lintas.catalogue import public as catalogue
from lintas.kernel import clock
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id
from lintas.voices.commands import report_extra_fee
from lintas.voices.forms import ExtraFeeForm

NUMBER = "extra-fee-number"


@anyone
@never_cache
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    form = ExtraFeeForm(request.POST or None, today=catalogue.office(settings.OFFICE).today(at))
    if request.method == "POST" and form.is_valid():
        try:
            made = report_extra_fee(
                report_id=new_id(),
                office=settings.OFFICE,
                **form.cleaned_data,
                address=request.META.get("REMOTE_ADDR", ""),
                at=at,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            request.session[NUMBER] = made.number
            return redirect("voices:extra-fee-thanks")
    status = 422 if request.method == "POST" else 200
    return render(request, "voices/extra_fee.html", {"form": form}, status=status)


@anyone
@never_cache
@require_GET
def thanks(request: HttpRequest) -> HttpResponse:
    number = request.session.get(NUMBER, "")
    if not number:
        return redirect("voices:extra-fee")
    return render(request, "voices/extra_fee_thanks.html", {"number": number})
