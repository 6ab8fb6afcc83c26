from django.utils.translation import gettext_lazy as _

from lintas.kernel.errors import Refused


class SlotFull(Refused):
    sentence = _("Tempat terakhir pada jam ini baru saja diambil. Pilih jam lain.")


class SlotGone(Refused):
    sentence = _("Jam ini sudah tidak tersedia. Pilih salah satu jam di bawah.")


class AlreadyBooked(Refused):
    sentence = _("Permohonan ini sudah punya jam datang. Buka tiketnya, atau ganti jamnya.")


class TooLateToChange(Refused):
    sentence = _("Jam datang ini tidak dapat diganti lagi. Bila berhalangan, hubungi kantor.")

    @classmethod
    def after(cls, until: str) -> "TooLateToChange":
        told = _("Jam datang ini dapat diganti sampai {until}. Bila berhalangan, hubungi kantor.")
        return cls(str(told).format(until=until))


class ChangedOnce(Refused):
    sentence = _("Jam datang sudah diganti sebanyak yang boleh. Bila berhalangan, hubungi kantor.")


class MissedTooOften(Refused):
    sentence = _(
        "Jam datang sudah beberapa kali terlewat. Jam berikutnya hanya diberikan oleh kantor; "
        "hubungi kantor."
    )


class TooSoonAfterMissed(Refused):
    sentence = _("Sesudah tidak hadir, jam baru dapat dipilih mulai hari lain.")

    @classmethod
    def before(cls, day: str) -> "TooSoonAfterMissed":
        told = _("Sesudah tidak hadir, jam baru dapat dipilih mulai {day}.")
        return cls(str(told).format(day=day))


class ExcuseNeedsReason(Refused):
    sentence = _("Tulis alasannya dengan satu kalimat; alasan itu disimpan.")


class KeyUsedOtherwise(Refused):
    sentence = _(
        "Formulir ini sudah dipakai untuk pilihan lain, dan pilihan itu yang berlaku. "
        "Lihat keadaan di bawah; bila perlu, pilih lagi dari sini."
    )


class BookingOver(Refused):
    sentence = _("Jam datang ini sudah tidak berlaku. Muat ulang halaman untuk melihat keadaan.")


class DrawNotOpen(Refused):
    sentence = _(
        "Pendaftaran undian ini tidak sedang dibuka. Lihat di bawah kapan pendaftaran berikutnya."
    )


class EnteredAlready(Refused):
    sentence = _(
        "Nomor identitas ini sudah ikut undian ini lewat permohonan lain. Satu orang ikut satu "
        "kali; peluangnya sama besar."
    )


class WaitingAlready(Refused):
    sentence = _(
        "Nomor identitas ini sudah ada di daftar tunggu lewat permohonan lain. Satu orang "
        "menunggu satu kali."
    )


class NoWaitingList(Refused):
    sentence = _("Layanan ini tidak memakai daftar tunggu. Pilih jam yang masih kosong.")


class OfferOver(Refused):
    sentence = _(
        "Tawaran ini sudah berakhir dan tempatnya ditawarkan kepada orang berikutnya. Anda tetap "
        "di daftar tunggu selama halaman ini menyebut urutan Anda."
    )


class NotWon(Refused):
    sentence = _(
        "Tempat dari undian ini sudah tidak dipegang lagi. "
        "Muat ulang halaman untuk melihat keadaan."
    )


class NotYourShare(Refused):
    sentence = _(
        "Tempat ini untuk prioritas: lansia, penyandang disabilitas, ibu hamil, dan anak di bawah "
        "5 tahun. Pilih tempat umum di bawah."
    )


class CalendarNotYours(Refused):
    sentence = _("Kalender diubah oleh kepala kantor atau pengelola kantor ini.")


class ChangeWithoutReason(Refused):
    sentence = _("Tulis sebabnya, agar orang tahu mengapa tempat berkurang atau bertambah.")


class ChangeOfNoTime(Refused):
    sentence = _(
        "Waktunya belum benar: akhirnya sesudah awalnya, belum lewat, dan paling lama 60 hari."
    )


class ChangeOver(Refused):
    sentence = _("Perubahan ini sudah berakhir. Muat ulang halaman untuk melihat keadaan.")


class NotAdmitted(Refused):
    sentence = _(
        "Banyak orang sedang memilih jam, dan giliran Anda belum tiba atau sudah lewat. Halaman "
        "ini menunjukkan tempat Anda dalam antrean; belum ada yang diambil."
    )


class LobbyOver(Refused):
    sentence = _("Ruang tunggu ini sudah ditutup. Muat ulang halaman untuk memilih jam.")


class LobbyThere(Refused):
    sentence = _("Layanan ini sudah punya ruang tunggu yang berjalan.")


class SaidNothing(Refused):
    sentence = _("Tulis alasannya: orang yang menunggu membacanya.")


class DayNotOpen(Refused):
    sentence = _(
        "Hari ini sudah diubah, atau kapal sudah ke tempat itu pada hari itu. "
        "Muat ulang halaman untuk melihat keadaan."
    )


class TripUnclear(Refused):
    sentence = _(
        "Isi tempat, hari sesudah hari ini, jam buka sebelum jam tutup, dan sedikitnya satu tempat."
    )


class DayUnclear(Refused):
    """What is missing or cannot be, and only that."""

    sentence = _("Pilih alasan dari daftar.")
    another_day = _(
        "Pilih hari barunya: bukan hari yang sama, belum lewat, paling jauh {days} hari lagi, dan "
        "tidak dibatalkan atau dipindah."
    )
    when = _("Isi kapan diputuskan: sesudah sekarang dan sebelum hari itu dimulai.")


class DayBusy(Refused):
    sentence = _(
        "Banyak orang sedang memakai hari ini, jadi belum ada yang diubah. Coba sekali lagi."
    )


class AskUnclear(Refused):
    sentence = _("Pilih desa dari daftar, lalu tulis berapa orang dan siapa yang dapat dihubungi.")


class GrantUnclear(Refused):
    sentence = _(
        "Isi jumlah tempat sedikitnya untuk satu layanan, dan jam mulai sebelum jam selesai."
    )


class TooFewPeople(Refused):
    sentence = _(
        "Tempat disimpan untuk sedikitnya {least} orang dari satu desa. Kurang dari itu, setiap "
        "orang mengambil jam sendiri seperti biasa."
    )


class AskTooLate(Refused):
    sentence = _("Terlambat untuk menyimpan tempat pada hari ini: semua tempat sudah untuk umum.")


class AskedAlready(Refused):
    sentence = _("Permintaan Anda untuk hari ini sudah diterima dan menunggu jawaban.")


class AskOver(Refused):
    sentence = _("Permintaan ini sudah dijawab atau ditarik. Muat ulang halaman.")


class AskNotYours(Refused):
    sentence = _("Permintaan desa dijawab oleh penyetuju atau kepala kantor ini.")


class NotSoManyPlaces(Refused):
    sentence = _(
        "Pada jam itu tinggal {left} tempat kosong untuk layanan ini, diminta {wanted}. Belum ada "
        "yang dipindah."
    )


class DeclinedWithoutReason(Refused):
    sentence = _("Tulis alasannya: desa yang meminta membacanya.")
