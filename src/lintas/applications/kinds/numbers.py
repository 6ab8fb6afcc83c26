"""Questions answered by a number: NIK, family card, passport, money."""

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lintas.applications.kinds.plain import TidyField
from lintas.applications.kk import KkProblem, read_kk
from lintas.applications.nik import NikProblem, read_nik
from lintas.kernel.money import read_rupiah, rupiah
from lintas.kernel.text import fold_digits, only_digits

NIK_SENTENCES = {
    NikProblem.NOT_DIGITS: _("NIK hanya berisi angka. Lihat 16 angka di KTP."),
    NikProblem.NO_SUCH_DATE: _(
        "Angka ke-7 sampai ke-12 pada NIK adalah tanggal lahir, dan tanggal ini tidak ada. "
        "Periksa lagi di KTP."
    ),
    NikProblem.NO_SERIAL: _("Empat angka terakhir NIK tidak mungkin 0000. Periksa lagi di KTP."),
    NikProblem.NO_REGION: _(
        "Enam angka pertama NIK adalah kode wilayah, dan kode ini tidak ada. Periksa lagi di KTP."
    ),
}
MOST_RUPIAH = 10**15


class NikField(TidyField):
    def to_python(self, value: Any) -> str:
        return only_digits(super().to_python(value))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if not value:
            return
        problem = read_nik(value)
        if problem == NikProblem.WRONG_LENGTH:
            sentence = _("NIK berisi 16 angka. Yang tertulis baru {count}.")
            if len(value) > 16:
                sentence = _("NIK berisi 16 angka. Yang tertulis {count}.")
            raise forms.ValidationError(str(sentence).format(count=len(value)))
        if isinstance(problem, NikProblem):
            raise forms.ValidationError(str(NIK_SENTENCES[problem]))


class KkField(TidyField):
    def to_python(self, value: Any) -> str:
        return only_digits(super().to_python(value))

    def validate(self, value: Any) -> None:
        super().validate(value)
        problem = read_kk(value) if value else None
        if problem == KkProblem.NOT_DIGITS:
            raise forms.ValidationError(
                str(_("Nomor KK hanya berisi angka. Lihat 16 angka di atas kartu keluarga."))
            )
        if problem == KkProblem.WRONG_LENGTH:
            sentence = _("Nomor KK berisi 16 angka. Yang tertulis {count}.")
            raise forms.ValidationError(str(sentence).format(count=len(value)))


class PassportNumberField(TidyField):
    def to_python(self, value: Any) -> str:
        typed = unicodedata.normalize("NFKC", fold_digits(super().to_python(value))).upper()
        return "".join(c for c in typed if c not in " -.")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not (value.isascii() and value.isalnum() and 5 <= len(value) <= 12):
            raise forms.ValidationError(
                str(
                    _(
                        "Nomor paspor berisi 5 sampai 12 huruf dan angka. "
                        "Lihat di kanan atas halaman foto."
                    )
                )
            )


class MoneyField(TidyField):
    """Rupiah with or without points between the thousands, kept as plain digits."""

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        if not typed:
            return ""
        amount = read_rupiah(typed)
        if amount is None or amount >= MOST_RUPIAH:
            raise forms.ValidationError(
                str(_("Tulis jumlah dalam rupiah, tanpa sen, misalnya 650.000."))
            )
        return str(amount)

    def prepare_value(self, value: Any) -> Any:
        """What was kept is shown as people write it; what was just typed stays as it is."""
        kept = isinstance(value, str) and value.isdecimal()
        return rupiah(int(value)).removeprefix("Rp") if kept else value
