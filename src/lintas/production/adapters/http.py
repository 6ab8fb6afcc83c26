"""The passport system over HTTP: PUT a batch, GET its answer (the simulator speaks the same)."""

import httpx

from lintas.kernel import asking
from lintas.production.files import MOST_BYTES
from lintas.production.ports import BatchNotTaken, SystemAway

TIMEOUT_SECONDS = 10.0
KIND = "application/jsonl"


class HttpPassportSystem:
    def __init__(self, url: str, secret: str) -> None:
        self.url, self.secret = url, secret

    def send(self, number: str, content: str) -> None:
        answer = self._ask("PUT", f"/batches/{number}", content.encode())
        if answer.status_code in {409, 422}:
            raise BatchNotTaken(str(answer.status_code))
        if answer.status_code not in {200, 201}:
            raise SystemAway(str(answer.status_code))

    def answer_to(self, number: str) -> bytes | None:
        answer = self._ask("GET", f"/batches/{number}/answer", None)
        if answer.status_code == 204:
            return None
        kind = answer.headers.get("Content-Type", "")
        if answer.status_code != 200 or not kind.startswith(KIND):
            raise SystemAway(str(answer.status_code))
        return answer.content[: MOST_BYTES + 1]

    def _ask(self, verb: str, path: str, body: bytes | None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.secret}", "Content-Type": KIND}
        try:
            return asking.ask(
                verb, self.url + path, seconds=TIMEOUT_SECONDS, content=body, headers=headers
            )
        except httpx.HTTPError as trouble:
            raise SystemAway(type(trouble).__name__) from trouble
