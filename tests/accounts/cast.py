"""A person with an e-mail address, staff with an authenticator, and both at the door."""

import time
from datetime import datetime, timedelta
from uuid import UUID

from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from lintas.accounts import commands
from lintas.accounts.models import Account, CodeDevice
from lintas.accounts.rules import Address
from lintas.kernel.actor import Role, system
from lintas.kernel.ids import new_id

PERSON = Address("email", "contoh@contoh.example")
PASSWORD = "hanya-untuk-uji-9"
HOUR = timedelta(hours=1)


def code_requested(
    at: datetime, address: Address = PERSON, language: str = "id"
) -> tuple[UUID, str]:
    """The device a code was made for, and the code."""
    device_id = commands.request_code(address=address, language=language, at=at)
    return device_id, CodeDevice.objects.get(pk=device_id).token


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def hours_pass(device: type[CodeDevice] | type[TOTPDevice] = CodeDevice) -> None:
    """The codes' own library asks the wall clock: instead of waiting, its marks move back."""
    marks = {"throttling_failure_timestamp": timezone.now() - HOUR}
    if device is CodeDevice:
        marks["last_generated_timestamp"] = timezone.now() - HOUR
        marks["valid_until"] = timezone.now() - HOUR + timedelta(minutes=10)
    device.objects.update(**marks)


def staff_account(
    at: datetime,
    username: str = "contoh-petugas",
    roles: frozenset[Role] = frozenset({Role.OFFICER}),
    office: str = "mentawai",
) -> Account:
    commands.add_staff(
        account_id=new_id(),
        username=username,
        name="Contoh Petugas",
        roles=roles,
        office=office,
        password=PASSWORD,
        actor=system("test"),
        at=at,
    )
    return Account.objects.get(username=username)


def with_authenticator(account: Account) -> TOTPDevice:
    return TOTPDevice.objects.create(user=account, name="authenticator", confirmed=True)


def shown_by(device: TOTPDevice, later: int = 0) -> str:
    """What the authenticator shows now, or so many seconds later."""
    totp = TOTP(device.bin_key)
    totp.time = time.time() + later
    return f"{totp.token():06d}"


def never_shown_by(device: TOTPDevice) -> str:
    """A code of no moment near now."""
    near = {shown_by(device, later) for later in range(-120, 121, 30)}
    return next(code for n in range(100) if (code := f"{n:06d}") not in near)


def password_given(client: Client, username: str, password: str = PASSWORD) -> int:
    typed = {"username": username, "password": password}
    return client.post("/petugas/masuk/", typed).status_code


def staff_signed_in(account: Account) -> Client:
    client, device = Client(), with_authenticator(account)
    assert password_given(client, account.username) == 302
    entered = client.post("/petugas/masuk/kode/", {"code": shown_by(device)})
    assert entered.status_code == 302
    return client


def person_signed_in(at: datetime, address: Address = PERSON) -> Client:
    client = Client()
    assert client.post("/masuk/", {"contact": address.value}).status_code == 302
    code = CodeDevice.objects.filter(**{f"user__{address.by}": address.value}).latest("id").token
    assert client.post("/masuk/kode/", {"code": code}).status_code == 302
    return client
