"""What happens at the made-up passport system, for whoever wants to see or disturb it."""

from html import escape
from pathlib import Path

from simulators.production.store import Store, lines_of

STYLE = Path(__file__).with_name("style.css").read_text()
WORDS = {
    "id": {
        "demo": "Simulator sistem paspor. Tidak ada dokumen yang dicetak.",
        "title": "Sistem paspor",
        "none": "Belum ada bundel yang diterima.",
        "making": "sedang dibuat",
        "done": "selesai dibuat",
        "fail": "Gagalkan",
        "fails": "gagal",
        "spoil": "Jawab sekali dengan jumlah yang salah",
        "away": "Mati 60 detik",
        "other": "English",
    },
    "en": {
        "demo": "Passport system simulator. No document is printed.",
        "title": "Passport system",
        "none": "No batch was taken yet.",
        "making": "being made",
        "done": "made",
        "fail": "Make it fail",
        "fails": "fails",
        "spoil": "Answer once with a wrong sum",
        "away": "Be away for 60 seconds",
        "other": "Indonesia",
    },
}


def page(store: Store, language: str, done: "dict[str, bool]") -> str:
    language = "en" if language == "en" else "id"
    words, other = WORDS[language], "id" if language == "en" else "en"
    parts = [
        f'<p><a href="?lang={other}" lang={other}>{words["other"]}</a></p>',
        f"<h1>{words['title']}</h1>",
    ]
    parts += [_batch(store, number, words, done[number]) for number in store.numbers()]
    if len(parts) == 2:
        parts.append(f"<p>{words['none']}</p>")
    parts.append(f"<form method=post action=/away><button>{words['away']}</button></form>")
    return (
        f"<!doctype html><html lang={language}><meta charset=utf-8>"
        "<meta name=viewport content='width=device-width,initial-scale=1'>"
        f"<title>{words['title']}</title><style>{STYLE}</style>"
        f"<header class=demo>{words['demo']}</header><main>{''.join(parts)}</main></html>"
    )


def _batch(store: Store, number: str, words: dict[str, str], done: bool) -> str:
    batch = store.batch(number)
    failures = store.failures(number)
    rows = ""
    for line in lines_of(batch["content"]) if batch else []:
        label = f"{line['line']}. {escape(line['number'])}"
        if line["line"] in failures:
            rows += f"<li>{label} <b>{words['fails']}</b></li>"
        elif done:
            rows += f"<li>{label}</li>"
        else:
            rows += (
                f"<li><form method=post action='/fail/{escape(number)}/{line['line']}'>{label} "
                f"<button aria-label='{words['fail']} {label}'>{words['fail']}</button></form></li>"
            )
    state = words["done"] if done else words["making"]
    spoil = (
        ""
        if done
        else f"<form method=post action='/spoil/{escape(number)}'>"
        f"<button>{words['spoil']}</button></form>"
    )
    return f"<h2>{escape(number)}: {state}</h2><ol class=lines>{rows}</ol>{spoil}"
