"""Uploads against the office that really runs: an independent tus client, broken lines, kills."""

import io
import os
import re
import signal
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError

from lintas.portal.in_front import DJANGO_THREADS
from tests import running
from tests.live.cutting import CuttingLine, big_photo, cutting_line

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[running.RunningOffice]:
    with running.office(tmp_path_factory.mktemp("office")) as found:
        yield found


@pytest.fixture
def line(office: running.RunningOffice) -> Iterator[CuttingLine]:
    with cutting_line(urlsplit(office.site).port or 0) as found:
        yield found


class Uploader:
    """A person with a draft and tuspy."""

    def __init__(self, site: str) -> None:
        self.http = httpx.Client(base_url=site, timeout=30)
        self.draft = self.http.post(
            "/permohonan/baru/paspor-penggantian/", headers={"Origin": site}
        )
        self.draft = self.draft.headers["Location"].split("/isi/")[0]
        token = token_of(self.http.get(f"{self.draft}/berkas/").text)
        cookies = "; ".join(f"{c.name}={c.value}" for c in self.http.cookies.jar)
        headers = {"Cookie": cookies, "X-CSRFToken": token}
        self.client = TusClient(f"{site}{self.draft}/unggahan/", headers=headers)

    def uploader(self, content: bytes, **more: object) -> object:
        told = {"paper": "ktp", "filename": "ktp.jpg"}
        return self.client.uploader(
            file_stream=io.BytesIO(content), metadata=told, retries=0, **more
        )

    def shown(self) -> str:
        return self.http.get(f"{self.draft}/berkas/").text


def token_of(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found, page
    return found.group(1)


@pytest.mark.on_sqlite
@pytest.mark.parametrize("checked", [True, False], ids=["with checksums", "without"])
def test_tuspy_goes_on_at_the_byte_after_a_cut(
    office: running.RunningOffice, line: CuttingLine, checked: bool
) -> None:
    someone, raw = Uploader(line.site), big_photo()
    sending = someone.uploader(raw, chunk_size=400_000, upload_checksum=checked)
    line.budget = 1_500_000
    with pytest.raises(TusCommunicationError):
        sending.upload()
    assert line.cuts == 1
    line.budget = None
    again = someone.uploader(raw, url=sending.url, chunk_size=400_000, upload_checksum=checked)
    if checked:
        assert again.get_offset() == 1_200_000, "whole pieces with their checksum"
    else:  # what had come of a broken piece is kept
        running.until("the broken piece is kept", lambda: again.get_offset() > 1_300_000)
    reached = again.offset = again.get_offset()
    assert reached < 1_500_000
    line.sent = 0
    again.upload()
    assert line.sent < len(raw) - reached + 20_000, "nothing is sent twice"
    assert "ktp.jpg" in someone.shown()
    office.manage("verify")


def slow_piece(someone: Uploader, url: str, body: bytes) -> socket.socket:
    """A piece of which all but the end was sent."""
    site = urlsplit(url)
    line = socket.create_connection((str(site.hostname), site.port or 0), timeout=30)
    told = someone.client.headers | {
        "Host": site.netloc,
        "Tus-Resumable": "1.0.0",
        "Upload-Offset": "0",
        "Content-Type": "application/offset+octet-stream",
        "Content-Length": str(len(body)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    line.sendall(f"PATCH {site.path} HTTP/1.1\r\n{head}\r\n".encode() + body[:-10])
    return line


def test_slow_uploads_hold_up_nobody_and_come_whole(office: running.RunningOffice) -> None:
    """As many as Django has threads, and more."""
    someone, raw = Uploader(office.site), big_photo()[:600_000]
    more = [someone.uploader(raw + b"x") for _ in range(2 * DJANGO_THREADS)]
    for one in more:
        one.set_url(one.create_url())
    lines = [slow_piece(someone, one.url, raw) for one in more]
    assert "ktp" in someone.shown(), "a page that Django draws"
    for line in lines:
        line.sendall(raw[-10:])
    answers = [line.recv(4096).split(b"\r\n", 1)[0] for line in lines]
    assert answers == [b"HTTP/1.1 204 No Content"] * len(lines)
    assert {one.get_offset() for one in more} == {len(raw)}
    for line, one in zip(lines, more, strict=True):
        line.close()
        told = someone.client.headers | {"Tus-Resumable": "1.0.0"}
        assert httpx.delete(one.url, headers=told).status_code == 204


def test_what_was_acknowledged_survives_a_kill(office: running.RunningOffice) -> None:
    someone, raw = Uploader(office.site), big_photo()
    sending = someone.uploader(raw, chunk_size=len(raw) // 3)
    reached = 0
    while reached < len(raw):
        sending.upload_chunk()
        reached = sending.offset
        office.send("web", signal.SIGKILL)
        office.start("web")
        running.until("the site answers again", office.answers)
        if reached < len(raw):
            assert sending.get_offset() == reached
    assert "ktp.jpg" in someone.shown()
    left = [p for p in (office.folder / "quarantine").rglob("*") if p.is_file()]
    assert left == []
    office.manage("verify")


def test_an_upload_killed_while_it_is_cleaned_comes_all_the_same(
    office: running.RunningOffice,
) -> None:
    """The last piece is taken and the web process dies before the cleaner has answered."""
    someone, raw = Uploader(office.site), big_photo()
    sending = someone.uploader(raw, chunk_size=len(raw) - 10)
    sending.upload_chunk()
    ended = office.running["web"]
    asking = someone.client.headers | {
        "Tus-Resumable": "1.0.0",
        "Upload-Offset": str(len(raw) - 10),
        "Content-Type": "application/offset+octet-stream",
    }
    with pytest.raises(httpx.HTTPError):
        httpx.patch(sending.url, content=raw[-10:], headers=asking, timeout=0.25)
    os.killpg(ended.pid, signal.SIGKILL)
    office.running.pop("web").wait(20)
    office.start("web")
    running.until("the site answers again", office.answers)
    shift = int((office.folder / "clock-shift").read_text())
    (office.folder / "clock-shift").write_text(str(shift + 400))  # the claim lapses
    running.until(
        "the worker has cleaned it",
        lambda: f"/berkas/{sending.url.split('/')[-2]}/" in someone.shown(),
    )
    office.manage("verify")
