"""What the passport system must be able to do."""

from typing import Protocol


class SystemAway(Exception):
    """It did not answer, or not with what was asked for; ask again later."""


class BatchNotTaken(Exception):
    """It knows another batch of this number, or says this one is wrong: a human looks at it."""


class PassportSystem(Protocol):
    def send(self, number: str, content: str) -> None:
        """Hand over a batch file; the same again changes nothing.

        Raises: SystemAway, BatchNotTaken.
        """

    def answer_to(self, number: str) -> bytes | None:
        """The whole answer file, or None while work goes on. Raises: SystemAway."""
