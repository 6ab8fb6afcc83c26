"""Who may read what was reported: nobody who is accused, by role or by name."""

from uuid import UUID

import pytest

from lintas.kernel.actor import Role
from lintas.kernel.ids import new_id
from lintas.voices.rules import Reader, readers


def one(name: str, *roles: Role) -> Reader:
    return Reader(new_id(), name, frozenset(roles))


HEAD, ADMIN = one("Lukas Contoh", Role.HEAD, Role.APPROVER), one("Sari", Role.ADMIN)
HEAD_AND_OFFICER = one("Maria", Role.HEAD, Role.OFFICER)
HEAD_AND_ADMIN = one("Yosef", Role.HEAD, Role.ADMIN)
ADMIN_AND_OFFICER = one("Petrus", Role.ADMIN, Role.OFFICER)


def who(*found: Reader) -> frozenset[UUID]:
    return frozenset(reader.id for reader in found)


@pytest.mark.parametrize(
    ("whom", "told", "staff", "readable_by"),
    [
        ("officer", "", [HEAD, ADMIN], [HEAD]),
        ("other", "", [HEAD, ADMIN], [HEAD]),
        ("head", "", [HEAD, ADMIN], [ADMIN]),
        ("head", "", [HEAD_AND_ADMIN], []),
        ("head", "", [HEAD_AND_ADMIN, ADMIN], [ADMIN]),
        ("officer", "", [HEAD_AND_ADMIN, ADMIN], [HEAD_AND_ADMIN]),
        ("officer", "", [HEAD_AND_OFFICER, ADMIN], [ADMIN]),
        ("officer", "", [HEAD_AND_OFFICER, ADMIN_AND_OFFICER], []),
        ("officer", "", [HEAD, HEAD_AND_OFFICER, ADMIN], [HEAD]),
        ("middleman", "katanya untuk pak LUKAS", [HEAD, ADMIN], [ADMIN]),
        ("officer", "Bapak di loket dua", [one("Bapak Yan", Role.HEAD)], None),
    ],
)
def test_the_accused_does_not_read(
    whom: str, told: str, staff: list[Reader], readable_by: list[Reader] | None
) -> None:
    wanted = who(*(staff if readable_by is None else readable_by))
    assert readers(whom, told, staff) == wanted
