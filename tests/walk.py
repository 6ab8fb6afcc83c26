"""Walking requests through the pages without scripts, in this process: people, staff, the rail."""

import hashlib
import io
import json
import math
import re
from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from lintas.accounts import demo
from lintas.accounts.models import CodeDevice
from lintas.applications.handover_models import MadeDocument
from lintas.applications.models import Application
from lintas.applications.queries import service_of
from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.invariants import broken
from lintas.journal import public as journal
from lintas.journal.demo import follow
from lintas.kernel import clock
from lintas.kernel.ids import new_id
from lintas.payments.models import Bill
from lintas.payments.signing import signature
from lintas.production.models import Batch

DATE = re.compile(r"(\d{1,2}) (\d{1,2}) (\d{4})")


def form_of(values: Mapping[str, object]) -> dict[str, object]:
    """Form fields of answers; a date ("5 3 1990") has three, a group those of its rows."""
    form: dict[str, object] = {}
    for question, value in values.items():
        date = DATE.fullmatch(value) if isinstance(value, str) else None
        if isinstance(value, list) and value and isinstance(value[0], dict):
            form[f"{question}_count"] = str(len(value))
            for nth, row in enumerate(value):
                form |= {f"{question}_{nth}_{name}": text for name, text in form_of(row).items()}
        elif date:
            parts = zip(("day", "month", "year"), date.groups(), strict=True)
            form |= {f"{question}_{part}": text for part, text in parts}
        else:
            form[question] = value
    return form


def asked_on(page: str) -> set[str]:
    """The questions whose fields stand on a page."""
    return set(re.findall(r'name="([a-z0-9-]+?)(?:_day|_count)?"', page))


def photo(name: str = "ktp.jpg") -> io.BytesIO:
    """The same picture whenever it has the same name; no two names have the same."""
    out = io.BytesIO(_noise(name))
    out.name = name
    return out


@cache
def _noise(name: str) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((640, 480), 40).convert("RGB").save(out, "JPEG", quality=60)
    return out.getvalue()


def work() -> None:
    """What the worker does, now: order the journal and run every reaction."""
    follow(clock.now())
    assert list(journal.failing_reactions()) == []


def signed_in_staff(username: str) -> Client:
    client = Client()
    client.post("/petugas/masuk/", {"username": username, "password": demo.PASSWORD})
    answer = client.post("/petugas/masuk/kode/", {"code": demo.current_code(username)})
    assert answer.status_code == 302, answer.content
    return client


def pay(bill: Bill, at: datetime, amount: int | None = None) -> int:
    """The rail's news of a payment; gives the status of our answer."""
    news = {
        "kode_billing": bill.billing_code,
        "total_disetor": bill.total_rupiah if amount is None else amount,
        "ntb": "000000000001",
        "status": "paid",
        "ntpn": f"{bill.pk.hex[:16].upper()}",
        "tanggal_bayar": at.isoformat(),
    }
    body = json.dumps(news).encode()
    stamp = str(int(clock.now().timestamp()))
    answer = Client().post(
        "/callbacks/billing/",
        body,
        content_type="application/json",
        headers={
            "X-Time": stamp,
            "X-Signature": signature(settings.BILLING_RAIL_SECRET, stamp, body),
        },
    )
    return answer.status_code


def filled_draft(
    person: Client, service: str, answers: Mapping[str, str], papers: Collection[str]
) -> Application:
    """Each page as the form leads on, then a photo for each paper."""
    place = person.post(f"/permohonan/baru/{service}/").url
    application = Application.objects.get(pk=UUID(place.split("/")[2]))
    page = person.get(place).content.decode()
    for _ in range(30):
        if "/isi/" not in place:
            break
        asked = asked_on(page)
        saved = person.post(place, form_of({q: a for q, a in answers.items() if q in asked}))
        page = saved.content.decode()
        opened = asked_on(page) - asked if saved.status_code == 200 else set()
        troubles = re.findall(r'class="trouble".*?</p>', page)
        assert saved.status_code == 302 or opened, troubles
        if saved.status_code == 302:
            place = saved.url
            page = person.get(place).content.decode()
    for paper in papers:
        given = {"paper": paper, "file": photo(f"{paper}.jpg")}
        stored = person.post(f"/permohonan/{application.pk}/berkas/", given)
        assert stored.status_code == 302, paper
    return application


def signed_in(person: Client, then: str) -> None:
    """With a phone and its code; the way leads on to where it began."""
    person.post(f"/masuk/?next={then}", {"contact": "0812 3456 7890"})
    code = CodeDevice.objects.get().token
    assert person.post("/masuk/kode/", {"code": code}).url == then


def sent(person: Client, application: Application) -> Application:
    """Send, sign in on the way, send again."""
    to_sign_in = person.post(f"/permohonan/{application.pk}/kirim/")
    assert to_sign_in.status_code == 302, re.findall(r"<li>.*?</li>", to_sign_in.content.decode())
    assert to_sign_in.url.startswith("/masuk/?next=")
    signed_in(person, f"/permohonan/{application.pk}/periksa/")
    answer = person.post(f"/permohonan/{application.pk}/kirim/")
    assert answer.status_code == 302, re.findall(r"<li>.*?</li>", answer.content.decode())
    work()
    return application


def status_of(application: Application) -> str:
    return Application.objects.get(pk=application.pk).status


def booked(person: Client, application: Application) -> str:
    """The first time there is; gives the ticket's label."""
    appointments.prepare_slots(clock.now())
    page = person.get(f"/permohonan/{application.pk}/jadwal/").content.decode()
    slot = re.search(r'name="slot" value="([0-9a-f-]{36})"', page)
    assert slot, "no place in the calendar"
    answer = person.post(f"/permohonan/{application.pk}/jadwal/", {"slot": slot.group(1)})
    assert answer.url == f"/permohonan/{application.pk}/tiket/"
    work()
    ticket = person.get(answer.url).content.decode()
    return re.search(r'class="num">([A-Z]-\d+)', ticket).group(1)


def drawn(person: Client, application: Application, shift: Path) -> str:
    """Enter the draw, wait for it and for the day that was won; gives the ticket's label."""
    at = clock.now()
    appointments.prepare_slots(at)
    appointments.announce_draws(at)
    here = f"/permohonan/{application.pk}/undian/"
    page = person.get(person.get(f"/permohonan/{application.pk}/jadwal/").url).content.decode()
    draw = re.search(r'name="draw" value="([0-9a-f-]{36})"', page).group(1)
    assert person.post(f"{here}ikut/", {"draw": draw, "half": "am"}).url == here
    closes_at = appointments.draw_of(UUID(draw), at).closes_at
    forward(shift, closes_at)
    assert appointments.settle_draws(closes_at) == 1
    work()
    booking = appointments.booking_of(application.pk)
    assert booking is not None
    forward(shift, booking.starts_at)
    ticket = person.get(f"/permohonan/{application.pk}/tiket/").content.decode()
    return re.search(r'class="num">([A-Z]-\d+)', ticket).group(1)


def forward(shift: Path, to: datetime) -> None:
    """Move the clock that stands in this file."""
    shift.write_text(str(math.ceil((clock.shift() + (to - clock.now())).total_seconds())))


def interviewed(
    application: Application, officer: Client, label: str, counter: str = "loket-2"
) -> None:
    officer.post("/petugas/loket/duduk/", {"counter": counter})
    officer.post("/petugas/loket/tiba/", {"ticket": label})
    assert status_of(application) == "arrived"
    officer.post("/petugas/loket/panggil/")
    page = officer.get("/petugas/loket/").content.decode()
    ticket = re.search(r'name="ticket" value="([0-9a-f-]{36})"', page).group(1)
    officer.post("/petugas/loket/nomor/start/", {"ticket": ticket})
    assert status_of(application) == "in-interview"
    officer.post("/petugas/loket/nomor/done/", {"ticket": ticket})
    assert status_of(application) == "under-review"
    work()  # who decides is drawn
    put_on_record(application, officer)


def put_on_record(application: Application, officer: Client) -> None:
    """Where the service asks for it, the interview is noted, read out and confirmed."""
    asked = catalogue.question_set(application.service)
    if asked is None or not asked.bap:
        return
    notes = {f"note:{question.id}": "Contoh jawaban." for question in asked.questions}
    signed = {"consent": "ya", "how": "paper", "signed-as": "Contoh Pertama", "do": "confirm"}
    answer = officer.post(f"/petugas/berkas/{application.pk}/wawancara/", {**notes, **signed})
    assert answer.status_code == 302


def reviewed(application: Application, officer: Client, approver: Client) -> None:
    """Without a visit: it lies there by itself; nobody decides before somebody looked."""
    case = f"/petugas/berkas/{application.pk}/"
    assert status_of(application) == "under-review"
    assert approver.post(f"{case}approve/", {"text": ""}).status_code == 422
    assert f"{case}finish-review/" in officer.get(case).content.decode()
    officer.post(f"{case}finish-review/")
    assert Application.objects.get(pk=application.pk).reviewed_by is not None


def handed_over(application: Application, officer: Client, approver: Client) -> None:
    """From the decision to the counter, whoever makes the document."""
    case = f"/petugas/berkas/{application.pk}/"
    taken = {"seat": "decide", "reason": "Giliran saya hari ini"}
    if approver.post(f"{case}approve/", {"text": ""}).status_code == 422:  # in other hands
        approver.post(f"{case}pegang/ambil/", taken)
        approver.post(f"{case}approve/", {"text": ""})
    assert status_of(application) == "approved"
    if service_of(application).outcome.online:
        page = officer.get(case).content.decode()
        assert f"{case}send-out/" in page
        assert f"{case}start-production/" not in page
        officer.post(f"{case}send-out/")
    else:
        made(application, officer, approver)
        assert status_of(application) == "ready"
        answer = officer.post(f"{case}serahkan/", shown_by_the_owner(application))
        refused = re.findall(r'role="alert">.*?</p>', answer.content.decode())
        assert answer.status_code == 302, refused
    assert status_of(application) == "collected"
    work()


def made(application: Application, officer: Client, releaser: Client) -> None:
    """By the office itself, or in a batch whose answer the passport system gives."""
    case = f"/petugas/berkas/{application.pk}/"
    if not service_of(application).outcome.in_batches:
        for action, status in {"start-production": "in-production", "mark-ready": "ready"}.items():
            officer.post(f"{case}{action}/")
            assert status_of(application) == status
        return
    batch = batch_with(officer, application)
    assert releaser.post(f"/petugas/pembuatan/{batch}/lepas/").status_code == 302
    assert status_of(application) == "in-production"
    answer = SimpleUploadedFile("answer.jsonl", answer_to(Batch.objects.get(pk=batch)))
    taken = officer.post(f"/petugas/pembuatan/{batch}/jawaban/", {"answer": answer})
    assert taken.status_code == 302, taken.content.decode()


def batch_with(officer: Client, *applications: Application) -> UUID:
    batch = new_id()
    kind = service_of(applications[0]).outcome.kind
    given = {"batch": batch, "outcome": kind, "case": [str(a.pk) for a in applications]}
    answer = officer.post("/petugas/pembuatan/buat/", given)
    assert answer.status_code == 302, answer.content.decode()
    return batch


def answer_to(batch: Batch, failed: Mapping[int, str] | None = None) -> bytes:
    """What the passport system would answer, with a document number of its own for each line."""
    lines = []
    for line in batch.lines.order_by("position"):
        result: dict[str, object] = {
            "line": line.position,
            "number": line.number,
            "paid_rupiah": line.paid_rupiah,
        }
        if line.position in (failed or {}):
            result |= {"result": "failed", "reason": (failed or {})[line.position]}
        else:
            result |= {"result": "made", "document_number": f"X{int(line.case) % 10**7:07d}"}
        lines.append(json.dumps(result))
    body = "".join(f"{line}\n" for line in lines).encode()
    head = {
        "format": "lintas-production-answer",
        "version": 1,
        "batch": batch.number,
        "count": batch.count,
        "sum_rupiah": batch.sum_rupiah,
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    return json.dumps(head).encode() + b"\n" + body


def shown_by_the_owner(application: Application) -> dict[str, object]:
    """What an officer fills in when the owner stands at the counter."""
    niks = [
        application.answers.data.get(q.id)
        for q in service_of(application).questions
        if q.kind == "nik"
    ]
    known = MadeDocument.objects.filter(application=application).first()
    return {
        "code": application.number,
        "document_number": known.number if known else "",
        "collector": "owner",
        "identity": "ktp",
        "identity_number": next((nik for nik in niks if nik), "1309080503909001"),
        "seen": ["identity"],
        "agrees": "yes",
    }


def all_is_well() -> None:
    assert list(broken()) == []
