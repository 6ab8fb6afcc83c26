"""Run the simulator: python -m simulators.messaging --port 8003 --site http://127.0.0.1:8000"""

import argparse
import secrets
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from simulators.messaging import faces
from simulators.messaging.pages import bot_page, telephone
from simulators.messaging.world import FACES, MODES, Reply, World

MOST_BODY = 64 * 1024
HTML = "text/html; charset=utf-8"
SAY = {
    "sms": faces.say_sms,
    "whatsapp": faces.say_whatsapp,
    "telegram": faces.say_telegram,
}


def read(world: World, path: str) -> Reply:
    kind = urlsplit(path).path.strip("/").split("/")[0]
    asked = faces.fields_of(path)
    if kind == "cgi-bin":
        return faces.sendsms(world, asked)
    if kind == "arrived":
        return faces.as_json(200, world.shown())
    if kind == "t.me":
        return Reply(200, bot_page(asked.get("start", ""), "").encode(), HTML)
    return Reply(200, telephone(world.shown(), world.modes).encode(), HTML)


def written(world: World, path: str, headers: dict[str, str], body: bytes) -> Reply:
    parts = urlsplit(path).path.strip("/").split("/")
    if parts[-1] == "messages":
        return faces.whatsapp(world, headers.get("authorization", ""), body)
    if parts[-1] == "sendMessage":
        return faces.telegram(world, body)
    if parts[0] == "push":
        return faces.push(world, parts[-1], headers, body)
    return _by_hand(world, parts[0], faces.fields_of("", body))


def _by_hand(world: World, what: str, asked: dict[str, str]) -> Reply:
    """What a person or a test does here."""
    face = asked.get("face", "")
    if what == "mode" and face in FACES and asked.get("how") in MODES:
        world.modes[face] = asked["how"]
        return Reply(303, headers={"Location": "/"})
    if what == "say" and face in SAY:
        said = SAY[face](world, asked.get("from", ""), asked.get("text", ""))
        return faces.as_json(200, {"reply": said})
    if what == "t.me":
        chat = str(10**9 + secrets.randbelow(10**9))
        reply = faces.say_telegram(world, chat, f"/start {asked.get('start', '')}")
        return Reply(200, bot_page("", reply or "Kantor tidak menjawab.").encode(), HTML)
    return Reply(404)


def handler_for(world: World) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(read(world, self.path))

        def do_POST(self) -> None:
            body = self.rfile.read(min(int(self.headers.get("Content-Length", 0)), MOST_BODY))
            headers = {name.lower(): value for name, value in self.headers.items()}
            try:
                self._send(written(world, self.path, headers, body))
            except (KeyError, ValueError, TypeError):
                self._send(faces.as_json(400, {"message": "incomplete"}))

        def _send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.kind)
            self.send_header("Content-Length", str(len(reply.body)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet: numbers of people belong in no log."""

    return Handler


def main() -> None:
    parser = argparse.ArgumentParser(prog="simulators.messaging")
    parser.add_argument("--port", type=int, default=8003)
    parser.add_argument("--site", required=True)
    parser.add_argument("--secret", default="demo-only-channel-secret")
    options = parser.parse_args()
    world = World(options.site, options.secret)
    server = ThreadingHTTPServer(("127.0.0.1", options.port), handler_for(world))
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


if __name__ == "__main__":
    main()
