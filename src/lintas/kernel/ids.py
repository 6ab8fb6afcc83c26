"""Row ids: UUIDv7, so that rows made together lie together in an index."""

from uuid import UUID

from uuid_utils import compat


def new_id() -> UUID:
    """A fresh UUIDv7. Source: RFC 9562, section 5.7."""
    return compat.uuid7()


def read_id(typed: str) -> UUID | None:
    """What came from a form, an address or a code, where it is an id at all."""
    try:
        return UUID(typed)
    except ValueError:
        return None
