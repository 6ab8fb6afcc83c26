"""The page of a made-up telephone: what arrived, how each face behaves, and a way to write back."""

from html import escape
from pathlib import Path
from typing import Any

from simulators.messaging.world import FACES, MODES

STYLE = (Path(__file__).parents[1] / "payment" / "style.css").read_text()
HEAD = (
    "<!doctype html><html lang=id><meta charset=utf-8>"
    "<meta name=viewport content='width=device-width,initial-scale=1'>"
    f"<title>Simulator pesan</title><style>{STYLE}</style>"
    "<header class=demo>Simulator pesan. Tidak ada yang benar-benar dikirim.</header><main>"
)


def telephone(arrived: list[dict[str, Any]], modes: dict[str, str]) -> str:
    behaviour = "".join(
        f"<form method=post action=/mode><input type=hidden name=face value={face}>"
        f"<p><b>{face}</b>: {modes[face]}</p>"
        + "".join(f"<button name=how value={mode}>{mode}</button>" for mode in MODES)
        + "</form>"
        for face in FACES
    )
    rows = "".join(
        f"<p><b>{escape(one['face'])} {escape(one['to'])}</b><br>{escape(one['text'])}</p>"
        for one in reversed(arrived)
    )
    say = (
        "<form method=post action=/say><p><label>sms, whatsapp, telegram "
        "<input name=face value=sms></label></p><p><label>Dari <input name=from></label></p>"
        "<p><label>Kata <input name=text value=BERHENTI></label></p><button>Kirim</button></form>"
    )
    rows = rows or "<p>Belum ada.</p>"
    return f"{HEAD}<h1>Yang masuk</h1>{rows}{say}<h2>Perilaku</h2>{behaviour}</main>"


def bot_page(token: str, reply: str) -> str:
    """What t.me shows: the bot and its Start."""
    if reply:
        return f"{HEAD}<h1>Bot contoh</h1><p role=status>{escape(reply)}</p></main>"
    return (
        f"{HEAD}<h1>Bot contoh</h1><form method=post><input type=hidden name=start "
        f'value="{escape(token)}"><button>Start</button></form></main>'
    )
