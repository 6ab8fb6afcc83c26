from django.utils.translation import gettext_lazy as _

from lintas.kernel.errors import Refused


class TicketNotOpen(Refused):
    sentence = _(
        "Nomor ini sudah di tahap lain. Muat ulang halaman untuk melihat keadaan sekarang."
    )


class NoSuchTicket(Refused):
    sentence = _("Nomor ini tidak ada untuk hari ini. Periksa huruf dan angkanya.")


class CounterBusy(Refused):
    sentence = _("Loket ini masih melayani satu nomor. Selesaikan dahulu, lalu panggil berikutnya.")


class NotToday(Refused):
    sentence = _("Tiket ini untuk hari lain. Minta pemohon datang pada hari di tiketnya.")


class ReasonNeeded(Refused):
    sentence = _("Tulis alasan prioritas; alasan ini tercatat.")
