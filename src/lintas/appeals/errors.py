from django.utils.translation import gettext_lazy as _

from lintas.kernel.errors import Refused


class NothingToObjectTo(Refused):
    sentence = _(
        "Keberatan diajukan atas penolakan, oleh pemohonnya, satu kali untuk setiap penolakan. "
        "Buka lagi halaman permohonan untuk melihat keadaannya."
    )


class TooLateToObject(Refused):
    sentence = _(
        "Waktu mengajukan keberatan sudah lewat. Hubungi kantor untuk bertanya, "
        "atau ajukan permohonan baru."
    )


class EvidenceClosed(Refused):
    sentence = _(
        "Bukti ini tidak dapat diubah lagi: keberatannya sudah diajukan atau sudah dijawab. "
        "Selama belum dijawab, bukti baru boleh ditambah."
    )


class GroundsNeeded(Refused):
    sentence = _("Tulis mengapa Anda tidak setuju dengan penolakan ini.")


class AnotherMustAnswer(Refused):
    sentence = _(
        "Keberatan dijawab oleh pemutus atau kepala kantor yang tidak memeriksa dan tidak "
        "memutus permohonan ini. Serahkan kepada orang lain."
    )


class AnswerNeeded(Refused):
    sentence = _("Tulis alasan jawaban atas keberatan ini; pemohon membacanya.")


class AnsweredAlready(Refused):
    sentence = _("Keberatan ini sudah dijawab. Muat ulang halaman.")
