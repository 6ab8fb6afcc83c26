from django.utils.translation import gettext_lazy as _

from lintas.kernel.errors import Refused


class AddressNotUnderstood(Refused):
    sentence = _(
        "Kami tidak mengenali alamat ini. Tulis nomor telepon seperti 0812 3456 7890, "
        "atau alamat e-mail seperti nama@contoh.id."
    )


class DeviceNotUnderstood(Refused):
    sentence = _(
        "Perangkat ini tidak memberi alamat notifikasi yang dapat dipakai. Coba peramban lain, "
        "atau pilih cara lain di halaman ini."
    )


class ProofWrong(Refused):
    sentence = _(
        "Kode tidak cocok atau sudah kedaluwarsa. Periksa pesan terakhir, atau minta kode baru."
    )


class WayIsThere(Refused):
    sentence = _("Cara ini sudah dipakai. Hapus dahulu bila ingin memakai alamat lain.")


class WayNeeded(Refused):
    sentence = _("Anda masuk dengan alamat ini, jadi tidak dapat dihapus. Anda dapat mematikannya.")


class NightNotUnderstood(Refused):
    sentence = _("Tulis kedua jam seperti 21.00 dan 06.00, dan jangan sama.")
