from django import forms
from django.utils.translation import gettext_lazy as _

from lintas.accounts.errors import ContactNotUnderstood
from lintas.accounts.rules import Address, address_of
from lintas.kernel.text import only_digits


class ContactForm(forms.Form):
    contact = forms.CharField(
        label=_("Nomor telepon atau e-mail Anda"),
        help_text=_("Kami kirim kode enam angka ke sana. Tanpa kata sandi."),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": _("Tulis nomor telepon atau alamat e-mail Anda.")},
    )

    def clean_contact(self) -> Address:
        address = address_of(self.cleaned_data["contact"])
        if address is None:
            raise forms.ValidationError(str(ContactNotUnderstood.sentence))
        return address


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Kode enam angka"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code"}
        ),
        error_messages={"required": _("Tulis kode yang kami kirim.")},
    )

    def clean_code(self) -> str:
        return only_digits(self.cleaned_data["code"])


class StaffSignInForm(forms.Form):
    username = forms.CharField(
        label=_("Nama pengguna"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        error_messages={"required": _("Tulis nama pengguna Anda.")},
    )
    password = forms.CharField(
        label=_("Kata sandi"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Tulis kata sandi Anda.")},
    )


class TokenForm(CodeForm):
    code = forms.CharField(
        label=_("Kode dari aplikasi autentikator"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code"}
        ),
        error_messages={"required": _("Tulis enam angka dari aplikasi autentikator.")},
    )
