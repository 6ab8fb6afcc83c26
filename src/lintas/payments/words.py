"""What people are told of a bill's entries."""

from django.utils.translation import gettext_lazy as _

ENTRY_WORDS: dict[str, object] = {
    "bill:issued": _("Kode billing dibuat"),
    "bill:paid": _("Kode billing dibayar"),
    "bill:lapsed": _("Kode billing lewat batas"),
    "bill:cancelled": _("Kode billing ditutup, permohonan ditarik"),
    "bill:closed": _("Kode billing ditutup, tagihan lain sudah dibayar"),
    "bill:doubted": _("Kode billing perlu dipastikan"),
    "payment:disputed": _("Pembayaran perlu dilihat"),
    "ruling:proposed": _("Penyelesaian pembayaran diusulkan"),
    "ruling:confirmed": _("Penyelesaian pembayaran disetujui"),
    "ruling:declined": _("Penyelesaian pembayaran tidak disetujui"),
}
