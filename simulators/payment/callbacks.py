"""Signed news of payments, tried again until somebody takes it."""

import hashlib
import hmac
import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import datetime
from typing import Any

PAUSES = (0, 1, 2, 5, 10, 30, 60)


class Caller:
    def __init__(self, notify: str, secret: str, now: Callable[[], datetime]) -> None:
        self.notify, self.secret, self.now = notify, secret, now

    def tell(self, news: dict[str, Any], delay_seconds: float = 0, *, forged: bool = False) -> None:
        """In a thread of its own: whoever pays does not wait for our counterpart.

        Forged news is signed with a guessed secret, as somebody else would.
        """
        secret = "guessed" if forged else self.secret
        threading.Thread(target=self._tell, args=(news, delay_seconds, secret), daemon=True).start()

    def _tell(self, news: dict[str, Any], delay_seconds: float, secret: str) -> None:
        time.sleep(delay_seconds)
        body = json.dumps(news).encode()
        for pause in PAUSES:
            time.sleep(pause)
            if self._taken(body, secret):
                return

    def _taken(self, body: bytes, secret: str) -> bool:
        stamp = str(int(self.now().timestamp()))
        signed = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256)
        headers = {
            "Content-Type": "application/json",
            "X-Time": stamp,
            "X-Signature": signed.hexdigest(),
        }
        request = urllib.request.Request(self.notify, body, headers)  # noqa: S310 - given at start
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
                return bool(answer.status == 200)
        except urllib.error.HTTPError as refusal:
            return 400 <= refusal.code < 500
        except OSError:
            return False
