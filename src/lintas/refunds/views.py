"""Asking for money back, and where that stands."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from lintas.accounts.public import actor_of, anyone
from lintas.applications import public as applications
from lintas.applications.public import Application, NotFound
from lintas.catalogue import public as catalogue
from lintas.kernel import clock
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id, read_id
from lintas.kernel.money import read_rupiah
from lintas.refunds import commands, queries
from lintas.refunds.errors import NothingToClaim
from lintas.refunds.policies import may_claim
from lintas.refunds.rules import BEFORE_DECISION, LONGEST
from lintas.refunds.words import STATE_WORDS


def _application(request: HttpRequest, application_id: UUID) -> Application:
    actor = actor_of(request)
    try:
        application = applications.application_for(actor, application_id)
    except NotFound:
        raise Http404 from None
    if applications.stands_beside(application, actor):
        raise Http404  # money goes back to the applicant alone
    return application


@anyone
@never_cache
@require_http_methods(["GET", "POST"])
def refund(request: HttpRequest, application_id: UUID) -> HttpResponse:
    application = _application(request, application_id)
    if request.method == "POST":
        try:
            _file(request, application)
        except Refused as trouble:
            return _show(request, application, str(trouble), dict(request.POST.items()))
        return redirect("refunds:refund", application_id)
    return _show(request, application, "", {})


def _file(request: HttpRequest, application: Application) -> None:
    typed = request.POST
    money = read_id(typed.get("money", ""))
    if money is None:
        raise NothingToClaim
    commands.file_refund(
        refund_id=new_id(),
        application=application,
        money=money,
        ground=typed.get("ground", ""),
        amount_rupiah=read_rupiah(typed.get("amount", "")) or 0,
        account=_typed_account(request),
        story=typed.get("story", "")[:LONGEST],
        actor=actor_of(request),
        at=clock.now(),
    )


def _typed_account(request: HttpRequest) -> commands.BankAccount:
    return commands.BankAccount(
        bank=request.POST.get("bank", "")[:200],
        number=request.POST.get("number", "")[:60],
        holder=request.POST.get("holder", "")[:300],
    )


@anyone
@require_POST
def account(request: HttpRequest, application_id: UUID, refund_id: UUID) -> HttpResponse:
    """Another account, while nobody has decided."""
    application = _application(request, application_id)
    try:
        commands.change_account(
            refund_id=refund_id, application=application, account=_typed_account(request),
            actor=actor_of(request), at=clock.now(),
        )  # fmt: skip
    except Refused as trouble:
        typed = {**dict(request.POST.items()), "refund": str(refund_id)}
        return _show(request, application, str(trouble), typed)
    return redirect("refunds:refund", application_id)


def _show(
    request: HttpRequest, application: Application, refusal: str, typed: dict[str, Any]
) -> HttpResponse:
    at = clock.now()
    found, open_now = queries.refunds_of(application.pk), queries.claimable(application, at)
    stays = queries.staying(application)
    if not found and not open_now and stays is None:
        raise Http404
    rules = catalogue.rule_texts()
    context = {
        "application": application,
        "found": [
            (one, STATE_WORDS[one.state], one.state in BEFORE_DECISION, rules.get(one.rule))
            for one in found
        ],
        "claimable": open_now,
        "stays": stays,
        "table": catalogue.refund_table(),
        "may_claim": may_claim(actor_of(request), application.account_id),
        "refusal": refusal,
        "typed": typed,
    }
    return render(request, "refunds/refund.html", context, status=422 if refusal else 200)
