"""Other systems are asked with a time limit, never led elsewhere, and believed by one reading."""

import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from lintas import env
from lintas.kernel.asking import ask

TWICE = """
import sys
from pathlib import Path
from lintas.kernel.asking import ask
url, trusted = sys.argv[1:]
print(ask("GET", url, seconds=20).status_code)
Path(trusted).unlink()
print(ask("GET", url, seconds=20).status_code)
"""


class Other(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(302 if self.path == "/elsewhere" else 503)
        self.send_header("Location", "/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Quiet."""


@contextmanager
def other(context: ssl.SSLContext | None = None) -> Iterator[str]:
    """Another system's address, as long as it stands."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Other)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"{'https' if context else 'http'}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """One that only whoever is told of it believes, with its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "contoh")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(here, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    found = tmp_path / "other.pem"
    found.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return found


def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def test_whom_to_believe_is_read_once(certificate: Path) -> None:
    """The file is gone before the second question, and that one is answered all the same."""
    with other(tls(certificate)) as url:
        asked = subprocess.run(
            [sys.executable, "-c", TWICE, url, str(certificate)],
            env={"PYTHONPATH": str(env.ROOT / "src"), "SSL_CERT_FILE": str(certificate)},
            capture_output=True,
            text=True,
            timeout=100,
        )
    assert asked.stdout.split() == ["503", "503"], asked.stderr


def test_a_stranger_with_a_certificate_of_its_own_is_not_believed(certificate: Path) -> None:
    with other(tls(certificate)) as url, pytest.raises(httpx.ConnectError, match="CERTIFICATE"):
        ask("GET", url, seconds=20)


def test_an_answer_that_refuses_is_an_answer() -> None:
    with other() as url:
        assert ask("GET", url, seconds=20).status_code == 503


def test_nobody_is_led_to_another_address() -> None:
    with other() as url:
        assert ask("GET", f"{url}/elsewhere", seconds=20).status_code == 302


def test_a_side_that_stays_silent_is_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(httpx.ReadTimeout):
        ask("GET", f"http://127.0.0.1:{silent.getsockname()[1]}", seconds=0.2)


def test_a_side_that_is_not_there_is_said_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(httpx.ConnectError):
        ask("GET", f"http://127.0.0.1:{port}", seconds=20)
