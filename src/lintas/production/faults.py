"""What can be wrong with an answer, each with the sentence that names its line."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

SHOWN = 50


class What(StrEnum):
    TOO_LARGE = "too-large"
    NOT_TEXT = "not-text"
    NO_HEAD = "no-head"
    OTHER_FORMAT = "other-format"
    OTHER_BATCH = "other-batch"
    UNREADABLE = "unreadable"
    HASH = "hash"
    COUNT = "count"
    SUM = "sum"
    NOT_IN_BATCH = "not-in-batch"
    TWICE = "twice"
    MISSING = "missing"
    OTHER_NUMBER = "other-number"
    OTHER_AMOUNT = "other-amount"
    RESULT = "result"
    DOCUMENT_NUMBER = "document-number"
    DOCUMENT_TWICE = "document-twice"
    REASON = "reason"
    CLOSED = "closed"


@dataclass(frozen=True)
class Fault:
    """`line` is the line of the batch, 0 for the file as a whole; `said` and `known` differ."""

    what: What
    line: int = 0
    said: str = ""
    known: str = ""


def sentence(fault: Fault) -> str:
    """In the reader's language."""
    text = {
        What.TOO_LARGE: _("Berkas terlalu besar untuk sebuah jawaban."),
        What.NOT_TEXT: _("Berkas ini bukan teks UTF-8. Unggah berkas jawaban seperti diterima."),
        What.NO_HEAD: _("Baris pertama bukan kepala jawaban. Unggah berkas seperti diterima."),
        What.OTHER_FORMAT: _("Format berkas %(said)s; yang diterima %(known)s."),
        What.OTHER_BATCH: _("Berkas ini menjawab bundel %(said)s, bukan %(known)s."),
        What.UNREADABLE: _("Baris %(line)s tidak terbaca: bukan JSON yang utuh."),
        What.HASH: _("Isi berkas tidak cocok dengan jumlah periksa SHA-256 di kepalanya."),
        What.COUNT: _("Kepala berkas menyebut %(said)s baris; di dalamnya ada %(known)s."),
        What.SUM: _("Kepala berkas menyebut jumlah Rp%(said)s; barisnya berjumlah Rp%(known)s."),
        What.NOT_IN_BATCH: _("Baris %(line)s tidak ada di bundel."),
        What.TWICE: _("Baris %(line)s dijawab dua kali."),
        What.MISSING: _("Baris %(line)s (%(known)s) tidak dijawab."),
        What.OTHER_NUMBER: _("Baris %(line)s bernomor %(said)s; di bundel %(known)s."),
        What.OTHER_AMOUNT: _("Baris %(line)s berjumlah Rp%(said)s; di bundel Rp%(known)s."),
        What.RESULT: _('Hasil baris %(line)s "%(said)s"; yang dikenal: made, failed.'),
        What.DOCUMENT_NUMBER: _('Baris %(line)s: nomor dokumen "%(said)s" tidak dapat dipakai.'),
        What.DOCUMENT_TWICE: _("Baris %(line)s: nomor dokumen %(said)s sudah dipakai."),
        What.REASON: _("Baris %(line)s gagal tanpa alasan."),
        What.CLOSED: _("Baris %(line)s sudah dijawab lain: tercatat %(known)s, berkas %(said)s."),
    }[fault.what]
    return text % {"line": fault.line, "said": fault.said, "known": fault.known}
