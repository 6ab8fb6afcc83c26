"""The real processes of an office for a benchmark, and wrk to ask them."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from lintas import env, processes


def need_wrk() -> None:
    """Installed by apt when we are root; else one line says what is missing."""
    if shutil.which("wrk"):
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise SystemExit("Missing: wrk. Install it and run again.")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "wrk"]):
        subprocess.run(["apt-get", *words], check=True, env=quiet, stdout=subprocess.DEVNULL)


@contextmanager
def process(name: str, port: int, folder: Path, path: str) -> Iterator["subprocess.Popen[bytes]"]:
    """One process as an office runs it (`web` or `live`), once it answers at this path."""
    surroundings = {**processes.surroundings(), "PORT": str(port)}
    surroundings["LINTAS_SITE_URL"] = f"http://127.0.0.1:{port}"
    log = (folder / f"{name}.log").open("ab")
    words = processes.commands(port, folder)[name]
    running = subprocess.Popen(words, cwd=env.ROOT, env=surroundings, stdout=log, stderr=log)
    try:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                httpx.get(path, timeout=5)
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield running
    finally:
        running.terminate()
        running.wait(20)


def wrk(
    url: str, seconds: float, connections: int, *words: str, **surroundings: str
) -> tuple[float, str]:
    """How long it took and what it printed."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", *words, url]
    done = subprocess.run(
        command, env={**os.environ, **surroundings}, capture_output=True, text=True, check=True
    )
    took = next(line for line in done.stdout.splitlines() if "requests in" in line)
    return float(took.split()[3].rstrip(",s")), done.stdout


def requests_a_second(url: str, seconds: float, connections: int, *words: str) -> float:
    """Of answers that are no error."""
    took, printed = wrk(url, seconds, connections, *words)
    lines = {line.split(":")[0].strip(): line for line in printed.splitlines()}
    asked = int(next(line for line in printed.splitlines() if "requests in" in line).split()[0])
    wrong = int(lines.get("Non-2xx or 3xx responses", ": 0").split(":")[1])
    return (asked - wrong) / took
