from django.utils.translation import gettext_lazy as _

from lintas.kernel.errors import Refused


class NoPromiseRuns(Refused):
    sentence = _("Tidak ada janji yang berjalan untuk berkas ini. Muat ulang halaman.")


class PausedAlready(Refused):
    sentence = _("Hitungan janji sudah dijeda. Lanjutkan dahulu bila sebabnya sudah selesai.")


class NotPaused(Refused):
    sentence = _("Hitungan janji tidak sedang dijeda. Muat ulang halaman.")


class NoLawfulGround(Refused):
    sentence = _("Pilih alasan dari daftar; alasan lain tidak sah, atau bukan wewenang Anda.")


class NoExtension(Refused):
    sentence = _(
        "Perpanjangan dipakai: sekali saja, sebelum tanggal janji, dan hanya bila aturan "
        "layanan ini memberinya."
    )


class DayNotLater(Refused):
    sentence = _("Tulis tanggal baru: hari kerja, sesudah hari ini dan sesudah tanggal janji.")
