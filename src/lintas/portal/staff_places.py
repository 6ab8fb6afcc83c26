"""The pages of the staff bar and whose they are."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from lintas.kernel.actor import Role


@dataclass(frozen=True)
class StaffPlace:
    title: object
    url: str
    here: bool


EVERYBODY = tuple(Role)
CASES = (Role.OFFICER, Role.APPROVER, Role.HEAD)

PLACES: tuple[tuple[object, str, tuple[Role, ...]], ...] = (
    (_("Hari ini"), "desk:home", EVERYBODY),
    (_("Loket"), "desk:counter", (Role.OFFICER, Role.HEAD)),
    (_("Berkas"), "desk:cases", CASES),
    (_("Sistem"), "desk:system", (Role.HEAD, Role.ADMIN)),
)
