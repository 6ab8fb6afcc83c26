from django.utils.translation import gettext_lazy as _

from lintas.kernel.errors import Refused


class SlotFull(Refused):
    sentence = _("Tempat terakhir pada jam ini baru saja diambil. Pilih jam lain.")


class SlotGone(Refused):
    sentence = _("Jam ini sudah tidak tersedia. Pilih salah satu jam di bawah.")


class AlreadyBooked(Refused):
    sentence = _("Permohonan ini sudah punya jam datang. Buka tiketnya, atau ganti jamnya.")


class TooLateToChange(Refused):
    sentence = _(
        "Jam datang hanya dapat diganti sampai sehari sebelumnya. Bila berhalangan, hubungi kantor."
    )


class ChangedOnce(Refused):
    sentence = _("Jam datang sudah pernah diganti satu kali. Bila berhalangan, hubungi kantor.")


class BookingOver(Refused):
    sentence = _("Jam datang ini sudah tidak berlaku. Muat ulang halaman untuk melihat keadaan.")
