"""The clock of a case: where it stands, and what may be said about it."""

from typing import Any

from lintas.applications import public as applications
from lintas.applications.public import Status
from lintas.catalogue import public as catalogue
from lintas.desk.case_page import Sight
from lintas.desk.letter_previews import DELAY, previewed
from lintas.kernel.actor import Role


def promise(sight: Sight) -> dict[str, Any] | None:
    application = sight.view.application
    lines = applications.promise_lines(application, sight.at)
    if lines is None:
        return None
    table, head = catalogue.promise_table(), sight.actor.has(Role.HEAD)
    free = lines.promise.running and application.status != Status.RETURNED
    allowed = {"officer", "head"} if head else {"officer"}
    return {
        "lines": lines,
        "promise": lines.promise,
        "grounds": [ground for ground in table.pauses if ground.by in allowed],
        "delays": table.delays,
        "may_pause": free and lines.standing is None,
        "may_resume": free and lines.standing is not None,
        "may_delay": lines.promise.running and head,
        "may_extend": lines.promise.running
        and head
        and lines.promise.extendable_days > lines.promise.extended_days,
        "extend_open": "extend-reason" in sight.typed,
        "pause_open": "pause-reason" in sight.typed,
        "letter": previewed(sight, DELAY),
        "delay_open": "delay-reason" in sight.typed,
        "typed_reason": sight.typed.get("delay-reason", ""),
        "typed_day": sight.typed.get("announced-on", ""),
        "late": lines.promise.running
        and catalogue.office(application.office).today(sight.at) > lines.promise.expected_on,
    }
