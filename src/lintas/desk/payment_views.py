"""Money that waits for people: what was kept, what is doubtful, what was proposed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lintas.accounts.public import actor_of, names_of, staff
from lintas.catalogue import public as catalogue
from lintas.desk.messages import said, say
from lintas.kernel import clock
from lintas.kernel.actor import Role
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id
from lintas.payments import public as payments

SEEING = (Role.OFFICER, Role.APPROVER, Role.HEAD, Role.ADMIN)
PROPOSING = (Role.OFFICER, Role.APPROVER, Role.HEAD)
DECIDING = (Role.APPROVER, Role.HEAD)

WHY: dict[str, object] = {
    "wrong-amount": _("Jumlahnya berbeda dari tagihan"),
    "after-hold": _("Dibayar setelah batas waktu"),
    "unknown-code": _("Kode billing ini tidak kami kenal"),
    "second-payment": _("Tagihan ini sudah dibayar sebelumnya"),
    "used-payment": _("NTPN ini sudah melunasi tagihan lain"),
    "cancelled-bill": _("Dibayar setelah permohonannya ditarik"),
    "doubtful": _("Bank lupa kode ini atau tidak menjawab; belum pasti dibayar atau tidak"),
}
WHAT: dict[str, object] = {
    "accept": _("Terima sebagai pembayaran tagihan ini"),
    "give-back": _("Kembalikan lewat kas negara"),
    "not-ours": _("Bukan uang untuk kantor ini; laporkan ke kas negara"),
    "was-paid": _("Sudah dibayar, menurut bukti kas negara"),
    "was-not-paid": _("Tidak dibayar, menurut kas negara"),
}


@staff(*SEEING)
@never_cache
@require_GET
def matters(request: HttpRequest) -> HttpResponse:
    return _show(request, said(request), {})


def _show(
    request: HttpRequest, sentence: str, typed: dict[str, Any], status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    found = payments.matters(actor)
    names = names_of({m.proposal.proposed_by for m in found if m.proposal})
    rows = [
        {
            "matter": matter,
            "why": WHY[matter.verdict],
            "choices": [(one, WHAT[one]) for one in matter.outcomes],
            "proposed": WHAT[matter.proposal.outcome] if matter.proposal else "",
            "by": names.get(matter.proposal.proposed_by, "") if matter.proposal else "",
            "own": matter.proposal is not None and matter.proposal.proposed_by == actor.id,
            "typed": typed if typed.get("about") == str(matter.id) else {},
        }
        for matter in found
    ]
    context = {
        "here": "money",
        "rows": rows,
        "sentence": sentence,
        "refused": status == 422,
        "may_propose": actor.has(*PROPOSING),
        "may_decide": actor.has(*DECIDING),
    }
    return render(request, "desk/money.html", context, status=status)


@staff(*PROPOSING)
@require_POST
def propose(request: HttpRequest, about: UUID) -> HttpResponse:
    """What was written stays in the form when it is refused."""
    actor, at = actor_of(request), clock.now()
    evidence = payments.Evidence(
        ntpn=request.POST.get("ntpn", "").strip().upper()[:16],
        ntb=request.POST.get("ntb", "").strip().upper()[:20],
        paid_at=_moment(request.POST.get("paid_at", ""), actor.office),
    )
    try:
        payments.propose_ruling(
            ruling_id=new_id(),
            about=about,
            outcome=request.POST.get("outcome", ""),
            reason=request.POST.get("reason", "")[:2000],
            evidence=evidence,
            actor=actor,
            at=at,
        )
    except Refused as refusal:
        typed = {**dict(request.POST.items()), "about": str(about)}
        return _show(request, str(refusal), typed, status=422)
    say(request, str(_("Usul tercatat. Orang lain yang memutuskan.")))
    return redirect("desk:money")


def _moment(text: str, office: str) -> datetime | None:
    """Day and time as the proof says them: at the office's own clock."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=catalogue.office(office).zone)
    except ValueError:
        return None


@staff(*DECIDING)
@require_POST
def decide(request: HttpRequest, ruling_id: UUID) -> HttpResponse:
    agreed = request.POST.get("agree") == "yes"
    command = payments.confirm_ruling if agreed else payments.decline_ruling
    try:
        command(ruling_id=ruling_id, actor=actor_of(request), at=clock.now())
    except Refused as refusal:
        return _show(request, str(refusal), {}, status=422)
    say(request, str(_("Keputusan tercatat.")))
    return redirect("desk:money")
