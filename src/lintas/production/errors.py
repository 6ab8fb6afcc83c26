from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from lintas.kernel.errors import Refused
from lintas.production.faults import SHOWN, Fault, sentence


class NothingToMake(Refused):
    sentence = _("Pilih sedikitnya satu berkas untuk dibuatkan bundel.")


class TooManyLines(Refused):
    sentence = _("Satu bundel memuat paling banyak 100 berkas. Kurangi pilihan Anda.")


class CaseNotWaiting(Refused):
    sentence = _(
        "Salah satu berkas tidak lagi menunggu pembuatan, atau sudah ada di bundel lain. "
        "Daftar di bawah sudah diperbarui; pilih lagi."
    )


class OwnDecision(Refused):
    sentence = _(
        "Anda sendiri yang memutus salah satu berkas itu. Bundelnya harus dibuat petugas lain."
    )


class SamePersonMadeBatch(Refused):
    sentence = _("Anda yang membuat bundel ini, jadi orang lain yang melepasnya. Panggil rekan.")


class BatchNotOpen(Refused):
    sentence = _("Langkah ini tidak terbuka lagi untuk bundel ini. Muat ulang halaman.")


class AnswerWrong(Refused):
    """An answer that is not taken in; nothing was changed."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            _("Jawaban tidak diterima dan tidak ada yang diubah. Perbaiki yang disebut di bawah.")
        )

    @property
    def sentences(self) -> list[str]:
        return [sentence(fault) for fault in self.faults[:SHOWN]]
