from django.utils.translation import gettext_lazy as _

from lintas.kernel.errors import Refused


class TicketNotOpen(Refused):
    sentence = _(
        "Nomor ini sudah di tahap lain. Muat ulang halaman untuk melihat keadaan sekarang."
    )


class NoSuchTicket(Refused):
    sentence = _("Nomor ini tidak ada untuk hari ini. Periksa huruf dan angkanya.")


class TicketVoid(Refused):
    sentence = _("Nomor ini sudah dibatalkan. Buka permohonan untuk melihat nomor yang baru.")


class AlreadyHere(Refused):
    """The same ticket a second time: shown again, copied, or two receptionists at once."""

    sentence = _("Nomor ini sudah tercatat tiba. Duduklah; nomor akan dipanggil.")
    waiting = _("{number} sudah tercatat tiba. Duduklah; nomor akan dipanggil.")
    further = {
        "called": _("{number} sudah dipanggil. Datanglah ke loket yang tampil di layar."),
        "serving": _("{number} sedang dilayani. Tanyakan kepada petugas."),
        "parked": _("{number} ditunggu lagi di loketnya. Datanglah ke sana."),
        "done": _("Kunjungan dengan nomor {number} sudah selesai. Tanyakan kepada petugas."),
        "missed": _("{number} sudah dipanggil dua kali. Temui petugas untuk nomor yang baru."),
    }
    """What is so by now; nobody sits down to wait for a call that was, or will never come."""

    @classmethod
    def with_number(cls, label: str, status: str) -> "AlreadyHere":
        return cls(str(cls.further.get(status, cls.waiting)).format(number=label))


class NotToday(Refused):
    sentence = _("Tiket ini untuk hari lain. Minta pemohon datang pada hari di tiketnya.")


class OtherOffice(Refused):
    sentence = _("Tiket ini untuk kantor lain. Di sini tiket ini tidak berlaku.")


class CounterBusy(Refused):
    sentence = _("Loket ini masih melayani satu nomor. Selesaikan dahulu, lalu panggil berikutnya.")


class CounterPaused(Refused):
    sentence = _("Loket ini sedang jeda. Lanjutkan loket dahulu, lalu panggil.")


class NoSuchCounter(Refused):
    sentence = _("Loket atau antrean tujuan ini tidak ada. Pilih satu dari daftar.")


class ReasonNeeded(Refused):
    sentence = _("Tulis alasan prioritas; alasan ini tercatat.")


class ReasonUnknown(Refused):
    sentence = _("Pilih satu alasan dari daftar; alasan ini tercatat.")


class TooLateToUndo(Refused):
    sentence = _(
        "Panggilan ini sudah terdengar dan tidak dapat ditarik lagi. "
        "Tekan Tidak ada bila orangnya tidak datang."
    )


class WalkInsGone(Refused):
    sentence = _(
        "Nomor tanpa janji untuk layanan ini sudah habis hari ini. "
        "Pilih jam datang di situs, atau tanyakan kepada petugas."
    )


class WalkInsClosed(Refused):
    sentence = _("Nomor tanpa janji diberikan pada jam kantor. Tanyakan kepada petugas.")


class MessageWrong(Refused):
    sentence = _("Tulis pesannya, lalu pilih layar dan berapa lama pesan itu tampil.")


class MessageTooLong(MessageWrong):
    """So long that the wall could not show it whole; nothing is cut off unsaid."""

    sentence = _("Pesan ini terlalu panjang untuk layar.")
    counted = _(
        "Pesan terlalu panjang untuk layar: {length} huruf, paling banyak {most}. "
        "Buang sedikitnya {over} huruf; pesan Anda masih ada di bawah."
    )
    counted_english = _(
        "Pesan bahasa Inggris terlalu panjang untuk layar: {length} huruf, paling banyak {most}. "
        "Buang sedikitnya {over} huruf; pesan Anda masih ada di bawah."
    )

    @classmethod
    def of(cls, length: int, most: int, *, english: bool) -> "MessageTooLong":
        said = str(cls.counted_english if english else cls.counted)
        return cls(said.format(length=length, most=most, over=length - most))


class LateAlready(Refused):
    sentence = _("Kabar terlambat hanya dapat diberikan satu kali untuk satu kunjungan.")


class TooLateToSay(Refused):
    sentence = _(
        "Kabar terlambat diberikan pada hari kunjungan, sebelum jam datang berakhir. Datanglah "
        "sesegera mungkin; Anda dilayani menurut jam tiba."
    )
