"""One decision for a boat's whole route: the part of the front door that is about it."""

from lintas.appointments.deciding import decide_all, preview_all
from lintas.appointments.route_queries import decisions_for, rest_of_route

__all__ = ["decide_all", "decisions_for", "preview_all", "rest_of_route"]
