"""Daily reports of the rails beside our books, and the trace of one receipt."""

import csv
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lintas.accounts.public import actor_of, names_of, staff
from lintas.desk.messages import said, say
from lintas.desk.payment_views import WHY
from lintas.kernel import clock
from lintas.kernel.actor import Role
from lintas.kernel.errors import Refused
from lintas.payments import public as payments

SEEING = (Role.OFFICER, Role.APPROVER, Role.HEAD)
MOST_BYTES = 20 * 1024 * 1024

KINDS: dict[str, object] = {
    **WHY,
    "fits": _("Cocok"),
    "not-here": _("Ada di daftar bank, tidak ada di sini"),
    "not-there": _("Ada di sini, tidak ada di daftar bank"),
    "amount-differs": _("NTPN sama, jumlahnya berbeda"),
    "code-differs": _("NTPN sama, kode billing berbeda"),
    "other-day": _("Pada kami tercatat di hari lain"),
    "listed-twice": _("Tertulis dua kali di daftar bank"),
}


@staff(*SEEING)
@never_cache
@require_http_methods(["GET", "POST"])
def reports(request: HttpRequest) -> HttpResponse:
    """The list of reports; a list carried here by hand makes another."""
    trouble = ""
    if request.method == "POST":
        found, trouble = _read(request)
        if found is not None:
            return redirect("desk:report", found)
    context = {
        "here": "money",
        "reports": payments.reports(actor_of(request)),
        "rails": payments.rail_names(),
        "trouble": trouble,
        "typed": request.POST,
    }
    return render(request, "desk/reports.html", context, status=422 if trouble else 200)


def _read(request: HttpRequest) -> tuple[UUID | None, str]:
    file, rail = request.FILES.get("list"), request.POST.get("rail", "")
    if file is None or not 0 < (file.size or 0) <= MOST_BYTES or rail not in payments.rail_names():
        return None, str(_("Pilih jalur, hari, dan berkas daftar (CSV, paling besar 20 MB)."))
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
        listed = payments.payments_in(file.read().decode("utf-8-sig"), rail)
    except payments.ListBroken as broken:
        line = broken.line
        return None, str(_("Daftar tidak terbaca pada baris %(line)s.") % {"line": line})
    except ValueError:
        return None, str(_("Tulis harinya, dan pilih berkas CSV yang berisi teks UTF-8."))
    report = payments.reconcile(
        rail=rail, day=day, listed=listed, actor=actor_of(request), at=clock.now()
    )
    return report, ""


@staff(*SEEING)
@never_cache
@require_GET
def report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    return _show(request, report_id, said(request))


def _show(
    request: HttpRequest, report_id: UUID, sentence: str, note: str = "", status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    found = payments.report_for(actor, report_id)
    if found is None:
        raise Http404
    lines = sorted(found.lines.all(), key=lambda line: (line.kind == "fits", line.place))
    if request.GET.get("bentuk") == "csv":
        return _csv(f"{found.rail}-{found.day}-{found.version}.csv", lines)
    names = names_of({found.signed_by}) if found.signed_by else {}
    context = {
        "here": "money",
        "report": found,
        "lines": [(line, KINDS[line.kind]) for line in lines],
        "signed": names.get(found.signed_by, "") if found.signed_by else "",
        "may_sign": actor.has(Role.HEAD) and found.signed_by is None,
        "sentence": sentence,
        "note": note,
    }
    return render(request, "desk/report.html", context, status=status)


def _csv(name: str, lines: Any) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    rows = csv.writer(response)
    rows.writerow(["kind", "ntpn", "billing_code", "ours_rupiah", "theirs_rupiah", "explained"])
    rows.writerows(
        [x.kind, x.ntpn, x.billing_code, x.ours_rupiah, x.theirs_rupiah, KINDS[x.kind]]
        for x in lines
    )
    return response


@staff(Role.HEAD)
@require_POST
def sign(request: HttpRequest, report_id: UUID) -> HttpResponse:
    note = request.POST.get("note", "")[:2000]
    try:
        payments.sign_off(report_id=report_id, note=note, actor=actor_of(request), at=clock.now())
    except Refused as refusal:
        return _show(request, report_id, str(refusal), note, status=422)
    say(request, str(_("Laporan ditandatangani.")))
    return redirect("desk:report", report_id)


@staff(*SEEING)
@never_cache
@require_GET
def trace(request: HttpRequest) -> HttpResponse:
    """From a receipt's number to the bill, each fee's rule and the journal."""
    ntpn = request.GET.get("ntpn", "")[:40]
    found = payments.trace_of(ntpn)
    if found is not None and found.office != actor_of(request).office:
        found = None
    context = {"here": "money", "ntpn": ntpn, "trace": found}
    return render(request, "desk/trace.html", context)
