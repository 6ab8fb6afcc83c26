from django.utils.translation import gettext_lazy as _

from lintas.kernel.errors import Refused


class ReasonNeeded(Refused):
    sentence = _("Tulis alasannya dengan satu kalimat; alasan itu ikut tercatat.")


class NotEligible(Refused):
    sentence = _(
        "Berkas ini tidak dapat dipegang orang itu: peran, jadwal, layanan, atau hubungan dengan "
        "pemohon tidak mengizinkan. Pilih orang lain."
    )


class MovedMeanwhile(Refused):
    sentence = _("Berkas ini sudah berpindah tangan. Muat ulang halaman, lalu lihat siapa.")


class NoSuchCase(Refused):
    sentence = _("Nomor itu tidak ada. Periksa nomor pada bukti pemohon.")


class DaysWrong(Refused):
    sentence = _("Hari terakhir tidak boleh sebelum hari pertama.")


class KinWrong(Refused):
    sentence = _("Tulis NIK atau nomor KK (16 angka), atau nama lengkap.")


class OwnReview(Refused):
    sentence = _("Pembukaan oleh Anda sendiri harus ditinjau orang lain.")
