"""The live stream with its server in one process: `python -m lintas.live_server --port 8001`.

The `granian` program keeps a second process beside the one that serves, to watch it. Here that is
done by whoever starts this one (systemd, a container, the demonstration), and its memory is saved.
"""

import argparse
import asyncio
import os
import signal

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from lintas.live import application

MOST_LISTENERS = 4096
"""At once. Who comes beyond waits until somebody leaves; a display asks by itself meanwhile."""


async def serve(host: str, port: int) -> None:
    server = Server(
        application,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        websockets=False,
        backlog=MOST_LISTENERS,
        log_level=LogLevels.error,
    )
    await server.serve()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    asked = parser.parse_args()
    # A stream never ends by itself and keeps nothing; who listens asks again.
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: os._exit(0))
    asyncio.run(serve(asked.host, asked.port))


if __name__ == "__main__":
    main()
