from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from lintas.kernel.errors import Refused


class ActionNotOpen(Refused):
    sentence = _(
        "Langkah ini tidak terbuka lagi: keadaan permohonan sudah berubah. "
        "Muat ulang halaman untuk melihat keadaan sekarang."
    )


class NotSignedIn(Refused):
    sentence = _("Anda belum masuk, atau waktu masuk Anda sudah habis. Masuk dahulu.")


class TooMuchTyped(Refused):
    sentence = _("Tulisan ini terlalu panjang untuk disimpan. Singkatkan, lalu tekan Lanjut.")


class ChangedElsewhere(Refused):
    """`present` is what stands there now, by question."""

    sentence = _(
        "Jawaban ini juga diubah di jendela atau ponsel lain. Yang tersimpan sekarang tertulis di "
        "bawah pertanyaannya. Tekan lagi untuk memakai jawaban di halaman ini."
    )

    def __init__(self, present: Mapping[str, str]) -> None:
        super().__init__()
        self.present = present


class NotInYourHands(Refused):
    sentence = _(
        "Berkas ini tidak ada di tangan Anda. Ambil alih dengan alasan di bagian Pembagian, "
        "atau tunggu sampai dibagi."
    )


class EvidenceFixed(Refused):
    sentence = _(
        "Bukti ini sedang dinilai, jadi tidak dapat dihapus lagi. Bila keliru, unggah yang benar; "
        "keduanya dilihat."
    )


class ContactNotRead(Refused):
    sentence = _("Tulis nomor telepon seperti 0812 3456 7890 atau alamat e-mail.")


class NotComplete(Refused):
    sentence = _("Masih ada yang belum lengkap. Lihat daftar di bawah, lalu lengkapi.")


class IdentityUnknown(Refused):
    sentence = _(
        "Permohonan ini tidak memuat NIK atau nomor paspor, jadi tidak dapat ikut undian atau "
        "daftar tunggu. Hubungi kantor."
    )


class NotForYou(Refused):
    sentence = _("Layanan ini belum cocok untuk Anda. Lihat sebabnya di bawah.")


class AccountNeeded(Refused):
    sentence = _("Sebelum mengirim, masuk dengan telepon atau e-mail agar kami dapat mengabari.")


class SamePersonReviewed(Refused):
    sentence = _(
        "Anda yang memeriksa permohonan ini, jadi keputusannya harus dari orang lain. "
        "Serahkan kepada pemutus lain."
    )


class RecordNeeded(Refused):
    sentence = _(
        "Layanan ini membutuhkan berita acara pemeriksaan (BAP) sebelum diputus. "
        "Buka wawancara, lengkapi catatannya, bacakan, lalu konfirmasikan."
    )


class WaiverNeeded(Refused):
    sentence = _(
        "Pemohon menyatakan keadaan yang membebaskan biaya. Sebelum disetujui, bebas biaya itu "
        "harus diusulkan dengan bukti oleh satu petugas dan disetujui oleh petugas lain."
    )


class FeeNotConfirmed(Refused):
    sentence = _(
        "Tarif layanan ini belum dipastikan, jadi belum dapat ditagih. Isian Anda tersimpan; "
        "hubungi kantor untuk langkah berikutnya."
    )


class NothingToCorrect(Refused):
    sentence = _("Pilih sedikitnya satu hal yang harus diperbaiki dan tulis alasannya.")


class ReasonNeeded(Refused):
    sentence = _("Pilih alasan penolakan dari daftar; dasar hukumnya ikut tercatat.")


class LetterNotSeen(Refused):
    sentence = _(
        "Lihat dahulu suratnya: tekan Pratinjau surat, baca, lalu kirim. Bila isinya berubah "
        "sejak dilihat, pratinjau sekali lagi."
    )


class StillToCorrect(Refused):
    sentence = _("Masih ada yang diminta diperbaiki. Perbaiki semuanya, lalu kirim lagi.")


class NumberOrSecretWrong(Refused):
    sentence = _(
        "Nomor dan kode rahasia tidak cocok. Periksa keduanya pada bukti Anda, lalu coba lagi."
    )


class MadeInBatches(Refused):
    sentence = _(
        "Dokumen ini dibuat oleh sistem paspor, dalam bundel. Buka halaman Pembuatan, masukkan ke "
        "bundel berikutnya."
    )


class SamePersonDecided(Refused):
    sentence = _(
        "Anda yang memutus permohonan ini, jadi dokumennya harus dibuat orang lain. "
        "Serahkan kepada petugas lain."
    )


class DocumentNumberUsed(Refused):
    sentence = _("Nomor dokumen itu sudah dipakai permohonan lain. Periksa nomornya.")


class CodeOfAnother(Refused):
    sentence = _(
        "Kode itu bukan milik permohonan ini. Pindai kode pada kuitansi atau tiketnya, atau ketik "
        "nomor permohonannya."
    )


class DocumentOfAnother(Refused):
    sentence = _(
        "Nomor pada dokumen tidak sama dengan yang dibuat untuk permohonan ini. Jangan serahkan; "
        "ambil dokumen yang benar, lalu ketik nomornya."
    )


class CollectorUnknown(Refused):
    sentence = _("Pilih siapa yang mengambil dan tanda pengenal apa yang ditunjukkan; tulis nama.")


class PapersNotSeen(Refused):
    sentence = _(
        "Belum semua berkas untuk pengambilan ini dilihat. Centang yang sudah Anda lihat aslinya; "
        "bila ada yang kurang, jangan serahkan."
    )


class IdentityUnchecked(Refused):
    sentence = _(
        "Tulis nomor tanda pengenal yang ditunjukkan, dan centang bahwa nama, wajah, dan tanggal "
        "lahirnya cocok. Tanpa itu dokumen tidak diserahkan."
    )


class IdentityOfAnother(Refused):
    sentence = _(
        "Nomor tanda pengenal itu tidak sama dengan yang tertulis di permohonan. Periksa lagi; "
        "bila memang orang lain, pilih pengambilan oleh orang lain."
    )


class OnItsWayByPost(Refused):
    sentence = _(
        "Pemohon meminta dokumen ini dikirim lewat pos. Minta pemohon membatalkannya di halaman "
        "permohonannya, baru serahkan di loket."
    )


class PostNotOffered(Refused):
    sentence = _(
        "Pengiriman lewat pos tidak tersedia untuk permohonan ini sekarang. Masuk dengan telepon "
        "atau e-mail pemilik permohonan, atau ambil di kantor."
    )


class AddressIncomplete(Refused):
    sentence = _("Lengkapi nama penerima, alamat, kota, kode pos, dan telepon.")


class TrackingNeeded(Refused):
    sentence = _("Tulis nomor resi dari pos: huruf dan angka, sedikitnya enam.")


class NameBound(Refused):
    sentence = _(
        "Sesudah jam datang dipesan, nama dan nomor identitas tidak dapat diubah pemohon. Bila ada "
        "salah ketik, betulkan sendiri di halaman ini dengan alasannya."
    )


class AnswerUnfit(Refused):
    sentence = _("Isian itu tidak dapat dipakai. Periksa lagi.")
