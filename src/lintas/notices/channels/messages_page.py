"""The telephone of a demonstration: messages by phone are shown on the messages page."""

from django.conf import settings

from lintas.accounts.public import Contact
from lintas.notices.ports import NotDelivered


class MessagesPage:
    def send(self, to: Contact, subject: str, body: str) -> None:
        """The notice row is the message; outside a demonstration nobody would see it."""
        if not settings.DEMO:
            raise NotDelivered
