"""A passport system in memory: it can be away, refuse a batch, and answer when told to."""

from dataclasses import dataclass, field

from lintas.production.ports import BatchNotTaken, SystemAway


@dataclass
class FakePassportSystem:
    away: bool = False
    taken: dict[str, str] = field(default_factory=dict)
    answers: dict[str, bytes] = field(default_factory=dict)

    def send(self, number: str, content: str) -> None:
        self._answer()
        if self.taken.setdefault(number, content) != content:
            raise BatchNotTaken("other content")

    def answer_to(self, number: str) -> bytes | None:
        self._answer()
        if number not in self.taken:
            raise SystemAway("unknown batch")
        return self.answers.get(number)

    def _answer(self) -> None:
        if self.away:
            raise SystemAway("away")
