"""What a ticket printer must be able to do."""

from typing import Protocol


class PrinterAway(Exception):
    """Off, out of reach, or it stopped listening in the middle."""


class TicketPrinter(Protocol):
    def send(self, what: bytes) -> None:
        """Give the device these bytes. Raises: PrinterAway."""
        ...
