from django.utils.translation import gettext_lazy as _

from lintas.kernel.errors import Refused


class OwnerOnly(Refused):
    sentence = _("Masuk dengan akun yang mengirim permohonan ini, lalu minta pengembaliannya.")


class NothingToClaim(Refused):
    sentence = _(
        "Pembayaran ini tidak dapat diminta kembali dengan alasan itu. "
        "Muat ulang halaman dan pilih salah satu yang ada."
    )


class TooLateToClaim(Refused):
    sentence = _("Batas lima tahun untuk meminta kembali pembayaran ini sudah lewat.")


class MoreThanPaid(Refused):
    sentence = _("Tulis jumlah lebih dari nol dan paling banyak sebesar yang dibayar.")


class ClaimedAlready(Refused):
    sentence = _(
        "Pengembalian untuk tagihan ini sudah diminta. Tunggu jawabannya, "
        "lalu lihat keadaannya di halaman ini."
    )


class AccountIncomplete(Refused):
    sentence = _("Tulis nama bank, nomor rekening (6 sampai 20 angka), dan nama pemilik rekening.")


class StoryNeeded(Refused):
    sentence = _("Ceritakan mengapa biaya ini salah atau tidak dilayani, sedikitnya sepuluh huruf.")


class ClaimNotOpen(Refused):
    sentence = _("Permohonan pengembalian ini sudah berubah. Muat ulang halaman.")


class AnotherMustDecide(Refused):
    sentence = _(
        "Yang memutuskan ialah pemutus atau kepala kantor yang lain, bukan yang mengusulkan."
    )


class ReasonNeeded(Refused):
    sentence = _("Tulis alasan sedikitnya sepuluh huruf dan pilih aturannya; pemohon membacanya.")


class ReferenceNeeded(Refused):
    sentence = _(
        "Tulis nomor SP2D dari kas negara (5 sampai 30 huruf dan angka) dan harinya, "
        "tidak setelah hari ini."
    )
