"""The environment variables Lintas reads, and nothing else reads them."""

import base64
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[2]
CHANNEL = "LINTAS_CHANNEL_"


class EnvironmentWrong(Exception):
    """A variable is missing or cannot be used; the message says which and what to write."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool) -> bool:
    value = text(name).lower()
    if value in {"", "0", "1", "no", "yes", "false", "true"}:
        return default if value == "" else value in {"1", "yes", "true"}
    raise EnvironmentWrong(f"{name} is {value!r}: write 1 or 0.")


def whole_number(name: str, default: int) -> int:
    value = text(name)
    if value == "":
        return default
    if not value.isdecimal():
        raise EnvironmentWrong(f"{name} is {value!r}: write a whole number.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def channel_options(otherwise: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """LINTAS_CHANNEL_SMS_URL is the option `url` of the channel `sms`, and so on."""
    found = {channel: dict(options) for channel, options in otherwise.items()}
    for name in os.environ:
        if name.startswith(CHANNEL):
            channel, _, one = name.removeprefix(CHANNEL).lower().partition("_")
            found.setdefault(channel, {})[one] = text(name)
    return found


def data_folder() -> Path:
    """Where the database and the files live (LINTAS_DATA, default var/)."""
    folder = Path(text("LINTAS_DATA") or ROOT / "var").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """LINTAS_SECRET_KEY, or one made once and kept in the data folder, readable by us alone."""
    given = text("LINTAS_SECRET_KEY")
    if given:
        return given
    kept = folder / "secret-key"
    if not kept.exists():
        _make_once(kept, secrets.token_urlsafe(50))
    return kept.read_text()


def office_keys(folder: Path, *, made_here: bool) -> Path:
    """LINTAS_OFFICE_KEYS, or a file in the data folder: a demonstration makes it by itself."""
    given = text("LINTAS_OFFICE_KEYS")
    kept = Path(given) if given else folder / "office-keys"
    if not given and made_here and not kept.exists():
        secret = base64.b64encode(secrets.token_bytes(32)).decode()
        _make_once(kept, f"demo {secret}\n")
    return kept


def _make_once(kept: Path, content: str) -> None:
    """Readable by us alone; where another process was first, its content stays."""
    fresh = kept.with_name(f"{kept.name}.{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_text(content)
    try:
        os.link(fresh, kept)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()


@dataclass(frozen=True)
class PostgresAddress:
    name: str
    user: str
    password: str
    host: str
    port: str


def postgres_address() -> PostgresAddress | None:
    """The parts of DATABASE_URL, or None where SQLite serves."""
    url = text("DATABASE_URL")
    if url == "":
        return None
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise EnvironmentWrong(
            "DATABASE_URL must read like postgresql://user:password@host:5432/name."
        )
    return PostgresAddress(
        name=unquote(parts.path.strip("/")),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=unquote(parts.hostname or ""),
        port=str(parts.port or ""),
    )


@dataclass(frozen=True)
class S3Address:
    """`endpoint` is "" for Amazon's own."""

    endpoint: str
    bucket: str
    key: str
    secret: str
    region: str


def s3_address() -> S3Address | None:
    """The bucket of LINTAS_S3_BUCKET, or None where files lie in the data folder."""
    bucket = text("LINTAS_S3_BUCKET")
    if bucket == "":
        return None
    key, secret = text("LINTAS_S3_KEY"), text("LINTAS_S3_SECRET")
    if not key or not secret:
        raise EnvironmentWrong("LINTAS_S3_BUCKET needs LINTAS_S3_KEY and LINTAS_S3_SECRET.")
    region = text("LINTAS_S3_REGION", "us-east-1")
    return S3Address(text("LINTAS_S3_URL"), bucket, key, secret, region)
