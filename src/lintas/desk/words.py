"""What the desk calls steps and entries."""

from django.utils.translation import gettext_lazy as _

from lintas.applications.public import Action, Collector, Identity, Seen
from lintas.payments import public as payments
from lintas.refunds import public as refunds

ACTION_WORDS: dict[str, object] = {
    Action.FINISH_REVIEW: _("Selesai diperiksa"),
    Action.SEND_OUT: _("Hasil sudah dikirim"),
}

ENTRY_WORDS: dict[str, object] = {
    "application:started": _("Permohonan dimulai"),
    "application:submitted": _("Dikirim"),
    "application:payment-asked": _("Tagihan dikirim ke pemohon"),
    "application:nothing-due": _("Tidak ada biaya"),
    "application:payment-accepted": _("Pembayaran diterima"),
    "application:lapsed": _("Gugur, tidak dibayar"),
    "application:hold-renewed": _("Pemohon memperpanjang waktu bayar"),
    "application:visit-booked": _("Jam datang dipilih"),
    "application:visit-moved": _("Jam datang diganti"),
    "application:arrived": _("Tiba"),
    "application:visit-missed": _("Tidak hadir"),
    "application:visit-continued-later": _("Kunjungan dilanjutkan lain hari"),
    "application:interview-started": _("Wawancara dimulai"),
    "application:interview-finished": _("Wawancara selesai"),
    "application:taken-in": _("Masuk untuk diperiksa"),
    "application:reviewed": _("Selesai diperiksa"),
    "application:checked": _("Satu pemeriksaan dicatat"),
    "application:returned": _("Dikembalikan untuk diperbaiki"),
    "application:resubmitted": _("Perbaikan dikirim"),
    "application:approved": _("Disetujui"),
    "application:refused": _("Ditolak"),
    "application:production-started": _("Pembuatan dimulai"),
    "application:production-failed": _("Tidak dapat dibuat, menunggu bundel lain"),
    "application:made-ready": _("Siap diambil"),
    "application:post-asked": _("Pemohon meminta pengiriman lewat pos"),
    "application:post-withdrawn": _("Pemohon membatalkan pengiriman lewat pos"),
    "application:posted": _("Diserahkan ke pos"),
    "application:post-returned": _("Kembali dari pos"),
    "application:post-received": _("Diterima lewat pos"),
    "application:collected": _("Diserahkan"),
    "application:sent-out": _("Hasil dikirim"),
    "application:collection-reminded": _("Pemohon diingatkan mengambil"),
    "application:uncollected": _("Dibatalkan, tidak diambil"),
    "application:withdrawn": _("Ditarik pemohon"),
    "application:secret-renewed": _("Kode rahasia diganti"),
    "case:assigned": _("Berkas diberikan kepada petugas"),
    "case:put-back": _("Berkas kembali ke kumpulan"),
    "case:conflict-declared": _("Benturan kepentingan dinyatakan"),
    "case:noted": _("Catatan ditambahkan"),
    "case:opened": _("Berkas dibuka"),
    "case:marked-sensitive": _("Ditandai sensitif"),
    "case:glass-broken": _("Dibuka dalam keadaan darurat"),
    "case:glass-reviewed": _("Pembukaan darurat ditinjau"),
    "attachment:stored": _("Berkas diunggah"),
    "attachment:removed": _("Berkas dihapus pemohon"),
    "attachment:viewed": _("Berkas dilihat petugas"),
    **payments.ENTRY_WORDS,
    **refunds.ENTRY_WORDS,
    "reconciliation:made": _("Rekonsiliasi dibuat"),
    "reconciliation:signed": _("Rekonsiliasi ditandatangani"),
    "booking:made": _("Tempat diambil"),
    "booking:moved": _("Tempat diganti"),
    "booking:cancelled": _("Tempat dilepas"),
    "booking:kept": _("Kunjungan terlaksana"),
    "booking:missed": _("Kunjungan terlewat"),
    "ticket:issued": _("Nomor antrean diberikan"),
    "ticket:arrived": _("Nomor masuk antrean"),
    "ticket:called": _("Nomor dipanggil"),
    "ticket:recalled": _("Nomor dipanggil ulang"),
    "ticket:started": _("Nomor dilayani"),
    "ticket:finished": _("Nomor selesai"),
    "ticket:returned-to-line": _("Nomor kembali ke antrean"),
    "ticket:missed": _("Nomor terlewat"),
    "ticket:cancelled": _("Nomor dibatalkan"),
    "notice:made": _("Pemohon dikabari"),
    "notice:moved-on": _("Kabar dikirim dengan cara lain"),
    "notice:given-up": _("Kabar tidak sampai; ada di kotak masuk"),
    "application:reopened": _("Penolakan dibatalkan, dibuka lagi"),
    "appeal:filed": _("Keberatan diajukan"),
    "appeal:granted": _("Keberatan diterima"),
    "appeal:refused": _("Keberatan tidak diterima"),
    "waiver:proposed": _("Bebas biaya atau prioritas diusulkan"),
    "waiver:approved": _("Bebas biaya atau prioritas dibenarkan"),
    "waiver:rejected": _("Bebas biaya atau prioritas ditolak"),
    "ticket:moved-ahead": _("Nomor didahulukan"),
    "ticket:called-out-of-order": _("Nomor dipanggil di luar urutan"),
    "ticket:call-undone": _("Panggilan ditarik kembali"),
    "ticket:parked": _("Nomor diparkir"),
    "ticket:resumed": _("Nomor dilanjutkan"),
    "ticket:sent-on": _("Nomor dipindahkan ke loket atau antrean lain"),
    "printout:given-up": _("Tiket tidak tercetak"),
    "letter:made": _("Surat dibuat"),
    "interview:noted": _("Wawancara dicatat"),
    "interview:consented": _("Setuju diwawancara"),
    "interview:held-by-video": _("Ditanya lewat video"),
    "interview:confirmed": _("BAP dikonfirmasi"),
    "interview:corrected": _("Catatan tambahan pada BAP"),
    "promise:begun": _("Hitungan janji dimulai"),
    "promise:paused": _("Hitungan janji dijeda"),
    "promise:resumed": _("Hitungan janji dilanjutkan"),
    "promise:extended": _("Perpanjangan janji dipakai"),
    "promise:delayed": _("Keterlambatan diumumkan"),
    "promise:pressing": _("Peringatan: tiga perempat janji sudah jalan"),
    "promise:urgent": _("Peringatan: janji hampir jatuh"),
    "promise:broken": _("Janji lewat, pemohon dimintai maaf"),
    "promise:ended": _("Hitungan janji berakhir"),
}

GROUND_WORDS: dict[str, object] = {
    "other-office": _("berkas kantor lain"),
    "kin": _("pemohon kerabat petugas"),
    "conflict": _("benturan kepentingan"),
    "sensitive": _("berkas sensitif"),
}

COLLECTOR_WORDS: dict[str, object] = {
    Collector.OWNER: _("Pemilik sendiri"),
    Collector.FAMILY: _("Keluarga, satu Kartu Keluarga"),
    Collector.PROXY: _("Orang lain dengan surat kuasa"),
}
IDENTITY_WORDS: dict[str, object] = {
    Identity.KTP: _("KTP"),
    Identity.PASSPORT: _("Paspor"),
    Identity.DRIVING_LICENCE: _("SIM"),
    Identity.STAY_PERMIT: _("ITAS atau ITAP"),
    Identity.FAMILY_CARD: _("Kartu Keluarga (untuk anak)"),
}
SEEN_WORDS: dict[str, object] = {
    Seen.IDENTITY: _("Tanda pengenal asli pengambil"),
    Seen.PAYMENT_PROOF: _("Bukti pembayaran"),
    Seen.FAMILY_CARD: _("Kartu Keluarga yang memuat pemilik dan pengambil"),
    Seen.POWER_OF_ATTORNEY: _("Surat kuasa bermeterai Rp10.000"),
}
OUTCOME_WORDS: dict[str, object] = {
    "passport": _("Paspor"),
    "permit": _("Izin tinggal"),
    "document": _("Dokumen lain"),
}
BATCH_WORDS: dict[str, object] = {
    "made": _("Menunggu dilepas"),
    "released": _("Sedang dikirim"),
    "sent": _("Sedang dibuat"),
    "closed": _("Selesai"),
    "discarded": _("Dibongkar"),
}
LINE_WORDS: dict[str, object] = {
    "waiting": _("menunggu"),
    "made": _("dibuat"),
    "failed": _("gagal"),
    "dropped": _("dikeluarkan"),
}
REASON_WORDS: dict[str, object] = {
    "photo-unusable": _("foto tidak dapat dipakai"),
    "data-refused": _("data ditolak"),
    "blank-spoiled": _("blangko rusak"),
}
DELIVERY_WORDS: dict[str, object] = {
    "asked": _("minta dikirim"),
    "withdrawn": _("dibatalkan pemohon"),
    "posted": _("dalam pengiriman"),
    "received": _("diterima"),
    "returned": _("kembali ke kantor"),
}
