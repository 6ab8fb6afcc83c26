"""The villages, and how people spell them."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from lintas.catalogue.likeness import LEAST_LIKENESS, likeness
from lintas.kernel.text import bare

EARTH_KM = 6371.0
DATA = Path(__file__).with_name("data")


@dataclass(frozen=True)
class Village:
    """A village; names repeat (Betumonga, Matobe), so the code is what identifies it."""

    code: str
    name: str
    district: str
    spellings: tuple[str, ...] = ()
    """Other ways to write its name."""
    lat: float = 0.0
    lng: float = 0.0


@cache
def villages() -> tuple[Village, ...]:
    """The 43 villages of Mentawai. Source: Kepmendagri 300.2.2-2430/2025, code 13.09."""
    spelled: dict[str, list[str]] = {}
    for row in _rows("village_aliases.csv"):
        spelled.setdefault(row["kode_desa"], []).append(row["ejaan"])
    return tuple(
        Village(
            row["kode_desa"],
            row["nama_desa"],
            row["nama_kecamatan"],
            tuple(spelled.get(row["kode_desa"], ())),
            float(row["lat"]),
            float(row["lng"]),
        )
        for row in _rows("villages.csv")
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open() as file:
        yield from csv.DictReader(file)


def village(code: str) -> Village | None:
    return next((v for v in villages() if v.code == code), None)


def kilometres(lat: float, lng: float, other_lat: float, other_lng: float) -> float:
    """As the bird flies (haversine). Unit: kilometres."""
    phi, other_phi = radians(lat), radians(other_lat)
    half = sin((other_phi - phi) / 2) ** 2
    half += cos(phi) * cos(other_phi) * sin(radians(other_lng - lng) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def villages_like(text: str) -> tuple[Village, ...]:
    """The villages that something typed may mean, or all of a district; best first.

    Whatever is spelled exactly so leaves out what is only like it.
    """
    wanted = bare(text)
    exact = [v for v in villages() if wanted in {bare(name) for name in _names(v)}]
    if exact or not wanted:
        return tuple(exact)
    scored = [(max(likeness(text, name) for name in _names(v)), v) for v in villages()]
    fitting = [(score, v) for score, v in scored if score >= LEAST_LIKENESS]
    return tuple(v for _score, v in sorted(fitting, key=lambda pair: -pair[0]))


def _names(village: Village) -> tuple[str, ...]:
    return (village.name, village.district, *village.spellings)
