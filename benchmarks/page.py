"""Answers a second of the pages that everybody opens, against the same bytes as a static file.

One web process on a PostgreSQL of its own, at 64 connections; the page, then a file with the same
bytes that the same server sends (WhiteNoise, as in production), turn and turn about. The sold-out
answer is a whole request for a place that is gone: session, account, application, calendar.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import httpx

from benchmarks.made.serving import need_wrk, process, requests_a_second
from tools import postgres
from tools.ground import lay_or_copy
from tools.postgres import free_port

GOAL = 0.4
ROUNDS = int(os.environ.get("LINTAS_ROUNDS", "3"))
SECONDS = 1
CONNECTIONS = 64
PAGES = {
    "home": "/",
    "service": "/layanan/paspor-penggantian/",
    "office": "/kantor/mentawai/",
    "now serving": "/api/v1/offices/mentawai/now-serving",
    "slots left": "/api/v1/offices/mentawai/services/paspor-penggantian/days",
}
PEOPLE = 500
LUA = Path(__file__).with_name("made") / "book.lua"


def prepare(folder: Path) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    lay_or_copy()
    call_command("services", "publish", verbosity=0)
    from benchmarks.made import choosers
    from lintas.appointments import public as appointments
    from lintas.kernel import clock

    at = clock.now()
    appointments.prepare_slots(at)
    choosers.make_choosers(0, PEOPLE, at)
    choosers.make_slots(1, 1, 0, at)
    lines = [
        f"{choosers.session_key(n)} {choosers.application_id(n)} {choosers.slot_id(1)}\n"
        for n in range(PEOPLE)
    ]
    (folder / "requests").write_text("".join(lines))


def file_of(site: str, name: str) -> str:
    return f"{site}/static/bench/{name.replace(' ', '-')}.html"


def bytes_of(url: str) -> bytes:
    return httpx.get(url).raise_for_status().content


def sold_out(site: str, folder: Path) -> float:
    from benchmarks.made.serving import wrk

    answers = folder / "answers"
    files = {"BOOK_REQUESTS": str(folder / "requests"), "BOOK_ANSWERS": str(answers)}
    took, _ = wrk(site, SECONDS, CONNECTIONS, "-s", str(LUA), **files)
    lines = answers.read_text().splitlines()
    assert all(line.startswith("409") and "slot-full" in line for line in lines), lines[:3]
    return len(lines) / took


def measure(site: str, port: int, folder: Path) -> dict[str, float]:
    ratios: dict[str, list[float]] = {name: [] for name in [*PAGES, "sold out"]}
    for number in range(1, ROUNDS + 1):
        said = []
        for name in ratios:
            page = PAGES.get(name)
            static = requests_a_second(file_of(site, name), SECONDS, CONNECTIONS)
            if page is None:
                ours = sold_out(site, folder)
            else:
                ours = requests_a_second(site + page, SECONDS, CONNECTIONS)
            ratios[name].append(ours / static)
            said.append(f"{name} {ours:,.0f}/{static:,.0f}")
        load = os.getloadavg()[0]
        print(f"round {number}: {'; '.join(said)} a second; load {load:.1f}", flush=True)
    return {name: statistics.median(found) for name, found in ratios.items()}


def write_files(site: str, static: Path) -> None:
    """The bytes of each page as a file beside our own; of the sold-out answer one as long."""
    (static / "bench").mkdir(parents=True, exist_ok=True)
    for name, path in PAGES.items():
        (static / "bench" / f"{name.replace(' ', '-')}.html").write_bytes(bytes_of(site + path))
    (static / "bench" / "sold-out.html").write_bytes(b"x" * 180)


def inside() -> int:
    from django.conf import settings

    folder, port = Path(os.environ["LINTAS_DATA"]), free_port()
    site = f"http://127.0.0.1:{port}"
    prepare(folder)
    with process("web", port, folder, f"{site}/healthz"):
        write_files(site, settings.STATIC_ROOT)
    with process("web", port, folder, f"{site}/healthz"):  # it looks for files when it starts
        for name, page in [*PAGES.items(), ("sold out", "/healthz")]:
            assert bytes_of(site + page)
            assert bytes_of(file_of(site, name))
        ratios = measure(site, port, folder)
    said = ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items())
    verdict = "met" if min(ratios.values()) >= GOAL else "not met"
    print(f"page: {said} (goal {GOAL:.2f} each), {verdict}", flush=True)
    return 0


def main() -> int:
    if "inside" in sys.argv:
        return inside()
    need_wrk()
    with postgres.running() as url, tempfile.TemporaryDirectory() as folder:
        surroundings = {
            **os.environ,
            "DATABASE_URL": url,
            "LINTAS_DATA": folder,
            "LINTAS_DEMO": "0",
            "DJANGO_SETTINGS_MODULE": "lintas.settings",
        }
        command = [sys.executable, "-m", "benchmarks.page", "inside"]
        return subprocess.run(command, env=surroundings).returncode


if __name__ == "__main__":
    sys.exit(main())
