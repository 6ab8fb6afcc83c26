from django.utils.translation import gettext_lazy as _

from lintas.kernel.errors import Refused


class UploadRefused(Refused):
    """A file that is not taken; the sentence says why and what to do."""


class NoFile(UploadRefused):
    sentence = _("Belum ada berkas yang dipilih. Pilih foto atau PDF dahulu, lalu unggah.")


class FileEmpty(UploadRefused):
    sentence = _("Berkas ini kosong. Foto ulang berkasnya, lalu unggah lagi.")


class FileTooLarge(UploadRefused):
    sentence = _(
        "Berkas ini terlalu besar (lebih dari 15 MB). Foto dengan kamera biasa, "
        "atau simpan PDF dengan ukuran lebih kecil, lalu unggah lagi."
    )


class TooManyPixels(UploadRefused):
    sentence = _(
        "Gambar ini terlalu besar untuk dibuka dengan aman. "
        "Foto ulang dengan kamera ponsel, lalu unggah lagi."
    )


class TooSmallToRead(UploadRefused):
    sentence = _(
        "Gambar ini terlalu kecil untuk dibaca. Foto lebih dekat, seluruh berkas, "
        "di tempat terang, lalu unggah lagi."
    )


class KindNotTaken(UploadRefused):
    sentence = _(
        "Jenis berkas ini tidak dapat kami terima. Unggah foto (JPEG, PNG, HEIC) atau PDF."
    )


class PictureBroken(UploadRefused):
    sentence = _(
        "Gambar ini tidak dapat dibuka, mungkin terputus saat disalin. Foto lalu unggah lagi."
    )


class PdfBroken(UploadRefused):
    sentence = _("PDF ini tidak dapat dibuka. Simpan ulang sebagai PDF, atau unggah fotonya saja.")


class PdfLocked(UploadRefused):
    sentence = _(
        "PDF ini terkunci dengan kata sandi. Simpan tanpa kata sandi, atau unggah fotonya saja."
    )


class PdfTooLong(UploadRefused):
    sentence = _(
        "PDF ini lebih dari 20 halaman. Simpan hanya halaman yang diperlukan, lalu unggah lagi."
    )


class Infected(UploadRefused):
    sentence = _(
        "Pemindai virus menemukan sesuatu yang berbahaya di berkas ini, jadi berkas ini tidak "
        "kami simpan. Foto ulang kertasnya dengan kamera ponsel, lalu unggah fotonya. "
        "Berkas lain dan isian Anda tetap ada."
    )


class PdfTooHeavy(UploadRefused):
    sentence = _(
        "PDF ini menjadi terlalu besar ketika dibuka. Foto halaman yang diperlukan saja, "
        "lalu unggah fotonya."
    )


class TooManyAtOnce(UploadRefused):
    sentence = _(
        "Terlalu banyak unggahan yang belum selesai. Selesaikan atau hapus dahulu yang ada, "
        "lalu unggah lagi."
    )


class StorageAway(UploadRefused):
    sentence = _(
        "Tempat penyimpanan sedang tidak dapat dihubungi. Isian dan berkas lain tetap ada. "
        "Tunggu beberapa menit, lalu unggah berkas ini lagi."
    )


class OffsetMoved(Refused):
    """Somebody else has sent on meanwhile: ask where it stands."""

    sentence = _("Unggahan ini sudah berlanjut dari tempat lain. Muat ulang halaman ini.")
