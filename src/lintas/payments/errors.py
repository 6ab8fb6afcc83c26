from django.utils.translation import gettext_lazy as _

from lintas.kernel.errors import Refused


class NotRenewable(Refused):
    sentence = _(
        "Waktu bayar tidak dapat diperpanjang lagi: hanya sekali, dalam sehari setelah batasnya. "
        "Ajukan lagi dengan isian yang sama; tidak ada yang perlu diketik ulang."
    )


class RulingNotOpen(Refused):
    sentence = _(
        "Hal ini sudah berubah atau sudah diputuskan. Muat ulang halaman untuk melihat keadaannya."
    )


class SamePersonProposed(Refused):
    sentence = _("Anda yang mengusulkan, jadi yang memutuskan harus orang lain.")


class GroundMissing(Refused):
    sentence = _("Tulis alasan sedikitnya sepuluh huruf, agar orang lain dapat memeriksanya.")


class EvidenceMissing(Refused):
    sentence = _(
        "Untuk menyatakan lunas, tulis NTPN (16 huruf dan angka), NTB, dan waktu bayar dari "
        "bukti kas negara; waktunya tidak boleh setelah sekarang."
    )


class PaymentUsed(Refused):
    sentence = _("NTPN ini sudah melunasi tagihan lain. Periksa lagi bukti kas negara.")
