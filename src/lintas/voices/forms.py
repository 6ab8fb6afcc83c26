from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WHOM = (
    ("officer", _("Petugas kantor")),
    ("head", _("Pimpinan kantor")),
    ("middleman", _("Calo atau perantara")),
    ("other", _("Orang lain, atau tidak tahu")),
)


class ExtraFeeForm(forms.Form):
    """What was asked, where and when; nothing about who tells it, unless they wish."""

    happened_on = forms.DateField(
        label=_("Hari kejadian"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Pilih harinya; kira-kira pun boleh."),
            "invalid": _("Tulis hari seperti 2026-11-25."),
        },
    )
    place = forms.CharField(
        label=pgettext_lazy("kejadian", "Tempat"),
        max_length=200,
        error_messages={"required": _("Tulis tempatnya, misalnya Loket 2 atau dermaga Tuapejat.")},
    )
    asked = forms.CharField(
        label=_("Apa yang diminta"),
        help_text=_("Jumlah uang atau barang, dan untuk apa katanya."),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Tulis apa yang diminta.")},
    )
    whom = forms.ChoiceField(
        label=_("Siapa yang meminta"),
        choices=WHOM,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu; tidak tahu pun boleh.")},
    )
    described = forms.CharField(
        label=_("Ciri-cirinya"),
        help_text=_("Nama bila tahu, pakaian, jam; apa saja yang Anda ingat."),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    contact = forms.CharField(
        label=_("Telepon atau e-mail Anda"),
        help_text=_("Hanya bila Anda ingin dihubungi. Tanpa ini tidak ada yang tahu siapa Anda."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_happened_on(self) -> date:
        day: date = self.cleaned_data["happened_on"]
        if day > self.today:
            raise forms.ValidationError(_("Hari itu belum tiba. Pilih hari kejadiannya."))
        return day
