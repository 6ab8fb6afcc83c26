"""The rails of this installation. Another one is one file in rails/ and one line here."""

from collections.abc import Sequence

from django.conf import settings

from lintas.payments.ports import Rail
from lintas.payments.rails.billing import NAME as BILLING
from lintas.payments.rails.billing import HttpBillingRail
from lintas.payments.rails.qris import NAME as QRIS
from lintas.payments.rails.qris import HttpQrisRail


def rail_names() -> list[str]:
    return [BILLING, QRIS] if settings.QRIS_RAIL_URL and settings.QRIS_MERCHANT else [BILLING]


def rails() -> Sequence[Rail]:
    return [rail_named(name) for name in rail_names()]


def rail_named(name: str) -> Rail:
    if name == QRIS:
        return HttpQrisRail(settings.QRIS_RAIL_URL, settings.QRIS_MERCHANT)
    return HttpBillingRail(settings.BILLING_RAIL_URL)
