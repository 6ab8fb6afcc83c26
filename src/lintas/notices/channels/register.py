"""The channels there are; a new one is its file and its line here."""

from django.utils.module_loading import import_string

from lintas.notices.ports import Channel

CHANNELS: tuple[Channel, ...] = tuple(
    import_string(f"lintas.notices.channels.{place}")()
    for place in (
        "sms.Sms",
        "email.Email",
        "whatsapp.WhatsApp",
        "telegram.Telegram",
        "push.Push",
    )
)


def channel(name: str) -> Channel | None:
    return next((one for one in CHANNELS if one.name == name), None)


def ready_channels() -> list[Channel]:
    return [one for one in CHANNELS if one.ready()]
