"""Seconds until a first visitor at 50 kbit/s and 800 ms round trips can read each public page.

The real server, compressed as in production, in a real Chromium whose network is slowed by its
own emulation. Readable: the browser's first contentful paint.
"""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tools.postgres import free_port

GOAL_SECONDS = 5.0
ROOT = Path(__file__).resolve().parents[1]
PAGES = (
    *("/", "/pilih/", "/layanan/", "/layanan/paspor-penggantian/", "/biaya/"),
    *("/kantor/mentawai/", "/masuk/"),
)
SLOW = {
    "offline": False,
    "latency": 800,
    "downloadThroughput": 50_000 / 8,
    "uploadThroughput": 50_000 / 8,
}
PAINT = "performance.getEntriesByName('first-contentful-paint').map(e => e.startTime / 1000)[0]"


def readable_after(browser: Browser, address: str) -> float:
    """Unit: seconds."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, service_workers="block")
    page = context.new_page()
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    page.goto(address, wait_until="load", timeout=60_000)
    while (painted := page.evaluate(PAINT)) is None:  # asked from outside: the page forbids eval
        page.wait_for_timeout(50)
    seconds = float(painted)
    context.close()
    return seconds


def wait_for(address: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(address, timeout=2)  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not start")


def measure(site: str) -> float:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        slowest = 0.0
        for path in PAGES:
            seconds = readable_after(browser, site + path)
            slowest = max(slowest, seconds)
            print(f"{path:32} readable after {seconds:.2f} s")
        browser.close()
    return slowest


def main() -> int:
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        surroundings = {**os.environ, "LINTAS_DATA": folder, "LINTAS_DEMO": "1", "PORT": str(port)}
        prepare = [sys.executable, "manage.py", "demo", "prepare"]
        subprocess.run(prepare, cwd=ROOT, env=surroundings, check=True, stderr=subprocess.DEVNULL)
        granian = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi"]
        where = ["--host", "127.0.0.1", "--port", str(port), "lintas.web:application"]
        server = subprocess.Popen([*granian, *where], cwd=ROOT, env=surroundings)
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz")
            slowest = measure(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait(10)
    ratio = slowest / GOAL_SECONDS
    verdict = "met" if ratio <= 1 else "not met"
    print(f"first-page: slowest {slowest:.2f} s, ratio {ratio:.2f} (goal 1.00), {verdict}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
