"""What an installation has set for a channel: LINTAS_CHANNEL_<CHANNEL>_<OPTION>."""

from django.conf import settings


def option(channel: str, name: str, otherwise: str = "") -> str:
    chosen: dict[str, str] = settings.CHANNELS.get(channel, {})
    return chosen.get(name) or otherwise


def price_rupiah(channel: str) -> int:
    """What one piece of a message costs. Unit: rupiah; nothing where none is set."""
    price = option(channel, "price_rupiah", "0")
    return int(price) if price.isdecimal() else 0
