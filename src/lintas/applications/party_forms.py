"""What is asked of whoever stands beside an applicant."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lintas.applications.party_rules import How, Kind
from lintas.kernel.text import only_digits

PICK = {"required": _("Pilih salah satu."), "invalid_choice": _("Pilih salah satu.")}
CONTACT = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
KINDS = (
    (Kind.FAMILY, _("Keluarga")),
    (Kind.VILLAGE, _("Pendamping di desa, perangkat desa, atau relawan")),
    (Kind.GUARANTOR, _("Penjamin")),
    (Kind.OTHER, _("Orang lain")),
)
HOWS = (
    (How.CODE, _("Dengan kode yang kami kirim ke telepon atau e-mail pemohon")),
    (How.PAPER, _("Dengan kertas yang ditandatangani atau dicap jempol; pemohon tanpa telepon")),
)


def own_name(help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=_("Nama lengkap Anda"),
        help_text=help_text,
        max_length=150,
        widget=forms.TextInput({"autocomplete": "name", "spellcheck": "false"}),
        error_messages={"required": _("Tulis nama lengkap Anda.")},
    )


class HelpForm(forms.Form):
    name = own_name(_("Pemohon dan petugas melihat nama ini."))
    kind = forms.ChoiceField(
        label=_("Anda siapa bagi pemohon?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages=PICK,
    )
    how = forms.ChoiceField(
        label=_("Bagaimana pemohon mengonfirmasi isiannya?"),
        help_text=_("Sebelum dikirim, pemohon harus setuju dengan yang Anda tulis."),
        choices=HOWS,
        widget=forms.RadioSelect,
        error_messages=PICK,
    )
    contact = forms.CharField(
        label=_("Nomor telepon atau e-mail pemohon"),
        help_text=_(
            "Milik pemohon, bukan milik Anda. Periksa dua kali: setelah kode dikirim, pemilik "
            "kontak ini dapat membaca isiannya. Kosongkan bila memakai kertas."
        ),
        required=False,
        max_length=254,
        widget=forms.TextInput(CONTACT),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("how") == How.CODE and not given.get("contact") and self.asks_contact:
            self.add_error("contact", _("Tulis nomor telepon atau alamat e-mail pemohon."))
        return given

    asks_contact = True

    def without_contact(self) -> "HelpForm":
        """The applicant is known by their own account already."""
        self.asks_contact = False
        del self.fields["contact"]
        return self


class InviteForm(forms.Form):
    contact = forms.CharField(
        label=_("Nomor telepon atau e-mail penjamin"),
        help_text=_("Kami kirim kode undangan ke sana. Hanya pemilik kontak ini dapat memakainya."),
        max_length=254,
        widget=forms.TextInput(CONTACT),
        error_messages={"required": _("Tulis nomor telepon atau alamat e-mail penjamin.")},
    )
    name = own_name(_("Penjamin melihat nama ini di dalam undangan."))


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Kode enam angka"),
        max_length=20,
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code"}
        ),
        error_messages={"required": _("Tulis kode enam angka itu.")},
    )

    def clean_code(self) -> str:
        return only_digits(self.cleaned_data["code"])


class AcceptForm(CodeForm):
    name = own_name(_("Orang yang mengundang Anda dan petugas melihat nama ini."))


class SheetForm(forms.Form):
    """The signed sheet: its photo, the code printed on it, and what was ticked there."""

    file = forms.FileField(
        label=_("Foto kertas yang sudah ditandatangani atau dicap jempol"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput({"accept": "image/*,application/pdf,.heic"}),
    )
    sign = forms.CharField(
        label=_("Kode isian di kertas"),
        help_text=_("Enam huruf dan angka di atas kotak tanda tangan."),
        max_length=20,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "class": "code"}
        ),
        error_messages={"required": _("Tulis kode isian yang tercetak di kertas.")},
    )
    sees = forms.BooleanField(
        label=_("Di kertas dicentang: saya boleh melihat isinya dan mengurus pembayaran dan jam"),
        required=False,
    )
    told = forms.BooleanField(
        label=_("Di kertas dicentang: saya boleh menerima kabarnya"), required=False
    )
