"""How values travel to PostgreSQL and back where one in a thousand microseconds counts.

A lot of bookings sends thirty ids for each, and reads a few times.
"""

import struct
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from psycopg.adapt import Buffer, Dumper, Loader
from psycopg.pq import Format

from lintas.journal.arrays import array_of

UUID_TYPE, UUIDS_TYPE = 2950, 2951
"""PostgreSQL's numbers of them (pg_type)."""
_HEAD = struct.Struct("!iiIii")
"""Dimensions, whether there are nulls, type, how many, number of the first."""
_EACH = struct.pack("!i", 16)


class Ids(bytes):
    """An array of uuid as PostgreSQL itself holds it, which neither side has to spell."""


class _IdsDumper(Dumper):
    format = Format.BINARY
    oid = UUIDS_TYPE

    def dump(self, obj: Ids) -> Buffer | None:
        return obj


class _MomentLoader(Loader):
    """A time as PostgreSQL spells it in UTC; Django's own loader reads it part by part."""

    timezone = UTC
    """Django looks at it, and leaves the loader if it is the connection's."""

    def load(self, data: Buffer) -> datetime:
        return datetime.fromisoformat(bytes(data).decode())


def to_send(values: Collection[Any]) -> Ids | str:
    """Many values as one parameter, on a connection that was made `ready`."""
    if not values or set(map(type, values)) != {UUID}:
        return array_of(values)
    head = _HEAD.pack(1, 0, UUID_TYPE, len(values), 1)
    return Ids(head + _EACH + _EACH.join([value.int.to_bytes(16, "big") for value in values]))


def make_ready(raw: Any) -> None:
    """For a connection that stands in UTC, as Django keeps them all; once more does no harm."""
    raw.adapters.register_dumper(Ids, _IdsDumper)
    raw.adapters.register_loader("timestamptz", _MomentLoader)
