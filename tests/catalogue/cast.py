"""Folders of services as an office keeps them, with one thing changed."""

import re
from pathlib import Path

from lintas.catalogue.definition import Service
from lintas.catalogue.problems import read
from lintas.env import ROOT

PASSPORT = "paspor-penggantian"
SAMPLE = "layanan-contoh"
PERMIT = "perpanjangan-itk"
SERVICES = ROOT / "services"
SOURCE = (SERVICES / PASSPORT / "service.toml").read_text()
OFFICE_SOURCE = (ROOT / "offices" / "mentawai" / "office.toml").read_text()
FILE = Path("service.toml")


def changed(old: str, new: str, text: str = SOURCE) -> str:
    """The text with the first `old` made `new`; an `old` that is not there is a slip of ours."""
    assert old in text, old
    return text.replace(old, new, 1)


def passport(text: str = SOURCE) -> Service:
    return read(FILE, Service, text)


def service_at(slug: str) -> Service:
    """A service of this office, as its folder says."""
    return read(SERVICES / slug / "service.toml", Service)


def sample(version: int = 1, valid_from: str = "2026-01-01") -> str:
    """The passport service as one of our own, which no office publishes."""
    lines = {"id": f'"{SAMPLE}"', "version": str(version), "valid_from": valid_from}
    text = SOURCE
    for key, value in lines.items():
        text, found = re.subn(f"^{key} = .*$", f"{key} = {value}", text, count=1, flags=re.M)
        assert found == 1, key
    return text


def write(folder: Path, text: str, slug: str = SAMPLE) -> Path:
    """Put a service into a folder of services; gives its file."""
    file = folder / slug / "service.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file
