"""`make bench` lists the benchmarks, `make bench NAME=journal` runs one."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "benchmarks"


def names() -> list[str]:
    return sorted(p.stem.replace("_", "-") for p in FOLDER.glob("*.py") if p.stem != "__init__")


def file_of(name: str) -> Path:
    return FOLDER / f"{name.replace('-', '_')}.py"


def first_sentence(name: str) -> str:
    return file_of(name).read_text().strip('"\n ').split("\n", 1)[0].rstrip('"')


def main() -> int:
    if len(sys.argv) < 2:
        for name in names():
            print(f"{name:12} {first_sentence(name)}")
        return 0
    if sys.argv[1] not in names():
        print(f"There is no benchmark {sys.argv[1]!r}: {', '.join(names())}")
        return 2
    path = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
    command = [sys.executable, "-m", f"benchmarks.{file_of(sys.argv[1]).stem}"]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": path}).returncode


if __name__ == "__main__":
    sys.exit(main())
