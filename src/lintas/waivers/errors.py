from django.utils.translation import gettext_lazy as _

from lintas.kernel.errors import Refused


class NoSuchGround(Refused):
    sentence = _("Pilih dasar dari daftar yang berlaku untuk layanan ini.")


class EvidenceNeeded(Refused):
    sentence = _("Tulis bukti yang Anda lihat: surat, nomor, tanggal, atau keadaan orangnya.")


class ProposedAlready(Refused):
    sentence = _("Dasar ini sudah diusulkan. Muat ulang halaman.")


class ProposerCannotAnswer(Refused):
    sentence = _("Usulan dijawab pemutus atau kepala kantor yang lain, bukan oleh pengusulnya.")


class AnsweredAlready(Refused):
    sentence = _("Usulan ini sudah dijawab. Muat ulang halaman.")
