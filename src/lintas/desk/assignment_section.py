"""Who has a case in hand, and how it comes into other hands."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from lintas.accounts.public import names_of
from lintas.applications import public as applications
from lintas.applications.public import Status
from lintas.casework import public as casework
from lintas.casework.public import Seat
from lintas.desk.case_page import Sight
from lintas.kernel.actor import Role

SHARED_OUT_WHILE = {Status.UNDER_REVIEW, Status.RETURNED}
SEAT_WORDS = {Seat.REVIEW: _("Memeriksa"), Seat.DECIDE: _("Memutus")}


def assignment(sight: Sight) -> dict[str, Any] | None:
    """The two seats of a case under review: who sits there, what this actor may do about it."""
    case = applications.held(sight.view.application.pk)
    if case is None or case.status not in SHARED_OUT_WHILE or case.office != sight.actor.office:
        return None
    mine = casework.seats_for(sight.actor)
    able = {seat: casework.able(case, seat, sight.at) for seat in Seat}
    names = names_of(
        {who for of_seat in able.values() for who in of_seat}
        | {one for one in (case.reviewed_by, case.decider) if one}
    )
    seats = []
    for seat in Seat:
        holder = getattr(case, seat)
        is_mine = holder == sight.actor.id
        may_give = is_mine or sight.actor.has(Role.HEAD)
        others = [(who, names[who]) for who in able[seat] if who != holder] if may_give else []
        seats.append(
            {
                "id": seat.name.lower(),
                "title": SEAT_WORDS[seat],
                "holder": names.get(holder, "") if holder else "",
                "mine": is_mine,
                "may_take": seat in mine and not is_mine and sight.actor.id in able[seat],
                "others": others,
            }
        )
    return {"seats": seats, "sensitive": casework.is_sensitive(case.id),
            "may_mark": sight.actor.has(Role.HEAD)}  # fmt: skip
