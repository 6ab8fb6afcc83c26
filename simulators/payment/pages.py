"""The page of a made-up bank where a made-up bill is paid."""

from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from simulators.payment.store import Code

STYLE = Path(__file__).with_name("style.css").read_text()
WORDS = {
    "id": {
        "demo": "Simulator pembayaran. Tidak ada uang yang berpindah.",
        "title": "Bayar penerimaan negara",
        "wallet": "Bayar dengan QRIS",
        "code": "Kode billing",
        "total": "Jumlah",
        "pay": "Bayar sekarang",
        "paid": "Sudah dibayar",
        "gone": "Kode billing ini tidak dikenal atau sudah kedaluwarsa.",
        "back": "Kembali ke permohonan",
        "odd": "Coba kejadian yang tidak biasa",
        "late": "Bayar, kabar terlambat 20 detik",
        "doubled": "Bayar, kabar datang dua kali",
        "wrong": "Bayar dengan jumlah salah",
        "silent": "Bayar tanpa kabar",
        "twice": "Bayar dua kali, kabar terbalik",
        "disordered": "Bayar, lalu kabar lama",
        "forged": "Bayar, kabar dipalsukan",
        "forget": "Bayar, lalu kode hilang di bank",
    },
    "en": {
        "demo": "Payment simulator. No money moves.",
        "title": "Pay state revenue",
        "wallet": "Pay with QRIS",
        "code": "Billing code",
        "total": "Amount",
        "pay": "Pay now",
        "paid": "Paid",
        "gone": "This billing code is unknown or has expired.",
        "back": "Back to the application",
        "odd": "Try something unusual",
        "late": "Pay, news 20 seconds late",
        "doubled": "Pay, news comes twice",
        "wrong": "Pay a wrong amount",
        "silent": "Pay without news",
        "twice": "Pay twice, news reversed",
        "disordered": "Pay, then stale news",
        "forged": "Pay, news is forged",
        "forget": "Pay, then the bank loses the code",
    },
}


def safe_back(back: str) -> str:
    """Only to a site on this machine."""
    url = urlsplit(back)
    here = url.scheme in {"http", "https"} and url.hostname in {"127.0.0.1", "localhost"}
    return back if here else ""


ODD = ("late", "doubled", "wrong", "silent", "twice", "disordered", "forged", "forget")


def page(rail: str, code: Code | None, language: str, back: str, *, payable: bool) -> str:
    language = "en" if language == "en" else "id"
    words = WORDS[language]
    title = words["wallet" if rail == "qris" else "title"]
    parts = [f"<h1>{title}</h1>"]
    if code is not None:
        total = f"Rp{code.total:,}".replace(",", ".")
        parts.append(
            f"<dl><dt>{words['code']}</dt><dd>{escape(code.code)}</dd>"
            f"<dt>{words['total']}</dt><dd>{total}</dd></dl>"
        )
    if code is not None and code.payments:
        ntpn = escape(code.payments[0].ntpn)
        parts.append(f"<p role=status><b>{words['paid']}</b><br>NTPN {ntpn}</p>")
    elif code is None or not payable:
        parts.append(f"<p>{words['gone']}</p>")
    else:
        odd = "".join(f"<button name=how value={how}>{words[how]}</button>" for how in ODD)
        parts.append(
            f"<form method=post><button name=how value=plain>{words['pay']}</button>"
            f"<details><summary>{words['odd']}</summary>{odd}</details></form>"
        )
    if safe_back(back):
        parts.append(f'<a class=back href="{escape(safe_back(back))}">{words["back"]}</a>')
    return (
        f"<!doctype html><html lang={language}><meta charset=utf-8>"
        "<meta name=viewport content='width=device-width,initial-scale=1'>"
        f"<title>{title}</title><style>{STYLE}</style>"
        f"<header class=demo>{words['demo']}</header><main>{''.join(parts)}</main></html>"
    )
