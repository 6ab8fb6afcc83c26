"""The rails' callbacks."""

import json
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from lintas.accounts.public import machine
from lintas.kernel import clock
from lintas.payments.ports import Payment, RailAway
from lintas.payments.rails import billing as billing_rail
from lintas.payments.rails import qris as qris_rail
from lintas.payments.settling import settle
from lintas.payments.signing import is_genuine

log = structlog.get_logger(__name__)
Reader = Callable[[dict[str, Any]], Payment | None]


@machine
@csrf_exempt
@require_POST
def billing(request: HttpRequest) -> JsonResponse:
    return _take(request, settings.BILLING_RAIL_SECRET, billing_rail.read_payment)


@machine
@csrf_exempt
@require_POST
def qris(request: HttpRequest) -> JsonResponse:
    return _take(request, settings.QRIS_RAIL_SECRET, qris_rail.read_payment)


def _take(request: HttpRequest, secret: str, read: Reader) -> JsonResponse:
    """Nothing is read before the signature fits; the same news twice gets the same answer.

    News that a code is still unpaid changes nothing, however late it comes.
    """
    stamp = request.headers.get("X-Time", "")
    given = request.headers.get("X-Signature", "")
    at = clock.now()
    if not is_genuine(secret, stamp, request.body, given, at):
        log.warning("callback refused", path=request.path)
        return JsonResponse({"message": "signature"}, status=401)
    try:
        payment = read(json.loads(request.body))
    except (ValueError, TypeError, AttributeError, RailAway):
        return JsonResponse({"message": "incomplete"}, status=400)
    found = settle(payment=payment, at=at) if payment is not None else "noted"
    log.info("callback taken", verdict=found)
    return JsonResponse({"message": found})
