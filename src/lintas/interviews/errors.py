from django.utils.translation import gettext_lazy as _

from lintas.kernel.errors import Refused


class RecordConfirmed(Refused):
    sentence = _(
        "Berita acara sudah dikonfirmasi dan tidak berubah lagi. "
        "Tulis pembetulan sebagai catatan tambahan."
    )


class ConsentNeeded(Refused):
    sentence = _("Tanyakan dan catat dahulu persetujuan orang yang diwawancara.")


class AnswersMissing(Refused):
    sentence = _("Masih ada pertanyaan tanpa catatan. Tulis jawabannya, atau tulis “tidak tahu”.")


class SignatureNeeded(Refused):
    sentence = _(
        "Bacakan berita acara, lalu pilih cara tanda tangan dan tulis nama yang menandatangani."
    )


class NotConfirmedYet(Refused):
    sentence = _("Berita acara belum dikonfirmasi. Bacakan dan konfirmasikan dahulu.")


class NobodyCalled(Refused):
    sentence = _("Tulis siapa yang ditanya lewat video dan hubungannya dengan pemohon.")


class OfficerNeeded(Refused):
    sentence = _("Wawancara dicatat oleh petugas. Masuk sebagai petugas dahulu.")
