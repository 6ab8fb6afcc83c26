"""How somebody wants to be reached: adding and proving an address, order, silence, the end."""

import secrets
from contextlib import suppress
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from lintas.accounts.public import TooManyTries, contact_of, rate_limit
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, ActorKind, system
from lintas.kernel.ids import new_id
from lintas.notices.channels.register import channel, ready_channels
from lintas.notices.commands import notify
from lintas.notices.delivery_commands import own_channel
from lintas.notices.entries import WayAdded, WayRemoved, WayResumed, WayStopped
from lintas.notices.errors import (
    AddressNotUnderstood,
    DeviceNotUnderstood,
    NightNotUnderstood,
    ProofWrong,
    WayIsThere,
    WayNeeded,
)
from lintas.notices.heard_commands import hand_on
from lintas.notices.models import QuietHours, Way
from lintas.notices.ports import Channel, Join, Word
from lintas.notices.rules import about_of, wish_of

CODE_HOLDS, LINK_HOLDS = timedelta(minutes=30), timedelta(hours=1)
MOST_SLIPS = 5
HOUR = timedelta(hours=1)


def ready_channel(name: str, join: Join) -> Channel:
    """Raises: AddressNotUnderstood when there is no such channel here."""
    found = channel(name)
    if found is None or found.join != join or found not in ready_channels():
        raise AddressNotUnderstood
    return found


@transaction.atomic
def ask_code(*, account_id: UUID, name: str, typed: str, actor: Actor, at: datetime) -> None:
    """Send a code to an address; nothing else goes there before the code has come back.

    Raises: AddressNotUnderstood, WayIsThere, TooManyTries.
    """
    address = ready_channel(name, Join.CODE).address_of(typed)
    if address is None:
        raise AddressNotUnderstood
    rate_limit(f"way:{account_id}", most=6, per=HOUR, at=at)
    rate_limit(f"way-to:{address}", most=6, per=HOUR, at=at)
    code = f"{secrets.randbelow(10**6):06d}"
    way = _waiting(account_id, name, address, code, at + CODE_HOLDS, at)
    notify(
        notice_id=new_id(),
        account_id=account_id,
        template="confirm",
        facts={"code": code},
        case=None,
        actor=actor,
        at=at,
        only=way.pk,
    )


@transaction.atomic
def ask_link(*, account_id: UUID, name: str, at: datetime) -> str:
    """A token that joins whoever brings it within an hour, once. Raises: WayIsThere."""
    ready_channel(name, Join.LINK)
    token = secrets.token_urlsafe(24)
    _waiting(account_id, name, "", token, at + LINK_HOLDS, at)
    return token


def _waiting(
    account_id: UUID, name: str, address: str, proof: str, until: datetime, at: datetime
) -> Way:
    """A way that waits for its proof; each new proof makes the last one worthless."""
    last = Way.objects.filter(account_id=account_id).aggregate(last=Max("place"))["last"] or 0
    way, _new = Way.objects.get_or_create(
        account_id=account_id,
        channel=name,
        defaults={"id": new_id(), "place": last + 1, "added_at": at},
    )
    changed = Way.objects.filter(pk=way.pk, verified_at=None).update(
        address=address, proof=_hash(name, proof), proof_until=until, slips=0
    )
    if changed != 1:
        raise WayIsThere
    return way


def _hash(name: str, proof: str) -> str:
    return salted_hmac(f"lintas.notices.way.{name}", proof, algorithm="sha256").hexdigest()


def enter_code(*, account_id: UUID, name: str, code: str, actor: Actor, at: datetime) -> None:
    """Raises: ProofWrong.  Race: a slip is counted before the code is looked at."""
    rows = Way.objects.filter(
        account_id=account_id, channel=name, verified_at=None, proof_until__gte=at
    )
    if rows.filter(slips__lt=MOST_SLIPS).update(slips=F("slips") + 1) != 1:
        raise ProofWrong
    way = rows.get()
    if not constant_time_compare(way.proof, _hash(name, code)):
        raise ProofWrong
    _verify(way, way.address, actor, at)


@transaction.atomic
def _verify(way: Way, address: str, actor: Actor, at: datetime) -> None:
    rows = Way.objects.filter(pk=way.pk, verified_at=None)
    proven = {"address": address, "verified_at": at, "stopped_at": None, "proof": ""}
    if rows.update(**proven) == 1:
        journal.record(WayAdded(channel=way.channel), subject=way.pk, actor=actor, office="", at=at)


@transaction.atomic
def join_browser(*, account_id: UUID, subscription: str, actor: Actor, at: datetime) -> None:
    """This browser shows messages from now on, instead of the one before it.

    Raises: DeviceNotUnderstood.
    """
    address = ready_channel("push", Join.BROWSER).address_of(subscription)
    if address is None:
        raise DeviceNotUnderstood
    Way.objects.filter(account_id=account_id, channel="push").update(verified_at=None)
    way = _waiting(account_id, "push", address, secrets.token_hex(16), at, at)
    _verify(way, address, actor, at)


@transaction.atomic
def raise_way(*, account_id: UUID, name: str, at: datetime) -> None:
    """One place nearer to the front."""
    ways = list(Way.objects.select_for_update().filter(account_id=account_id).order_by("place"))
    for nth, way in enumerate(ways):
        if way.channel == name and nth > 0:
            ways[nth - 1], ways[nth] = way, ways[nth - 1]
            break
    for place, way in enumerate(ways, start=1):
        Way.objects.filter(pk=way.pk).update(place=place)


@transaction.atomic
def stop_way(*, way_id: UUID, by: str, actor: Actor, at: datetime) -> None:
    """Nothing more goes there but codes asked for; messages stay in the web inbox."""
    way = Way.objects.filter(pk=way_id).first()
    if way is not None and Way.objects.filter(pk=way_id, stopped_at=None).update(stopped_at=at):
        data = WayStopped(channel=way.channel, by=by)
        journal.record(data, subject=way_id, actor=actor, office="", at=at)


@transaction.atomic
def resume_way(*, way_id: UUID, by: str, actor: Actor, at: datetime) -> None:
    way = Way.objects.filter(pk=way_id).exclude(stopped_at=None).first()
    if way is not None and Way.objects.filter(pk=way_id).update(stopped_at=None):
        data = WayResumed(channel=way.channel, by=by)
        journal.record(data, subject=way_id, actor=actor, office="", at=at)


@transaction.atomic
def remove_way(*, account_id: UUID, name: str, actor: Actor, at: datetime) -> None:
    """Raises: WayNeeded for the address of the sign-in."""
    if own_channel(account_id) == name:
        raise WayNeeded
    way = Way.objects.filter(account_id=account_id, channel=name).first()
    if way is None:
        return
    way_id = way.pk
    way.delete()
    journal.record(WayRemoved(channel=name), subject=way_id, actor=actor, office="", at=at)


@transaction.atomic
def set_quiet(*, account_id: UUID, starts: time | None, ends: time | None, at: datetime) -> None:
    """A person's own night; both empty for messages at any hour. Raises: NightNotUnderstood."""
    if (starts is None) != (ends is None) or (starts is not None and starts == ends):
        raise NightNotUnderstood
    QuietHours.objects.update_or_create(
        account_id=account_id, defaults={"quiet_from": starts, "quiet_until": ends}
    )


@transaction.atomic
def follow_office_night(*, account_id: UUID, at: datetime) -> None:
    QuietHours.objects.filter(pk=account_id).delete()


def hear_word(*, name: str, word: Word, at: datetime) -> str:
    """Do what somebody wrote to us for, and give the sentence that answers; "" for no answer."""
    if word.text.startswith("/start "):
        return _join_by_link(name, word, at)
    wish = wish_of(word.text)
    ways = list(Way.objects.filter(channel=name, address=word.address).exclude(verified_at=None))
    if ways and (about := about_of(word.text)):
        with suppress(TooManyTries):  # nobody is asked to come back: the answer comes by message
            hand_on(account_id=ways[0].account_id, text=word.text, about=about, at=at)
        return ""
    if not wish or not ways:
        return ""
    for way in ways:
        actor = Actor(kind=ActorKind.PERSON, id=way.account_id)
        change = stop_way if wish == "stop" else resume_way
        change(way_id=way.pk, by="word", actor=actor, at=at)
    with override(contact_of(ways[0].account_id).language):
        if wish == "stop":
            return _(
                "Kami berhenti mengirim pesan ke sini. Kabar tetap ada di Permohonan saya "
                "di situs kami. Tulis MULAI untuk menerima lagi."
            )
        return _("Anda menerima pesan kantor imigrasi di sini lagi. Tulis BERHENTI untuk berhenti.")


def _join_by_link(name: str, word: Word, at: datetime) -> str:
    token = word.text.removeprefix("/start ").strip()
    rows = Way.objects.filter(channel=name, proof=_hash(name, token), proof_until__gte=at)
    way = rows.filter(verified_at=None).first()
    if way is None:
        return _("Tautan ini sudah dipakai atau kedaluwarsa. Buka lagi halaman pengaturan pesan.")
    _verify(way, word.address, Actor(kind=ActorKind.PERSON, id=way.account_id), at)
    with override(contact_of(way.account_id).language):
        return _("Terhubung. Pesan kantor imigrasi masuk ke sini. Tulis /stop untuk berhenti.")


def stop_by_letter(*, way_id: UUID, at: datetime) -> None:
    stop_way(way_id=way_id, by="letter", actor=system("notices"), at=at)
