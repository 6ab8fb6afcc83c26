"""Every test, on SQLite and on PostgreSQL, with the real browser. `make test` calls this.

What is the same on either database runs once (docs/decisions/tests-once.md).

What is missing on the machine is installed by apt when we are root; else one line says what.
Arguments are handed to pytest; ONLY=sqlite or ONLY=postgres runs one half.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tools import postgres

ROOT = Path(__file__).resolve().parents[1]
SHARED = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]
"""Three at a time, for browsers and kills wait; a file to each, in tests/conftest.py's order."""
PATIENCE = ["--timeout", "900", "--durations", "25", "--durations-min", "5"]
"""A test that hangs is stopped and says where; the slowest are named at the end."""
NONE_HERE = 5
"""pytest's word for a half that has no test of what was asked for."""
PACKAGES = {"chromium": "chromium", "postgresql": "postgresql"}


def have(what: str) -> bool:
    if what == "postgresql":
        return postgres.binaries() is not None
    return Path("/usr/bin/chromium").exists() or shutil.which("chromium") is not None


def install_missing() -> None:
    missing = [package for what, package in PACKAGES.items() if not have(what)]
    if not missing:
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise SystemExit(f"Missing for the tests: {', '.join(missing)}. Install and run again.")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
    subprocess.run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing],
        check=True,
        env=quiet,
        stdout=subprocess.DEVNULL,
    )
    if not all(have(what) for what in PACKAGES):
        raise SystemExit("apt did not bring what the tests need: chromium and postgresql.")


def run_half(
    title: str, database_url: str, marks: str, arguments: list[str], durable_url: str = ""
) -> int:
    print(f"\n== {title}", flush=True)
    with tempfile.TemporaryDirectory(prefix="lintas-test-") as folder:
        surroundings = {
            **os.environ,
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "LINTAS_DATA": folder,
            "LINTAS_DEMO": "1",
            "DATABASE_URL": database_url,
            "LINTAS_TESTS_DURABLE": durable_url,
            "PYTHONDONTWRITEBYTECODE": "",  # some hundred processes read what the first compiled
        }
        command = [sys.executable, "-m", "pytest", *SHARED, *PATIENCE, "-m", marks]
        return subprocess.run([*command, *arguments], cwd=ROOT, env=surroundings).returncode


def main() -> int:
    halves = [a for a in sys.argv[1:] if a in {"sqlite", "postgres"}] or ["sqlite", "postgres"]
    arguments = [a for a in sys.argv[1:] if a not in {"sqlite", "postgres"}]
    install_missing()
    subprocess.run([sys.executable, ROOT / "tools" / "words.py", "compile"], check=True)
    codes = []
    if "sqlite" in halves:
        codes.append(run_half("SQLite", "", "not postgres and not on_postgres", arguments))
    if "postgres" in halves:
        with postgres.running(durable=False) as url, postgres.running() as durable:
            codes.append(run_half("PostgreSQL", url, "not on_sqlite", arguments, durable))
    return max(code for code in codes if code != NONE_HERE or len(set(codes)) == 1)


if __name__ == "__main__":
    sys.exit(main())
