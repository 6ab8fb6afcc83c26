"""What the pages of a request say about a day that the office has held, moved or cancelled."""

from typing import Any

from lintas.applications.day_telling import reason_words
from lintas.applications.models import Application
from lintas.applications.queries import office_of
from lintas.applications.rules import Status
from lintas.appointments import public as appointments
from lintas.appointments.public import BookingView, NewsView
from lintas.catalogue import public as catalogue
from lintas.kernel import clock


def day_facts(application: Application, booking: BookingView | None) -> dict[str, Any]:
    """`held`: the day waits for a decision. `news`: it was moved or cancelled, and nothing was
    chosen since. `kept_place`: a place that is kept until a time. Cost: three index reads at most.
    """
    office = office_of(application)
    if application.status == Status.PAID:
        kept = appointments.kept_place_of(application.pk, clock.now())
        news = appointments.news_of(application.pk)
        lost = news is not None and news.fate == "offered" and booking is None
        return {
            "news": news if lost else None,
            "why": reason_words(office, news.reason) if news else "",
            "kept_place": kept,
            "kept_hall": _hall(office.id, kept.place) if kept else None,
        }
    if booking is None or application.status not in {Status.VISIT_BOOKED, Status.ARRIVED}:
        return {}
    on = office.today(booking.starts_at)
    day = appointments.state_of_day(office.id, booking.place, on)
    moved = _moved(application, booking)
    return {
        "held": day if day is not None and day.state == "held" else None,
        "news": moved,
        "why": reason_words(office, moved.reason if moved else day.reason if day else ""),
        "hall": _hall(office.id, booking.place),
    }


def _moved(application: Application, booking: BookingView) -> NewsView | None:
    """The move, while the person has not chosen another time themselves."""
    if not booking.moved_by_office:
        return None
    return appointments.moved_news_of(application.pk)


def _hall(office: str, place: str) -> object:
    return catalogue.office(catalogue.hall_id(office, place))
