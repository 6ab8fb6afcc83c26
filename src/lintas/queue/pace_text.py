"""A pace as it lies in the database. Pure."""

from typing import Any

from lintas.queue.pace import Law, Pace


def as_json(pace: Pace) -> dict[str, Any]:
    return {
        "measured": dict(pace.measured),
        "laws": {service: [round(m, 2) for m in law.minutes] for service, law in pace.laws.items()},
        "hours": {str(hour): round(factor, 4) for hour, factor in pace.hours.items()},
        "service_hours": [
            [service, hour, round(factor, 4)]
            for (service, hour), factor in pace.service_hours.items()
        ],
        "absent_share": pace.absent_share,
        "coming_share": pace.coming_share,
        "early_minutes": [round(m, 1) for m in pace.early_minutes],
        "priority_an_hour": pace.priority_an_hour,
    }


def from_json(text: dict[str, Any]) -> Pace:
    return Pace(
        measured=text["measured"],
        laws={service: Law(tuple(minutes)) for service, minutes in text["laws"].items()},
        hours={int(hour): factor for hour, factor in text["hours"].items()},
        service_hours={(service, hour): factor for service, hour, factor in text["service_hours"]},
        absent_share=text["absent_share"],
        coming_share=text["coming_share"],
        early_minutes=tuple(text["early_minutes"]),
        priority_an_hour=text["priority_an_hour"],
    )
