from django.utils.translation import gettext_lazy as _

from lintas.kernel.errors import Refused


class FamilyCodeWrong(Refused):
    sentence = _("Kode ini tidak dikenal. Periksa huruf dan angkanya dengan orang yang memberi.")


class FamilyFull(Refused):
    sentence = _("Rombongan ini sudah sebanyak yang dapat datang bersama. Buat rombongan lain.")


class NobodyTogether(Refused):
    sentence = _(
        "Tidak ada permohonan dalam rombongan ini yang menunggu langkah itu. Muat ulang halaman."
    )


class AnotherFamily(Refused):
    sentence = _(
        "Salah satu permohonan sudah ikut rombongan lain. Keluarkan dahulu dari rombongan itu."
    )
