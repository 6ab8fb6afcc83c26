"""People and staff over plain HTTP who try again until they are answered, as people do.

Each keeps what was acknowledged to them: the truth afterwards must contain all of it.
"""

import json
import random
import re
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from lintas.accounts import demo
from lintas.payments.signing import signature
from tests.journeys.test_journeys import RENEWAL
from tests.walk import form_of, photo

RAIL_SECRET = "demo-only-rail-secret"
TRY_SECONDS = 120.0
CODE_SECONDS = 40.0
HANDED = re.compile(r'/berkas/([0-9a-f-]{36})/"[^>]*>([^<]+)<')
SIGN_IN_SECONDS = 400.0  # several codes long


class GaveUp(Exception):
    """Nobody answered for longer than any restart takes."""


class Someone:
    """A browser without scripts: cookies, forms, redirects not followed."""

    def __init__(self, site: str, address: str, ended: threading.Event) -> None:
        self.site, self.ended = site, ended
        transport = httpx.HTTPTransport(local_address=address)
        self.http = httpx.Client(base_url=site, transport=transport, timeout=20)

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        """The answer, asked for again and again while the office is being restarted."""
        end = time.monotonic() + TRY_SECONDS
        headers = more.pop("headers", {})
        while time.monotonic() < end:
            token = self.http.cookies.get("csrftoken", "")
            try:
                answer = self.http.request(
                    method, path, headers={"X-CSRFToken": token, **headers}, **more
                )
            except httpx.HTTPError:
                time.sleep(0.05)
                continue
            if answer.status_code < 500:
                return answer
            time.sleep(0.05)
        raise GaveUp(f"{method} {path}")

    def get(self, path: str) -> str:
        return self.ask("GET", path).text

    def post(self, path: str, data: dict[str, str], **more: Any) -> httpx.Response:
        return self.ask("POST", path, data=data, **more)

    def until(
        self,
        what: str,
        found: Callable[[], Any],
        pause: float = 0.2,
        seconds: float = TRY_SECONDS,
    ) -> Any:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            result = found()
            if result:
                return result
            time.sleep(pause)
        raise GaveUp(what)


class Person(Someone):
    def __init__(self, site: str, number: int, clock_shift: int, ended: threading.Event) -> None:
        super().__init__(site, f"127.0.0.{number + 10}", ended)
        self.contact = f"orang{number}@contoh.example"
        self.shift = timedelta(seconds=clock_shift)
        self.sent: list[str] = []
        self.paid: list[str] = []
        self.booked: list[str] = []

    def run(self) -> None:
        self.sign_in()
        while not self.ended.is_set():
            self.one_request()

    def sign_in(self) -> None:
        """As a person does: when the answer to a code is lost on the way, another is asked for."""
        tried: set[str] = set()
        self.until("signed in", lambda: self._sign_in_once(tried), pause=7, seconds=SIGN_IN_SECONDS)

    def _sign_in_once(self, tried: set[str]) -> bool:
        self.get("/masuk/")
        contact = {"contact": self.contact, "next": "/saya/"}
        if self.post("/masuk/", contact).status_code != 302:
            return False
        end = time.monotonic() + CODE_SECONDS
        while time.monotonic() < end:
            if self._enter_newest(tried):
                return True
            time.sleep(0.2)
        return False

    def _enter_newest(self, tried: set[str]) -> bool:
        letter = re.search(rf"{self.contact}.*?\b(\d{{6}})\b", self.get("/pesan/"), re.S)
        if letter and letter.group(1) not in tried:
            tried.add(letter.group(1))
            self.post("/masuk/kode/", {"code": letter.group(1)})
        return self.ask("GET", "/saya/").status_code == 200

    def one_request(self) -> None:
        self.book(self.paid_request())

    def paid_request(self) -> str:
        """From the service's page to the payment; gives the request's id."""
        self.get("/layanan/paspor-penggantian/")
        begun = self.post("/permohonan/baru/paspor-penggantian/", {})
        one = begun.headers["Location"].split("/")[2]
        for page, values in RENEWAL.items():
            for _ in range(2):
                self.post(f"/permohonan/{one}/isi/{page}/", form_of(values))
        for paper in ("ktp", "paspor-lama"):
            files = {"file": (f"{paper}.jpg", photo(), "image/jpeg")}
            self.post(f"/permohonan/{one}/berkas/", {"paper": paper}, files=files)
        sent = self.post(f"/permohonan/{one}/kirim/", {})
        assert sent.status_code == 302, re.findall(r"<li>.*?</li>|role=.alert.*", sent.text)
        self.sent.append(one)
        self.pay(one)
        self.until("paid", lambda: self.status(one) == "paid")
        return one

    def status(self, one: str) -> str:
        return str(self.ask("GET", f"/permohonan/{one}/keadaan/").json()["status"])

    def pay(self, one: str) -> None:
        """The bank pays once; the rail tells of it until it is answered, and once more."""
        page = self.get(f"/permohonan/{one}/bayar/")
        found = re.search(r'class="num small code">([\d ]+)<', page)
        assert found, page
        news = {
            "kode_billing": found.group(1).replace(" ", ""),
            "total_disetor": 650000,
            "status": "paid",
            "ntb": one.replace("-", "")[:12].upper(),
            "ntpn": one.replace("-", "")[-16:].upper(),
            "tanggal_bayar": (datetime.now(UTC) + self.shift).isoformat(),
        }
        body = json.dumps(news).encode()
        for _ in range(2):
            stamp = str(int((datetime.now(UTC) + self.shift).timestamp()))
            headers = {"X-Time": stamp, "X-Signature": signature(RAIL_SECRET, stamp, body)}
            headers["Content-Type"] = "application/json"
            answer = self.ask("POST", "/callbacks/billing/", content=body, headers=headers)
            assert answer.status_code == 200, answer.text
        self.paid.append(one)

    def book(self, one: str) -> None:
        def booked() -> bool:
            page = self.get(f"/permohonan/{one}/jadwal/")
            slots = re.findall(r'name="slot" value="([0-9a-f-]{36})"', page)
            if slots and self.status(one) == "paid":
                self.post(f"/permohonan/{one}/jadwal/", {"slot": random.choice(slots)})
            return self.status(one) not in {"paid"}

        self.until("booked", booked)
        self.booked.append(one)


class Member(Someone):
    """Somebody of the staff."""

    def __init__(self, site: str, number: int, username: str, ended: threading.Event) -> None:
        super().__init__(site, f"127.0.0.{number + 100}", ended)
        self.username = username
        self.get("/petugas/masuk/")
        self.post("/petugas/masuk/", {"username": username, "password": demo.PASSWORD})
        self.post("/petugas/masuk/kode/", {"code": demo.current_code(username)})
        assert self.ask("GET", "/petugas/").status_code == 200

    def take(self, status: str, action: str) -> list[str]:
        """Take this step with a few of the cases that stand so; gives those it was taken with."""
        page = self.get(f"/petugas/berkas/?status={status}")
        cases = re.findall(r"/petugas/berkas/([0-9a-f-]{36})/", page)[:3]
        answers = {c: self.post(f"/petugas/berkas/{c}/{action}/", {"text": ""}) for c in cases}
        return [one for one, answer in answers.items() if answer.status_code == 302]


class Counter(Member):
    """Sees everybody who has a number for today, and hands out what is ready."""

    def __init__(self, site: str, number: int, username: str, ended: threading.Event) -> None:
        super().__init__(site, number, username, ended)
        self.handed: list[str] = []

    def run(self) -> None:
        self.post("/petugas/loket/duduk/", {"counter": "loket-2"})
        while not self.ended.is_set():
            self.one_turn()

    def one_turn(self) -> None:
        page = self.get("/petugas/loket/")
        ticket = re.search(r'name="ticket" value="([0-9a-f-]{36})"', page)
        if ticket is None:
            self._let_in(page)
            self.post("/petugas/loket/panggil/", {})
            self._batch()
            self._hand_over()
            return
        action = "start" if "/nomor/start/" in page else "done"
        self.post(f"/petugas/loket/nomor/{action}/", {"ticket": ticket.group(1)})

    def _batch(self) -> None:
        """Whatever is approved goes into a batch; somebody else releases it."""
        page = self.get("/petugas/pembuatan/")
        cases = re.findall(r'name="case" value="([0-9a-f-]{36})"', page)
        batch = re.search(r'name="batch" value="([0-9a-f-]{36})"', page)
        if batch and cases:
            given: Any = {"batch": batch.group(1), "outcome": "passport", "case": cases}
            self.post("/petugas/pembuatan/buat/", given)

    def _hand_over(self) -> None:
        page = self.get("/petugas/berkas/?status=ready")
        for one, number in re.findall(HANDED, page)[:3]:
            case = self.get(f"/petugas/berkas/{one}/")
            made = re.search(r'made-number">([^<]+)<', case)
            given: Any = {
                "code": number,
                "document_number": made.group(1) if made else "",
                "collector": "owner",
                "identity": "ktp",
                "identity_number": RENEWAL["identitas"]["nik"],
                "seen": ["identity"],
                "agrees": "yes",
            }
            if self.post(f"/petugas/berkas/{one}/serahkan/", given).status_code == 302:
                self.handed.append(one)

    def _let_in(self, page: str) -> None:
        for label in re.findall(r'name="ticket" value="(A-\d+)"', page)[:3]:
            self.post("/petugas/loket/tiba/", {"ticket": label})


class Approver(Member):
    """Decides whatever is under review, and releases the batches of what was decided."""

    def __init__(self, site: str, number: int, username: str, ended: threading.Event) -> None:
        super().__init__(site, number, username, ended)
        self.decided: list[str] = []

    def run(self) -> None:
        while not self.ended.is_set():
            self.decided += self.take("under-review", "approve")
            page = self.get("/petugas/pembuatan/")
            for batch in re.findall(r"/petugas/pembuatan/([0-9a-f-]{36})/", page)[:2]:
                if "/lepas/" in self.get(f"/petugas/pembuatan/{batch}/"):
                    self.post(f"/petugas/pembuatan/{batch}/lepas/", {})
            time.sleep(0.1)
