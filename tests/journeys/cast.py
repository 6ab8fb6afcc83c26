"""Who walks through the office: an applicant with a phone, staff at a desk, the waiting room.

They see what people see (labels, buttons, links), each in a browser window of their own. `look`
says what is wrong with the page as it stands (tests/browser/fitness.py);
with LINTAS_PICTURES=folder it also keeps a picture.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Error, Frame, Locator, Page, expect

from lintas.accounts import demo
from tests.browser.fitness import faults
from tests.running import until

PHONE = {"width": 360, "height": 640}
DESK = {"width": 1280, "height": 800}
PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)  # machines are busy; a test is never about speed
LOOKS = 5
"""Tries to look at one page; it may go on by itself, and what was half seen counts for nothing."""
PICTURES = os.environ.get("LINTAS_PICTURES", "")
USED_CODES: set[tuple[str, str]] = set()
"""Contact and code: who asks for another waits for that one, also where it comes late."""

WORDS = {
    "id": {
        "start": "Mulai",
        "next": "Lanjut",
        "upload": "Unggah",
        "summary": "Lanjut ke ringkasan",
        "send": "Kirim permohonan",
        "contact": "Nomor telepon atau e-mail",
        "send code": "Kirim kode",
        "sign in": "Masuk",
        "code is": "kode masuk",
        "pay here": "Bayar di simulator",
        "pay": "Bayar sekarang",
        "back": "Kembali ke permohonan",
        "choose": "Pilih hari dan jam datang",
        "take": "Ambil jam ini",
        "save": "Simpan",
        "mended": "Kirim perbaikan",
        "later": "Lanjut nanti",
        "done with papers": "Selesai, kembali ke permohonan",
    },
    "en": {
        "start": "Start",
        "next": "Continue",
        "upload": "Upload",
        "summary": "Continue to the summary",
        "send": "Send application",
        "contact": "telephone number or e-mail",
        "send code": "Send code",
        "sign in": "Sign in",
        "code is": "sign-in code",
        "pay here": "Pay at the simulator",
        "pay": "Pay now",
        "back": "Back to the application",
        "choose": "Choose the day",
        "take": "Take this time",
        "save": "Save",
        "mended": "Send corrections",
        "later": "Continue later",
        "done with papers": "Done, back to the application",
    },
}


class Visitor:
    """Somebody with a browser window of their own."""

    def __init__(
        self, browser: Browser, site: str, name: str, frame: dict[str, int], scripts: bool = True
    ) -> None:
        self.site, self.name, self.scripts, self.frame = site, name, scripts, frame
        self.window = browser.new_context(
            viewport=frame, java_script_enabled=scripts, has_touch=frame == PHONE
        )
        self.page: Page = self.window.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.troubles: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(f"{name}: {error}"))
        self.page.on("console", self._console)
        self.pages = 0
        self.page.on("framenavigated", self._came)
        self.pictures = 0

    def _console(self, message: object) -> None:
        text = str(message.text)  # type: ignore[attr-defined]
        meant = "ERR_INTERNET_DISCONNECTED" in text or "422" in text  # cut off, or refused in words
        if message.type == "error" and not meant:  # type: ignore[attr-defined]
            self.troubles.append(f"{self.name} at {self.page.url}: {text}")

    def go(self, path: str) -> None:
        self.page.goto(self.site + path if path.startswith("/") else path)

    def press(self, words: str, exact: bool = False) -> None:
        self.page.get_by_role(
            "button", name=words if exact else re.compile(re.escape(words))
        ).first.click()

    def follow(self, words: str) -> None:
        self.page.get_by_role("link", name=re.compile(re.escape(words))).first.click()

    def look(self, what: str) -> None:
        """Nothing wrong with this page for anybody: axe in light and dark, and the frame."""
        self._picture(what)
        if not self.scripts:
            return
        self.troubles += self._faults(what)

    def _faults(self, what: str) -> list[str]:
        """What is wrong; looked at again where the page followed its news meanwhile."""
        for _ in range(LOOKS):
            self.page.wait_for_load_state("load")
            pages_before = self.pages
            try:
                found = faults(self.page, what, touch=self.frame == PHONE)
            except Error:
                if self.pages == pages_before:
                    self.page.wait_for_timeout(300)  # the new page is on its way
                    if self.pages == pages_before:
                        raise
                continue
            if self.pages == pages_before:
                return found
        raise AssertionError(f"{self.name}: {what} never stands still")

    def _came(self, frame: Frame) -> None:
        self.pages += frame == self.page.main_frame

    def _picture(self, what: str) -> None:
        if not PICTURES or not self.scripts:
            return
        self.pictures += 1
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)
            file = Path(PICTURES) / f"{self.name}-{self.pictures:02}-{what}-{scheme}.png"
            self.page.screenshot(path=file, full_page=True)
        self.page.emulate_media(color_scheme="light")


class Applicant(Visitor):
    """Somebody with a small phone."""

    def __init__(
        self, browser: Browser, site: str, name: str, language: str, scripts: bool = True
    ) -> None:
        super().__init__(browser, site, name, PHONE, scripts)
        self.words = WORDS[language]
        self.root = "" if language == "id" else "/en"

    def begin(self, service: str, family: str) -> None:
        """From the home page, by the tiles and lists anybody sees."""
        self.go(f"{self.root}/")
        self.look("home")
        self.follow(family)
        self.follow(service)
        self.look("service")
        self.press(self.words["start"])

    def fill(self, values: Mapping[str, str]) -> None:
        """The questions this page asks now, by their ids in the service's own file."""
        for question, value in values.items():
            if self.page.locator(f"[name='{question}'], [name='{question}_day']").count():
                self.answer(question, value)

    def answer(self, question: str, value: str) -> None:
        day = self.page.locator(f"[name='{question}_day']")
        if day.count():
            for part, text in zip(("day", "month", "year"), value.split(), strict=True):
                self.page.locator(f"[name='{question}_{part}']").fill(text)
            return
        field = self.page.locator(f"[name='{question}']")
        if field.first.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        elif field.first.get_attribute("type") == "radio":
            self.page.locator(f"[name='{question}'][value='{value}']").check()
        elif field.first.get_attribute("type") == "checkbox":
            for box in field.all():
                box.set_checked((box.get_attribute("value") or "on") in {"on", *value.split()})
        else:
            field.fill(value)

    def fill_pages(self, pages: Mapping[str, Mapping[str, str]]) -> None:
        for page, values in pages.items():
            expect(self.page).to_have_url(re.compile(f"/isi/{page}/"))
            self.look(f"page-{page}")
            for _ in range(LOOKS):  # an answer may open a question right here
                if f"/isi/{page}/" not in self.page.url:
                    break
                self.fill(values)
                self.press(self.words["next"], exact=True)

    def upload(self, paper: str, file: Path) -> None:
        """Choosing is enough with scripts; without them the button sends."""
        section = self.page.locator(f"section#{paper}")
        there = section.locator(".uploads a").count()
        section.locator("input[type=file]").set_input_files(file)
        if not self.scripts:
            section.get_by_role("button", name=self.words["upload"]).click()
        expect(section.locator(".uploads a")).to_have_count(there + 1)

    def send(self, contact: str) -> None:
        """From the papers to the bill; the code is read in the demonstration's messages."""
        self.follow(self.words["summary"])
        self.look("summary")
        self.press(self.words["send"])
        self.page.get_by_label(re.compile(self.words["contact"])).fill(contact)
        self.look("sign-in")
        self.press(self.words["send code"])
        self.look("code")
        self.page.locator("[name=code]").fill(self.code(contact))
        self.press(self.words["sign in"], exact=True)
        self.press(self.words["send"])
        expect(self.page).to_have_url(re.compile("/bayar/"))
        self.reload_until(lambda: self.page.get_by_role("link", name=self.words["pay here"]))
        self.look("pay")

    def code(self, contact: str) -> str:
        """The newest code sent to this contact and not used yet, as the messages page shows it."""
        other = self.window.new_page()
        other.set_default_timeout(PATIENCE_MS)
        for _ in range(60):
            other.goto(f"{self.site}{self.root}/pesan/")
            letters = other.locator(".letters li").filter(has_text=contact)
            found = [
                code
                for text in letters.all_inner_texts()
                for code in re.findall(r"\b(\d{6})\b", text)
                if (contact, code) not in USED_CODES
            ]
            if found:
                other.close()
                USED_CODES.add((contact, found[0]))
                return found[0]
            other.wait_for_timeout(250)
        raise AssertionError(f"no code for {contact}")

    def pay(self) -> None:
        self.follow(self.words["pay here"])
        self.look("simulator")
        self.press(self.words["pay"])
        self.follow(self.words["back"])

    def book(self) -> str:
        """The first time there is; gives the number."""
        self.reload_until(
            lambda: self.page.get_by_role("link", name=re.compile(self.words["choose"]))
        )
        self.look("paid")
        self.follow(self.words["choose"])
        self.look("schedule")
        self.press(self.words["take"])
        expect(self.page).to_have_url(re.compile("/tiket/"))
        self.look("ticket")
        return self.page.locator(".num").inner_text()

    def reload_until(self, seen: "object") -> None:
        """As somebody does who looks again; the page follows by itself where scripts run."""
        for _ in range(100):
            if seen().count():  # type: ignore[operator]
                return
            self.page.wait_for_timeout(300)
            self.page.reload()
        shown = self.page.locator("main").inner_text()
        raise AssertionError(f"{self.name} waits in vain at {self.page.url}: {shown}")

    def status(self) -> str:
        self.page.reload()
        return self.page.locator(".tag").first.inner_text()


class Staff(Visitor):
    """Somebody of the office, at a desk with a keyboard."""

    def __init__(self, browser: Browser, site: str, username: str) -> None:
        super().__init__(browser, site, username, DESK)
        self.go("/petugas/")
        self.look("staff-sign-in")
        self.page.get_by_label("Nama pengguna").fill(username)
        self.page.get_by_label("Kata sandi").fill(demo.PASSWORD)
        self.press("Lanjut")
        self.look("staff-code")
        self._enter(self._code(username))
        expect(self.page).to_have_url(re.compile("/petugas/$"))
        self.look("staff-home")

    def _enter(self, code: str) -> None:
        """A code is good once: who was let in with it a moment ago needs the next one."""
        self.page.locator("input[name=code]").fill(code)
        self.press("Masuk")
        if self.page.get_by_role("alert").count():
            until("there is another code", lambda: self._code(self.name) != code)
            self._enter(self._code(self.name))

    def _code(self, username: str) -> str:
        other = self.window.new_page()
        other.goto(f"{self.site}/pesan/")
        row = other.locator("dt", has_text=username).locator("xpath=following-sibling::dd[1]")
        code = row.locator(".code").inner_text()
        other.close()
        return code

    def key(self, key: str) -> None:
        """Press a key of the console and let the page come."""
        with self.page.expect_navigation():
            self.page.locator("body").press(key)

    def sit_down(self, counter: int) -> None:
        self.go("/petugas/loket/")
        if self.page.get_by_role("button", name="Ganti loket").count():
            self.press("Ganti loket")
        self.look("counter-choose")
        self.key(str(counter))
        self.look("counter")

    def note_arrival(self, label: str) -> None:
        self.page.locator("#arrive").fill(label)
        with self.page.expect_navigation():
            self.page.locator("#arrive").press("Enter")

    def call(self, label: str) -> None:
        """Serve whoever comes first in the published order until this number is called."""
        for _ in range(80):
            self.go("/petugas/loket/")
            if self.page.locator(".call .num").inner_text() == label:
                return
            key = self.page.locator(".keys [data-key]").first.get_attribute("data-key")
            self.key(" " if key == "spasi" else str(key))
        raise AssertionError(f"{label} was never called")

    def interview(self) -> str:
        """Start and finish with the keyboard; the case opens by itself. Gives its address."""
        self.key("m")
        self.look("counter-serving")
        self.key("s")
        expect(self.page).to_have_url(re.compile("/petugas/berkas/"))
        self.look("case")
        return self.page.url

    def step(self, case: str, words: str) -> None:
        self.go(case)
        with self.page.expect_navigation():
            self.press(words)

    def hand_over(self, case: str) -> None:
        """The owner stands there: number, identity, and the document's own number."""
        self.go(case)
        number = self.page.locator(".lead").first.inner_text().split(" · ")[0]
        made = self.page.locator(".made-number")
        made_number = made.inner_text() if made.count() else ""
        nik = self.page.locator("tr", has_text="NIK").locator("td").first
        identity_number = nik.inner_text().split()[0] if nik.count() else "1309080503909001"
        self.key("y")
        self.page.locator("#code").fill(number)
        if made_number:
            self.page.locator("#document_number").fill(made_number)
        self.page.locator("#identity_number").fill(identity_number)
        self.look("handover")
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Serahkan").click()
        assert self.page.get_by_role("alert").count() == 1  # no one ticked that the face agrees
        self.look("handover-refused")
        self.page.locator("[name=agrees]").check()
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Serahkan").click()


class WaitingRoom(Visitor):
    """The display on the wall; it is loaded once and never again."""

    def __init__(self, browser: Browser, site: str, office: str) -> None:
        super().__init__(browser, site, "display", {"width": 1280, "height": 720})
        self.go(f"/tampilan/{office}/")
        self.look("display")
        self.page.evaluate("window.loadedOnce = true")

    def shows(self, label: str) -> None:
        expect(self.number()).to_have_text(label, timeout=PATIENCE_MS)
        assert self.page.evaluate("window.loadedOnce"), "the display was loaded again"

    def number(self) -> Locator:
        return self.page.locator("#number")


def photo(folder: Path, name: str) -> Path:
    """A picture of a paper: noise, as heavy as a real one."""
    file = folder / f"{name}.jpg"
    Image.effect_noise((900, 700), 60).convert("RGB").save(file, "JPEG")
    return file
