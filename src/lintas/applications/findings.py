"""What is found when a request is compared with itself, and what the comparing looks at. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from lintas.catalogue.public import Answers, Question, Service


@dataclass(frozen=True)
class Finding:
    """One sentence, what to do in it; it stands beside the answer to `question`."""

    question: str
    text: str
    rule: str
    """An id of docs/rules/."""
    confirmed: bool


@dataclass(frozen=True)
class Form:
    """The questions that were asked, and their answers, as of a day."""

    service: Service
    answers: Answers
    day: date

    @property
    def asked(self) -> tuple[Question, ...]:
        return self.service.visible_questions(self.answers)

    def of_kind(self, kind: str) -> Iterator[tuple[Question, str]]:
        """Each answered question of a kind."""
        for question in self.asked:
            answer = self.answers.get(question.id, "")
            if question.kind == kind and answer:
                yield question, answer


Check = Callable[[Form], Iterator[Finding]]
