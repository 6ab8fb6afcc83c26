"""What the states and entries of a claim are called."""

from django.utils.translation import gettext_lazy as _

from lintas.refunds.rules import State

STATE_WORDS: dict[str, object] = {
    State.FILED: _("Diterima, menunggu diperiksa"),
    State.CHECKING: _("Sedang diperiksa"),
    State.PROPOSED: _("Diusulkan, menunggu keputusan orang lain"),
    State.APPROVED: _("Disetujui"),
    State.SENT: _("Diteruskan ke kas negara"),
    State.PAID_BACK: _("Uang sudah dikembalikan"),
    State.REFUSED: _("Tidak disetujui"),
}
ENTRY_WORDS: dict[str, object] = {
    "refund:filed": _("Pengembalian uang diminta"),
    "refund:account-changed": _("Rekening pengembalian diganti pemohon"),
    "refund:taken-up": _("Pengembalian uang diperiksa"),
    "refund:proposed": _("Pengembalian uang diusulkan"),
    "refund:sent-back": _("Usul pengembalian tidak disetujui, diperiksa lagi"),
    "refund:approved": _("Pengembalian uang disetujui"),
    "refund:refused": _("Pengembalian uang tidak disetujui"),
    "refund:sent": _("Pengembalian uang diteruskan ke kas negara"),
    "refund:paid-back": _("Uang dikembalikan kas negara"),
    "refund:account-erased": _("Rekening pengembalian dihapus"),
}
