"""What must always hold in the calendar."""

from collections.abc import Iterator

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from lintas.appointments.calendar_models import TimePlaces
from lintas.appointments.day_models import Affected, CalendarDay
from lintas.appointments.day_rules import CLOSED
from lintas.appointments.draw_models import Draw, DrawEntry, Offer, ReturnedPlace
from lintas.appointments.draw_queries import draw_of
from lintas.appointments.ledger_queries import ledger_of_each
from lintas.appointments.lobby_models import Lobby
from lintas.appointments.lobby_queries import lobby_of
from lintas.appointments.models import Booking, Slot
from lintas.appointments.place_ledger import Account
from lintas.appointments.village_rules import VILLAGE

HOLDING = [Booking.Status.LIVE, Booking.Status.KEPT, Booking.Status.MISSED]


def check_appointments() -> Iterator[str]:
    """Gives a sentence for each slot whose counter is not the number of its bookings."""
    counted = Slot.objects.annotate(
        booked=Count("bookings", filter=Q(bookings__status__in=HOLDING))
    )
    for slot in counted.exclude(taken=F("booked")):
        yield f"Slot {slot.pk}: the counter says {slot.taken}, the bookings are {slot.booked}."


def check_places() -> Iterator[str]:
    """Gives a sentence for each slot whose places are not taken + free + held + offered.

    Each counter is what its own rows say: bookings (above), open offers and winners not booked
    yet, and, where no draw holds them, the places that came back.
    """
    offers = Q(offers__state=Offer.State.OPEN)
    won = Q(drawentry__state=DrawEntry.State.WON)
    kept = Q(returned__state=ReturnedPlace.State.KEPT)
    reserved = Q(affected__state=Affected.State.PENDING)
    counted = Slot.objects.annotate(
        asked=Count("offers", filter=offers, distinct=True),
        won=Count("drawentry", filter=won, distinct=True),
        kept=Count("returned", filter=kept, distinct=True),
        reserved=Count("affected", filter=reserved, distinct=True),
    )
    for slot in counted.exclude(offered=F("asked") + F("won") + F("reserved")):
        yield (
            f"Slot {slot.pk}: {slot.offered} offered; offers {slot.asked}, winners {slot.won}, "
            f"of moved days {slot.reserved}."
        )
    for slot in counted.exclude(plan="draw").exclude(held=F("kept")):
        yield f"Slot {slot.pk}: {slot.held} held, {slot.kept} came back."
    for one in Slot.objects.exclude(places__gte=F("taken") + F("held") + F("offered")):
        yield f"Slot {one.pk}: more is promised than there is."


def check_days() -> Iterator[str]:
    """Gives a sentence for each time of a called-off day that somebody could still come to."""
    for slot in Slot.objects.filter(closed_places__isnull=False):
        if slot.places > slot.taken + slot.offered or slot.held:
            yield f"Slot {slot.pk}: its day was called off, and it has places."
    for one in CalendarDay.objects.filter(state__in=CLOSED):
        times = Slot.objects.filter(office=one.office, place=one.place, on=one.on)
        if times.filter(closed_places=None).exists():
            yield f"Day {one.pk}: it was called off, and a time of it is open."


def check_villages() -> Iterator[str]:
    """Gives a sentence for each boat day with fewer places in all shares than its quota.

    Places that are kept for a village, or flow on from it, are moved; none is lost on the way.
    """
    for day in CalendarDay.objects.exclude(place="").exclude(state__in=CLOSED):
        times = Slot.objects.filter(office=day.office, place=day.place, on=day.on)
        sums = dict(times.order_by().values_list("service").annotate(Sum("places")))
        for service, count in sums.items():
            if count < day.quota.get(service, 0):
                yield f"Day {day.pk}: {count} places of {service}; {day.quota[service]} planned."
    lost = Slot.objects.filter(share__startswith=VILLAGE, place="")
    for slot in lost:
        yield f"Slot {slot.pk}: it is kept for a village, at no stop of the boat."


def check_draws() -> Iterator[str]:
    """Gives a sentence for each draw that was not drawn as it is published."""
    for draw in Draw.objects.filter(state=Draw.State.DRAWN):
        view = draw_of(draw.pk, draw.closes_at)
        if not view.holds:
            yield f"Draw {draw.pk}: computed again, its record gives another result."
        rows = draw.entries.exclude(rank=None).order_by("rank").values_list("ticket", flat=True)
        if list(rows) != list((view.record or {}).get("order", ())):
            yield f"Draw {draw.pk}: the ranks are not the published order."
    twice = (
        DrawEntry.objects.filter(state__in=["won", "booked"])
        .values("draw", "identity")
        .annotate(places=Count("pk"))
        .filter(places__gt=1)
    )
    for row in twice:
        yield f"Draw {row['draw']}: one person has {row['places']} places."


def check_shares() -> Iterator[str]:
    """Gives a sentence for each time whose shares are not together what the time has in all.

    What flowed from one service to another at a time sums to nothing; shares of one time sum to
    what is planned, flowed, and beyond what can be served.
    """
    shares = Slot.objects.filter(
        office=OuterRef("office"),
        service=OuterRef("service"),
        starts_at=OuterRef("starts_at"),
        place="",
    ).order_by()
    in_all = shares.values("office").annotate(n=Sum("places")).values("n")
    rows = TimePlaces.objects.annotate(shared=Coalesce(Subquery(in_all), 0))
    off = {(one.office, one.on) for one in CalendarDay.objects.filter(place="", state__in=CLOSED)}
    for row in rows.exclude(shared=F("planned") + F("flowed") + F("beyond")):
        if (row.office, row.on) in off:
            continue  # a day called off has what is still taken, and nothing to share
        yield (
            f"{row}: {row.shared} in its shares; planned {row.planned}, flowed {row.flowed}, "
            f"beyond {row.beyond}."
        )
    times = TimePlaces.objects.order_by().values("office", "starts_at")
    for time in times.annotate(flowed_in_all=Sum("flowed")).exclude(flowed_in_all=0):
        yield f"{time['office']} {time['starts_at']}: {time['flowed_in_all']} places from nowhere."


def check_ledger() -> Iterator[str]:
    """Gives a sentence for each slot that counts otherwise than the journal accounts for.

    Every place is followed through everything that was ever written of it, so that one that was
    lost, made from nothing or sold twice is found even where all counters agree with each other.
    """
    ledgers = ledger_of_each()
    for slot in Slot.objects.iterator():
        ledger = ledgers.pop(slot.pk)
        counted = {
            Account.TAKEN: slot.taken,
            Account.HELD: slot.held,
            Account.OFFERED: slot.offered,
            Account.FREE: slot.places - slot.taken - slot.held - slot.offered,
            Account.COMING_BACK: 0,
        }
        for account, count in counted.items():
            said = ledger.balance[account]
            if said != count:
                yield f"Slot {slot.pk}: {count} {account}; the journal accounts for {said}."
    for pk in ledgers:
        yield f"Slot {pk}: the journal tells of its places, and it is gone."


def check_lobbies() -> Iterator[str]:
    """Gives a sentence for each lobby that miscounts, or whose order is not its record's."""
    turns = Count("places", filter=Q(places__turn__isnull=False))
    for lobby in Lobby.objects.annotate(turns=turns, here=Count("places")):
        if lobby.turns > lobby.last_turn or lobby.here != lobby.arrived:
            yield f"Lobby {lobby.pk}: {lobby.here} came, {lobby.turns} turns; it says otherwise."
        if lobby.record is not None and not lobby_of(lobby.pk, lobby.began_at).holds:
            yield f"Lobby {lobby.pk}: computed again, its record gives another order."
