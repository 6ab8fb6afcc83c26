"""The channels of a demonstration: all of them, at the simulator beside it, with known secrets."""

PUSH_KEY = "xRuK2Rw0vVxpRMTNTDqfyVkOgUSPyGIBhR0vdFZo7nA"
SECRET = "demo-only-channel-secret"  # noqa: S105 - known on purpose, works with the simulator alone


def demo_channels(port: int) -> dict[str, dict[str, str]]:
    """The simulator listens three ports after the web."""
    place = f"http://127.0.0.1:{port + 3}"
    return {
        "sms": {
            "url": f"{place}/cgi-bin/sendsms",
            "username": "lintas",
            "password": SECRET,
            "token": SECRET,
            "price_rupiah": "350",
        },
        "whatsapp": {
            "url": f"{place}/v23.0",
            "number_id": "100000000000001",
            "token": SECRET,
            "app_secret": SECRET,
            "verify_token": SECRET,
            "price_rupiah": "400",
        },
        "telegram": {
            "url": place,
            "link": f"{place}/t.me",
            "token": "100000:demo-only",
            "bot": "lintas_contoh_bot",
            "secret": SECRET,
        },
        "push": {"key": PUSH_KEY, "trusted": place, "contact": "kantor@contoh.example"},
    }
