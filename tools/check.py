"""Lint, layout, types, import contracts, words and services. `make check` calls this."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent

CHECKS = [
    ("lint", [BIN / "ruff", "check", "."]),
    ("layout", [BIN / "ruff", "format", "--check", "."]),
    ("types", [BIN / "mypy"]),
    ("imports", [BIN / "lint-imports"]),
    ("pages", [BIN / "djlint", "src", "--lint", "--quiet"]),
    ("words", [sys.executable, "tools/words.py", "check"]),
    ("services", [sys.executable, "manage.py", "services", "check"]),
    ("messages", [sys.executable, "manage.py", "messages", "check"]),
    ("reference", [sys.executable, "manage.py", "reference", "--check"]),
    ("migrations", [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"]),
]


def main() -> int:
    failed = []
    with tempfile.TemporaryDirectory(prefix="lintas-check-") as folder:
        path = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
        surroundings = {**os.environ, "LINTAS_DATA": folder, "LINTAS_DEMO": "1", "PYTHONPATH": path}
        for name, command in CHECKS:
            print(f"== {name}", flush=True)
            done = subprocess.run([str(w) for w in command], cwd=ROOT, env=surroundings)
            if done.returncode != 0:
                failed.append(name)
    print(f"{len(CHECKS) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
