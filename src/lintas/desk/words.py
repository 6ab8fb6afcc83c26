"""What the desk calls steps and entries."""

from django.utils.translation import gettext_lazy as _

from lintas.applications.public import Action

ACTION_WORDS: dict[str, object] = {
    Action.START_PRODUCTION: _("Mulai pembuatan"),
    Action.MARK_READY: _("Siap diambil"),
    Action.HAND_OVER: _("Identitas diperiksa, serahkan"),
}

ENTRY_WORDS: dict[str, object] = {
    "application:started": _("Permohonan dimulai"),
    "application:submitted": _("Dikirim"),
    "application:payment-asked": _("Tagihan dikirim ke pemohon"),
    "application:nothing-due": _("Tidak ada biaya"),
    "application:payment-accepted": _("Pembayaran diterima"),
    "application:lapsed": _("Gugur, tidak dibayar"),
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
    "application:made-ready": _("Siap diambil"),
    "application:collected": _("Diserahkan"),
    "application:withdrawn": _("Ditarik pemohon"),
    "application:secret-renewed": _("Kode rahasia diganti"),
    "attachment:stored": _("Berkas diunggah"),
    "attachment:removed": _("Berkas dihapus pemohon"),
    "attachment:viewed": _("Berkas dilihat petugas"),
    "bill:issued": _("Kode billing dibuat"),
    "bill:paid": _("Kode billing dibayar"),
    "bill:lapsed": _("Kode billing lewat batas"),
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
}
