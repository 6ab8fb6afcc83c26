from django.utils.translation import gettext_lazy as _

from lintas.kernel.errors import Refused


class SignInFirst(Refused):
    sentence = _(
        "Masuk dahulu dengan telepon atau e-mail Anda sendiri, supaya tercatat siapa yang mengisi."
    )


class OwnContact(Refused):
    sentence = _(
        "Itu telepon atau e-mail Anda sendiri. Tulis milik pemohon. Bila pemohon tidak punya "
        "telepon dan e-mail, pilih kertas bertanda tangan atau cap jempol."
    )


class OwnInvitation(Refused):
    sentence = _("Itu telepon atau e-mail Anda sendiri. Tulis milik orang yang Anda undang.")


class NameNeeded(Refused):
    sentence = _("Tulis nama lengkap Anda, supaya pemohon tahu siapa yang mengisi.")


class HelpedAlready(Refused):
    sentence = _(
        "Sudah ada orang lain yang tercatat mengisi permohonan ini. Buka halaman "
        "Orang di permohonan ini untuk melihatnya."
    )


class ConfirmationNeeded(Refused):
    sentence = _(
        "Permohonan ini diisi oleh orang lain. Sebelum dikirim, pemohon harus mengonfirmasi "
        "isinya: dengan kode, atau dengan kertas yang ditandatangani."
    )


class ConfirmedOtherwise(Refused):
    sentence = _(
        "Isian berubah sejak pemohon mengonfirmasi. Minta konfirmasi sekali lagi, lalu kirim."
    )


class ConfirmationWaits(Refused):
    sentence = _(
        "Foto kertas konfirmasi sudah sampai dan sedang diperiksa. Tunggu sebentar, lalu kirim."
    )


class CodeForOtherText(Refused):
    sentence = _(
        "Isian berubah sejak kode itu dikirim, jadi kodenya tidak berlaku lagi. Kirim kode baru, "
        "supaya pemohon mengonfirmasi isian yang sekarang."
    )


class ConfirmWhenComplete(Refused):
    sentence = _(
        "Lengkapi dahulu semua pertanyaan. Pemohon mengonfirmasi isian yang sudah lengkap, "
        "supaya tidak perlu dua kali."
    )


class SheetIsOld(Refused):
    sentence = _(
        "Kode isian itu bukan yang sekarang. Isian berubah sejak kertas dicetak, atau kodenya "
        "salah salin. Periksa kodenya; bila memang lain, cetak dan tanda tangani kertas yang baru."
    )


class NoPhoneOfApplicant(Refused):
    sentence = _("Pemohon dicatat tanpa telepon dan e-mail. Pakai kertas, atau ganti caranya.")


class InvitationGone(Refused):
    sentence = _(
        "Undangan ini sudah dipakai, ditarik, atau lewat waktunya. Minta undangan baru kepada "
        "orang yang mengundang Anda."
    )


class InvitedAlready(Refused):
    sentence = _(
        "Orang itu sudah diundang atau sudah ikut. Tarik undangan lama bila hendak mengirim lagi."
    )


class NotShared(Refused):
    sentence = _("Layanan ini tidak memakai penjamin, jadi tidak ada yang diundang.")
