"""Questions answered by a day."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lintas.applications.kinds.plain import REQUIRED
from lintas.catalogue.public import Question
from lintas.kernel.text import only_digits


class DateParts(forms.MultiWidget):
    """Day, month and year typed in three fields: quicker and safer than any picker."""

    template_name = "applications/widgets/date.html"
    use_fieldset = True

    def __init__(self) -> None:
        small = {"inputmode": "numeric", "maxlength": "2", "class": "two"}
        super().__init__(
            widgets={
                "day": forms.TextInput({**small, "aria-label": pgettext_lazy("date", "Tanggal")}),
                "month": forms.TextInput({**small, "aria-label": pgettext_lazy("date", "Bulan")}),
                "year": forms.TextInput(
                    {
                        "inputmode": "numeric",
                        "maxlength": "4",
                        "class": "four",
                        "aria-label": pgettext_lazy("date", "Tahun"),
                    }
                ),
            }
        )

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, str) and value.count("-") == 2:
            year, month, day = value.split("-")
            return [day.lstrip("0"), month.lstrip("0"), year]
        return [None, None, None]


class DateField(forms.Field):
    """Three numbers to one date; what was typed stays in the three fields."""

    widget = DateParts

    def to_python(self, value: Any) -> str:
        parts = [only_digits(str(part or "")).strip() for part in (value or [])]
        if not any(parts):
            return ""
        if not all(part.isdecimal() for part in parts) or len(parts[2]) != 4:
            raise forms.ValidationError(
                str(_("Tulis tanggal dengan angka, misalnya 5, 3, dan 1990."))
            )
        day, month, year = (int(part) for part in parts)
        try:
            return date(year, month, day).isoformat()
        except ValueError as trouble:
            raise forms.ValidationError(
                str(_("Tanggal ini tidak ada di kalender. Periksa tanggal dan bulannya."))
            ) from trouble


def date_of(question: Question) -> forms.Field:
    return DateField(required=question.required, error_messages={"required": REQUIRED})
