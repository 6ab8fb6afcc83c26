"""The rail's callback."""

import json

import structlog
from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from lintas.accounts.public import machine
from lintas.kernel import clock
from lintas.payments.commands import settle
from lintas.payments.ports import RailAway
from lintas.payments.rails.billing import read_payment
from lintas.payments.signing import is_genuine

log = structlog.get_logger(__name__)


@machine
@csrf_exempt
@require_POST
def callback(request: HttpRequest) -> JsonResponse:
    """Nothing is read before the signature fits; the same news twice gets the same answer."""
    stamp = request.headers.get("X-Time", "")
    given = request.headers.get("X-Signature", "")
    at = clock.now()
    if not is_genuine(settings.BILLING_RAIL_SECRET, stamp, request.body, given, at):
        log.warning("callback refused")
        return JsonResponse({"message": "signature"}, status=401)
    try:
        payment = read_payment(json.loads(request.body))
    except (ValueError, AttributeError, RailAway):
        return JsonResponse({"message": "incomplete"}, status=400)
    found = settle(payment=payment, at=at)
    log.info("callback taken", verdict=found)
    return JsonResponse({"message": found})
