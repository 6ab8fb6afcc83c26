"""The public pages that everybody opens, rendered once a second at most, whoever asks.

A kept page is rendered for nobody: from a request of our own making, without cookies, query or
address. So it cannot hold anything of a person, and it goes only to who has no session either.
Nothing that is sent is older than two seconds; a new version of a service shows as soon.
"""

import gzip
import io
import re
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from lintas.accounts.public import names_a_session
from lintas.kernel.ids import new_id
from lintas.portal.crew import Environ, Program, StartResponse

FRESH, OLDEST = 1.0, 2.0
"""Seconds since the page was begun: until when it is simply sent, and until when at most, while
one request renders it anew."""
MOST_PAGES = 1000
SITE = urlsplit(settings.SITE_URL)
SLUG = "[a-z0-9-]{1,60}"
PAGES = re.compile(
    rf"(/en)?/(layanan/({SLUG}/(syarat/|standar/)?)?|(kantor|antrean)/{SLUG}/|biaya/|pilih/"
    rf"|aturan/({SLUG}/)?)?"
    rf"|/api/v1/offices/{SLUG}(/now-serving|/services/{SLUG}/days)?"
)
Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class Copy:
    """What is sent, whole and compressed, each with its headers."""

    read_at: float
    etag: str
    plain: tuple[bytes, Headers]
    small: tuple[bytes, Headers]
    unchanged: Headers


class _Page:
    def __init__(self) -> None:
        self.copy: Copy | None = None
        self.unfit_since = float("-inf")
        self.rendering = threading.Lock()
        self.asked = False
        """Whether somebody was asked to draw it anew."""


class KeptPages:
    """A WSGI program before another one, which it asks for pages and hands on all the rest."""

    def __init__(self, beyond: Program, now: Callable[[], float] = time.monotonic) -> None:
        self.beyond = beyond
        self.now = now
        self.pages: dict[str, _Page] = {}

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        copy = self._copy(environ["PATH_INFO"]) if _is_anybody(environ) else None
        if copy is None:
            return self.beyond(environ, start_response)
        return send(copy, environ, start_response)

    def ready(self, environ: Environ, soon: Callable[[Callable[[], None]], None]) -> Copy | None:
        """What can be sent without waiting; `soon` has it drawn anew elsewhere when it is time."""
        if not _is_anybody(environ):
            return None
        page = self.pages.get(environ["PATH_INFO"])
        if page is None or page.copy is None or not self._younger(page.copy.read_at, OLDEST):
            return None
        if not self._younger(page.copy.read_at, FRESH) and not page.asked:
            page.asked = True
            soon(lambda: self._anew(page, environ["PATH_INFO"]))
        return page.copy

    def _anew(self, page: _Page, path: str) -> None:
        try:
            self._copy(path)
        finally:
            page.asked = False

    def _copy(self, path: str) -> Copy | None:
        """One at most renders; the others take what is there, or wait when it is too old."""
        page = self._page(path)
        if page.copy is None or not self._younger(page.copy.read_at, OLDEST):
            page.rendering.acquire()
        elif self._younger(page.copy.read_at, FRESH) or not page.rendering.acquire(blocking=False):
            return page.copy
        try:
            if page.copy is not None and self._younger(page.copy.read_at, FRESH):
                return page.copy
            if self._younger(page.unfit_since, FRESH):
                return None
            began = self.now()
            page.copy = _rendered(self.beyond, path, began)
            if page.copy is None:
                page.unfit_since = began
            return page.copy
        finally:
            page.rendering.release()

    def _page(self, path: str) -> _Page:
        if path not in self.pages and len(self.pages) >= MOST_PAGES:
            self.pages.clear()
        return self.pages.setdefault(path, _Page())

    def _younger(self, since: float, seconds: float) -> bool:
        return self.now() - since < seconds


def _is_anybody(environ: Environ) -> bool:
    return (
        environ["REQUEST_METHOD"] in {"GET", "HEAD"}
        and not environ.get("QUERY_STRING")
        and environ.get("HTTP_HOST") == SITE.netloc
        and not names_a_session(environ.get("HTTP_COOKIE", ""))
        and PAGES.fullmatch(environ["PATH_INFO"]) is not None
    )


def _rendered(program: Program, path: str, began: float) -> Copy | None:
    """None for what is not a plain page for everybody."""
    said: list[tuple[str, Headers]] = []

    def start_response(status: str, headers: Headers, _exc: object = None) -> None:
        said.append((status, headers))

    parts = program(_nobody(path), start_response)
    try:
        body = b"".join(parts)
    finally:
        getattr(parts, "close", lambda: None)()
    status, headers = said[-1]
    named = {name.lower(): value for name, value in headers}
    if not status.startswith("200") or "set-cookie" in named or "etag" not in named:
        return None
    if "private" in named.get("cache-control", "") or "no-store" in named.get("cache-control", ""):
        return None
    return _copy_of(body, headers, named["etag"], began)


def _copy_of(body: bytes, headers: Headers, etag: str, began: float) -> Copy:
    own = {"etag", "content-length", "x-request-id"}
    rest = [(name, value) for name, value in headers if name.lower() not in own]
    small = gzip.compress(body, 6, mtime=0)
    weak = f"W/{etag.removeprefix('W/')}"
    length = "Content-Length"
    return Copy(
        read_at=began,
        etag=etag.removeprefix("W/"),
        plain=(body, [*rest, ("ETag", etag), (length, str(len(body)))]),
        small=(
            small,
            [*rest, ("ETag", weak), ("Content-Encoding", "gzip"), (length, str(len(small)))],
        ),
        unchanged=[*((n, v) for n, v in rest if n.lower() != "content-type"), ("ETag", weak)],
    )


def _nobody(path: str) -> Environ:
    """A request with nothing in it but the page."""
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "HTTP_HOST": SITE.netloc,
        "HTTP_X_FORWARDED_PROTO": SITE.scheme,
        "SERVER_NAME": SITE.hostname,
        "SERVER_PORT": str(SITE.port or 80),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": SITE.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


def send(copy: Copy, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    request_id = ("X-Request-Id", str(new_id()))
    if _has(copy, environ.get("HTTP_IF_NONE_MATCH", "")):
        start_response("304 Not Modified", [*copy.unchanged, request_id])
        return []
    body, headers = copy.small if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") else copy.plain
    start_response("200 OK", [*headers, request_id])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _has(copy: Copy, etags: str) -> bool:
    """Source: RFC 9110, 13.1.2: compared weakly."""
    if not etags:
        return False
    return any(one.strip().removeprefix("W/") in {copy.etag, "*"} for one in etags.split(","))
