"""Claims for money back: the list, and one with what can be done about it now."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lintas.accounts.public import actor_of, names_of, staff
from lintas.applications.public import Application
from lintas.catalogue import public as catalogue
from lintas.desk.case_page import is_read_only, open_case
from lintas.desk.case_views import CASES
from lintas.desk.messages import said, say
from lintas.kernel import clock
from lintas.kernel.actor import Actor
from lintas.kernel.errors import Refused
from lintas.kernel.money import read_rupiah
from lintas.refunds import public as refunds
from lintas.refunds.public import RefundView

LONGEST = 2000


@staff(*CASES)
@never_cache
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    found = refunds.waiting_refunds(actor_of(request))
    context = {"here": "money", "rows": [(one, refunds.STATE_WORDS[one.state]) for one in found]}
    return render(request, "desk/refunds.html", context)


@staff(*CASES)
@never_cache
@require_GET
def one(request: HttpRequest, refund_id: UUID) -> HttpResponse:
    found, application = _open(request, refund_id)
    return _show(request, found, application, said(request), {})


def _open(request: HttpRequest, refund_id: UUID) -> tuple[RefundView, Application]:
    """A claim whose case this member of staff may open. Raises: Http404."""
    found = refunds.refund_for(actor_of(request), refund_id)
    if found is None:
        raise Http404
    return found, open_case(request, found.application).application


def _show(
    request: HttpRequest, found: RefundView, application: Application, sentence: str,
    typed: dict[str, Any], status: int = 200,
) -> HttpResponse:  # fmt: skip
    actor, at, table = actor_of(request), clock.now(), catalogue.refund_table()
    proposer = names_of({found.proposed_by}) if found.proposed_by else {}
    rules = catalogue.rule_texts()
    context = {
        "here": "money",
        "refund": found,
        "application": application,
        "state": refunds.STATE_WORDS[found.state],
        "account": refunds.account_for(actor, found.id),
        "proposer": proposer.get(found.proposed_by, "") if found.proposed_by else "",
        "may_decide": refunds.may_decide(actor, found.office, found.proposed_by),
        "verdict": refunds.verdict_letter_of(found.id, application, at),
        "treasury": refunds.treasury_letter_of(found.id, application, at),
        "rule": rules.get(found.rule),
        "rules": table.rules if table else [],
        "table": table,
        "office": catalogue.office(found.office),
        "today": catalogue.office(found.office).today(at),
        "sentence": sentence,
        "refused": status == 422,
        "typed": typed,
    }
    return render(request, "desk/refund.html", context, status=status)


@staff(*CASES)
@require_POST
def act(request: HttpRequest, refund_id: UUID, step: str) -> HttpResponse:
    """One step; what was written stays in the form when it is refused."""
    found, application = _open(request, refund_id)
    if step not in STEPS or is_read_only(request, found.application):
        raise Http404
    try:
        STEPS[step](request, found, application, actor_of(request), clock.now())
    except Refused as refusal:
        found, application = _open(request, refund_id)
        typed = dict(request.POST.items())
        return _show(request, found, application, str(refusal), typed, status=422)
    say(request, _("Tercatat; pemohon dikabari."))
    return redirect("desk:refund", refund_id)


def _check(
    _request: HttpRequest, found: RefundView, _case: Application, actor: Actor, at: datetime
) -> None:
    refunds.begin_checking(refund_id=found.id, actor=actor, at=at)


def _propose(
    request: HttpRequest, found: RefundView, _case: Application, actor: Actor, at: datetime
) -> None:
    refunds.propose_refund(
        refund_id=found.id,
        proposal=request.POST.get("proposal", ""),
        granted_rupiah=read_rupiah(request.POST.get("granted", "")),
        reason=request.POST.get("reason", "")[:LONGEST],
        reason_rule=request.POST.get("reason_rule", ""),
        actor=actor,
        at=at,
    )


def _decide(
    request: HttpRequest, found: RefundView, case: Application, actor: Actor, at: datetime
) -> None:
    if request.POST.get("agree") != "yes":
        refunds.send_back_refund(refund_id=found.id, actor=actor, at=at)
        return
    seen = request.POST.get("letter", "")
    refunds.decide_refund(refund_id=found.id, application=case, seen=seen, actor=actor, at=at)


def _send(
    request: HttpRequest, found: RefundView, case: Application, actor: Actor, at: datetime
) -> None:
    seen = request.POST.get("letter", "")
    refunds.send_to_treasury(refund_id=found.id, application=case, seen=seen, actor=actor, at=at)


def _pay_back(
    request: HttpRequest, found: RefundView, _case: Application, actor: Actor, at: datetime
) -> None:
    try:
        day = date.fromisoformat(request.POST.get("paid_back_on", ""))
    except ValueError:
        day = None
    sp2d = request.POST.get("sp2d", "")
    refunds.note_paid_back(refund_id=found.id, sp2d=sp2d, paid_back_on=day, actor=actor, at=at)


STEPS = {
    "periksa": _check,
    "usul": _propose,
    "keputusan": _decide,
    "kirim": _send,
    "kembali": _pay_back,
}
"""The last part of the address, and what it does."""
