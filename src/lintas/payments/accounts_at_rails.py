"""Whose account a rail pays into: whoever has it looks after money nobody can place."""

from django.conf import settings

from lintas.catalogue import public as catalogue


def office_of_account(rail: str) -> str:
    """The office whose file names the rail, else the one that runs this installation."""
    named = (office.id for office in catalogue.offices() if rail in office.rail_accounts)
    return next(named, settings.OFFICE)
