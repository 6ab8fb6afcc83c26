from django.utils.translation import gettext_lazy as _

from lintas.kernel.errors import Refused


class ContactNotUnderstood(Refused):
    sentence = _(
        "Kami tidak mengenali nomor atau alamat ini. Tulis nomor telepon seperti 0812 3456 7890 "
        "atau +61 412 345 678, atau alamat e-mail seperti nama@contoh.id."
    )


class CodeWrong(Refused):
    sentence = _(
        "Kode tidak cocok atau sudah kedaluwarsa. Periksa pesan terakhir, atau minta kode baru."
    )


class AuthenticatorCodeWrong(Refused):
    sentence = _(
        "Kode tidak cocok atau sudah dipakai. Tunggu kode berikutnya di aplikasi autentikator, "
        "paling lama 30 detik, lalu tulis kode itu."
    )


class CodeSentJustNow(Refused):
    sentence = _("Kode baru saja dikirim. Tunggu setengah menit sebelum meminta lagi.")


class TooManyTries(Refused):
    sentence = _("Terlalu banyak percobaan. Tunggu sebentar, lalu coba lagi.")


class SignInWrong(Refused):
    sentence = _("Nama pengguna atau kata sandi tidak cocok. Periksa lalu coba lagi.")
