"""What the desk calls steps and entries."""

from django.utils.translation import gettext_lazy as _

from lintas.applications.public import Collector, Identity, Seen

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
    "application:interview-started": _("Wawancara dimulai"),
    "application:interview-finished": _("Wawancara selesai"),
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
    "bill:issued": _("Kode billing dibuat"),
    "bill:paid": _("Kode billing dibayar"),
    "bill:lapsed": _("Kode billing lewat batas"),
    "bill:closed": _("Kode billing ditutup, tagihan lain sudah dibayar"),
    "reconciliation:made": _("Rekonsiliasi dibuat"),
    "reconciliation:signed": _("Rekonsiliasi ditandatangani"),
    "ruling:proposed": _("Penyelesaian pembayaran diusulkan"),
    "ruling:confirmed": _("Penyelesaian pembayaran disetujui"),
    "ruling:declined": _("Penyelesaian pembayaran tidak disetujui"),
    "bill:doubted": _("Kode billing perlu dipastikan"),
    "payment:disputed": _("Pembayaran perlu dilihat"),
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
