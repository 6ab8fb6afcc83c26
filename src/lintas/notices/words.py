"""What became of a message, in words."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STATES: Mapping[str, object] = {
    "queued": _("menunggu dikirim"),
    "sent": _("terkirim"),
    "delivered": pgettext_lazy("pesan", "sampai"),
    "read": _("dibaca"),
    "unconfirmed": _("terkirim, belum ada kabar sampai"),
    "failed": _("gagal"),
    "given-up": _("tidak terkirim"),
}

REASONS: Mapping[str, object] = {
    "": "",
    "away": _("layanan pengiriman tidak menjawab"),
    "busy": _("layanan pengiriman sibuk"),
    "answer": _("jawaban layanan pengiriman tidak dikenali"),
    "password": _("layanan pengiriman menolak kata sandi kantor"),
    "refused": _("ditolak oleh layanan pengiriman"),
    "undeliverable": _("nomor tidak dapat dicapai"),
    "address": _("alamat tidak ada"),
    "chat-gone": _("percakapan ditutup oleh penerima"),
    "device-gone": _("perangkat tidak lagi menerima notifikasi"),
    "endpoint": _("alamat perangkat tidak boleh dihubungi"),
    "no-word": _("belum ada kabar sampai"),
}


def state_words(state: str) -> object:
    return STATES.get(state, state)


def reason_words(reason: str) -> object:
    """The other side's own code where we know no sentence for it."""
    return REASONS.get(reason, reason)
