"""What a channel must be able to do."""

from typing import Protocol

from lintas.accounts.public import Contact


class NotDelivered(Exception):
    """The other side did not take the message; it is tried again."""


class Channel(Protocol):
    def send(self, to: Contact, subject: str, body: str) -> None:
        """Raises: NotDelivered."""
