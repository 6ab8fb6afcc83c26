"""The processes that make an office, as one group that starts and stops together."""

import os
import shlex
import sys
from pathlib import Path

from django.conf import settings
from honcho.manager import Manager

PYTHON = sys.executable


def granian() -> str:
    """The server's program beside the Python that runs us."""
    return str(Path(PYTHON).with_name("granian"))


def commands(port: int, data: Path) -> dict[str, list[str]]:
    """What to start, by name; the next ports are the live stream's and the simulators'."""
    serve = [granian(), "--host", "127.0.0.1", "--no-ws", "--workers-kill-timeout", "3"]
    return {
        "web": [
            *serve,
            *("--interface", "rsgi", "--port", str(port)),
            *("--log-level", "warning", "lintas.web:application"),
        ],
        "live": [PYTHON, "-m", "lintas.live_server", "--port", str(port + 1)],
        "worker": [PYTHON, str(settings.ROOT / "manage.py"), "worker"],
        "payment": [
            *(PYTHON, "-m", "simulators.payment", "--port", str(port + 2)),
            *("--notify", f"http://127.0.0.1:{port}/callbacks/billing/"),
            *("--secret", settings.BILLING_RAIL_SECRET),
            *("--notify-qris", f"http://127.0.0.1:{port}/callbacks/qris/"),
            *("--secret-qris", settings.QRIS_RAIL_SECRET),
            *("--data", str(data / "simulators")),
            *("--clock-file", str(data / "clock-shift")),
        ],
        "messaging": [
            *(PYTHON, "-m", "simulators.messaging", "--port", str(port + 3)),
            *("--site", f"http://127.0.0.1:{port}"),
        ],
        "production": [
            *(PYTHON, "-m", "simulators.production", "--port", str(port + 4)),
            *("--secret", settings.PRODUCTION_SECRET),
            *("--data", str(data / "simulators")),
        ],
    }


def surroundings() -> dict[str, str]:
    """The environment of every process of the group."""
    path = os.pathsep.join([str(settings.ROOT / "src"), str(settings.ROOT)])
    return {
        **os.environ,
        "PYTHONPATH": path,
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "lintas.settings",
        "LINTAS_DEMO": "1" if settings.DEMO else "0",
    }


def run_together(port: int) -> int:
    """Start them all, wait until Ctrl-C or until one ends, stop them all. Gives the exit code."""
    manager = Manager()
    for name, command in commands(port, settings.DATA).items():
        manager.add_process(name, shlex.join(command), env=surroundings(), cwd=str(settings.ROOT))
    manager.loop()
    return manager.returncode or 0
