"""The trail of one request: what happened, what is going on now, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from lintas.applications.evidence_queries import evidence_title
from lintas.applications.models import Application
from lintas.applications.party_rules import PAPER, SHEET_TITLE
from lintas.applications.queries import service_of
from lintas.applications.rules import ENDED, Status
from lintas.catalogue.public import Service
from lintas.journal import public as journal
from lintas.journal.public import EntryView

TITLES: dict[str, object] = {
    "application:started": _("Permohonan dimulai"),
    "application:help-begun": _("Diisi oleh orang lain untuk pemohon"),
    "application:help-denied": _("Pemilik kontak mengatakan: bukan permohonannya"),
    "application:applicant-joined": _("Pemohon ikut mengisi"),
    "application:guarantor-joined": _("Penjamin ikut mengisi"),
    "application:confirmed": _("Pemohon mengonfirmasi isian"),
    "application:party-allowed": _("Izin bagi orang lain diubah"),
    "application:party-ended": _("Akses orang lain diakhiri"),
    "application:submitted": _("Permohonan dikirim"),
    "application:sending-wished": _("Kirim diminta, menunggu berkas selesai diperiksa"),
    "application:sending-cancelled": _("Kirim dibatalkan"),
    "application:sending-overtaken": _("Kirim dibatalkan, ada yang diubah"),
    "application:sending-stopped": _("Kirim berhenti, satu berkas tidak dapat diterima"),
    "application:sending-unfit": _("Kirim berhenti, syarat atau tarif berubah"),
    "application:payment-asked": _("Tagihan dibuat"),
    "application:nothing-due": _("Tidak ada yang perlu dibayar"),
    "application:payment-accepted": _("Pembayaran diterima"),
    "application:lapsed": _("Batas bayar lewat"),
    "application:hold-renewed": _("Waktu bayar diperpanjang"),
    "application:visit-booked": _("Jam datang dipilih"),
    "application:visit-moved": _("Jam datang diganti"),
    "application:visit-day-held": _("Hari datang menunggu keputusan"),
    "application:visit-day-kept": _("Hari datang tetap"),
    "application:visit-day-moved": _("Hari datang dipindah kantor"),
    "application:visit-day-cancelled": _("Hari datang dibatalkan kantor"),
    "application:visit-day-reopened": _("Hari datang dibuka lagi"),
    "application:arrived": _("Tiba di kantor"),
    "application:visit-cancelled": _("Jam datang dibatalkan"),
    "visit:excused": _("Kantor memberi kesempatan memilih jam lagi"),
    "application:identity-corrected": _("Nama atau nomor identitas dibetulkan petugas"),
    "application:family-joined": _("Datang bersama rombongan"),
    "application:family-left": _("Keluar dari rombongan"),
    "application:visit-missed": _("Tidak hadir saat dipanggil"),
    "application:visit-continued-later": _("Kunjungan dilanjutkan lain hari"),
    "application:interview-started": _("Dipanggil dan diwawancara"),
    "application:interview-finished": _("Wawancara selesai"),
    "application:reviewed": _("Selesai diperiksa"),
    "application:returned": _("Dikembalikan untuk diperbaiki"),
    "application:resubmitted": _("Perbaikan dikirim"),
    "application:approved": _("Disetujui"),
    "application:refused": _("Ditolak"),
    "application:production-started": _("Dokumen dibuat"),
    "application:production-failed": _("Pembuatan diulang"),
    "application:made-ready": _("Siap diambil"),
    "application:post-asked": _("Pengiriman lewat pos diminta"),
    "application:post-withdrawn": _("Pengiriman lewat pos dibatalkan"),
    "application:posted": _("Diserahkan ke pos"),
    "application:post-returned": _("Kembali dari pos, siap diambil"),
    "application:post-received": _("Diterima lewat pos"),
    "application:collected": _("Dokumen diserahkan"),
    "application:sent-out": _("Hasil dikirim"),
    "application:collection-reminded": _("Diingatkan untuk mengambil"),
    "application:uncollected": _("Dibatalkan, tidak diambil"),
    "application:withdrawn": _("Permohonan ditarik"),
    "application:draft-reminded": _("Diingatkan bahwa isian akan dihapus"),
    "application:draft-expired": _("Isian dihapus, lama tidak disentuh"),
    "application:reopened": _("Penolakan dibatalkan, diperiksa lagi"),
    "appeal:filed": _("Keberatan diajukan"),
    "appeal:refused": _("Keberatan tidak diterima"),
    "refund:filed": _("Pengembalian uang diminta"),
    "refund:approved": _("Pengembalian uang disetujui"),
    "refund:refused": _("Pengembalian uang tidak disetujui"),
    "refund:sent": _("Pengembalian uang diteruskan ke kas negara"),
    "refund:paid-back": _("Uang dikembalikan kas negara"),
    "draw:entered": _("Ikut undian tempat"),
    "draw:entry-renewed": _("Ikut diundi untuk tempat prioritas"),
    "draw:entry-withdrawn": _("Keluar dari undian tempat"),
    "draw:won": _("Mendapat tempat dalam undian"),
    "draw:missed-out": _("Belum mendapat tempat, masuk daftar tunggu"),
    "waiting:joined": _("Masuk daftar tunggu"),
    "waiting:left": _("Selesai dari daftar tunggu"),
    "offer:made": _("Tempat ditawarkan"),
    "offer:declined": _("Tawaran tempat ditolak"),
    "offer:expired": _("Tawaran tempat tidak dijawab"),
    "promise:extended": _("Waktu jawaban diperpanjang"),
    "promise:delayed": _("Keterlambatan diumumkan"),
    "promise:broken": _("Janji waktu lewat, kantor minta maaf"),
}
HIDDEN_FROM_PEOPLE = {"application:payment-asked", "application:started"}

STATUS_TEXT: dict[str, object] = {
    Status.DRAFT: _("Belum dikirim"),
    Status.SUBMITTED: _("Terkirim"),
    Status.AWAITING_PAYMENT: _("Menunggu pembayaran"),
    Status.PAID: _("Pilih jam datang"),
    Status.VISIT_BOOKED: _("Menunggu hari datang"),
    Status.ARRIVED: _("Menunggu dipanggil"),
    Status.IN_INTERVIEW: _("Sedang diwawancara"),
    Status.UNDER_REVIEW: _("Sedang diperiksa"),
    Status.RETURNED: _("Perlu diperbaiki"),
    Status.APPROVED: _("Disetujui"),
    Status.REFUSED: _("Ditolak"),
    Status.IN_PRODUCTION: _("Sedang dibuat"),
    Status.READY: _("Siap diambil"),
    Status.IN_POST: _("Dalam pengiriman pos"),
    Status.COLLECTED: _("Selesai"),
    Status.UNCOLLECTED: _("Dibatalkan, tidak diambil"),
    Status.WITHDRAWN: _("Ditarik"),
    Status.LAPSED: _("Gugur"),
}

NEEDS_THE_APPLICANT = frozenset(
    {Status.DRAFT, Status.AWAITING_PAYMENT, Status.PAID, Status.RETURNED, Status.READY}
)

Stretch = tuple[frozenset[Status], object]
AHEAD: tuple[Stretch, ...] = (
    (frozenset({Status.DRAFT}), _("Isi dan kirim")),
    (frozenset({Status.SUBMITTED, Status.AWAITING_PAYMENT}), _("Pembayaran")),
    (frozenset({Status.PAID}), _("Pilih jam datang")),
    (
        frozenset({Status.VISIT_BOOKED, Status.ARRIVED, Status.IN_INTERVIEW}),
        _("Datang dan wawancara"),
    ),
    (frozenset({Status.UNDER_REVIEW, Status.RETURNED}), _("Pemeriksaan dan keputusan")),
    (frozenset({Status.APPROVED, Status.IN_PRODUCTION}), _("Dokumen dibuat")),
    (frozenset({Status.READY, Status.IN_POST}), _("Ambil dokumen")),
)
"""The road from first page to hand-over; the stretch that holds the status is now."""


@dataclass(frozen=True)
class Line:
    """One line of the trail; `state` is done, now or next."""

    title: object
    state: str
    at: datetime | None = None
    due_on: date | None = None


def status_text(status: str) -> object:
    return STATUS_TEXT[status]


def timeline(application: Application, entries: Sequence[EntryView]) -> list[Line]:
    """Done lines from the case's entries, then now and next from the road."""
    done = [
        Line(TITLES[e.kind], "done", e.at)
        for e in entries
        if e.kind in TITLES and e.kind not in HIDDEN_FROM_PEOPLE
    ]
    if application.status in ENDED:
        return done
    road = road_of(service_of(application))
    now = next(n for n, (held, _title) in enumerate(road) if application.status in held)
    # The promised day stands where the document is made, or sent.
    promised = next(n for n, (held, _title) in enumerate(road) if Status.APPROVED in held)
    ahead = [
        Line(
            title,
            "now" if nth == now else "next",
            due_on=application.due_on if nth == promised else None,
        )
        for nth, (_held, title) in enumerate(road)
        if nth >= now
    ]
    return done + ahead


def road_of(service: Service) -> tuple[Stretch, ...]:
    """Without the visit where there is none, without the counter where it can be sent."""
    without_visit = {Status.PAID, Status.VISIT_BOOKED} if service.visit is None else set()
    return tuple(
        (held, _("Hasil dikirim") if service.outcome.online and Status.APPROVED in held else title)
        for held, title in AHEAD
        if not held & without_visit
    )


ROLES: dict[str, object] = {
    "officer": _("petugas kantor"),
    "approver": _("pemutus kantor"),
    "head": _("kepala kantor"),
}


@dataclass(frozen=True)
class Look:
    """Somebody of the office opened a paper in full, or the case (then `paper` is empty)."""

    paper: str
    at: datetime
    who: object = ROLES["officer"]
    emergency: bool = False


def looks(service: Service, entries: Sequence[EntryView]) -> list[Look]:
    """Who opens somebody's papers is seen by that person."""
    titles = {paper.id: str(paper.title) for paper in service.papers}
    titles[PAPER] = str(SHEET_TITLE)
    found = []
    for e in entries:
        if e.kind == "attachment:viewed":
            purpose = e.data.purpose
            title = titles.get(purpose) or evidence_title(service.id, purpose) or purpose
            found.append(Look(str(title), e.at))
        elif e.kind == "case:opened":
            found.append(Look("", e.at, ROLES.get(e.data.role, ROLES["officer"])))
        elif e.kind == "case:glass-broken":
            found.append(Look("", e.at, emergency=True))
    return found


def history(application: Application) -> list[EntryView]:
    """Everything the journal holds about a case, for those who handle it."""
    return [
        e for e in journal.entries_of_case(application.pk) if e.kind != "application:page-saved"
    ]
