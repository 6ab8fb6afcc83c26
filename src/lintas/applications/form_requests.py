"""A time chosen on the calendar's page: settled together with all others of that moment."""

from lintas.applications.booking_commands import VisitWanted, chooser_of
from lintas.applications.booking_requests import BOOKINGS
from lintas.applications.choosing_commands import Chosen
from lintas.applications.form_bookings import Form, was_done
from lintas.applications.key_commands import digest_of
from lintas.applications.models import Application
from lintas.kernel.actor import Actor
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id


def book_by_form(application: Application, chosen: Chosen, actor: Actor) -> None:
    """What was chosen, once for each form: the same one again books nothing more.

    Raises: KeyUsedOtherwise, and what `book_visits` refuses.
    """
    digest = digest_of(application.pk, chosen.said())
    form = Form(chosen.key, application.pk, digest, chosen.needs, chosen.words)
    if was_done(form):
        return
    chooser = chooser_of(application)
    answer = BOOKINGS.ask(VisitWanted(chooser, chosen.slot_id, chosen.key, new_id(), actor, form))
    if isinstance(answer, Refused):
        raise answer
    was_done(form)  # another one with this key may have come at the same moment
