"""Which service do I need? A few questions in plain words, as data, that end in a service."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, model_validator

from lintas.catalogue.definition import Service
from lintas.catalogue.questions import Slug
from lintas.catalogue.words import LISTED, Strict, Words

GUIDE = "guide.toml"


class GuideAnswer(Strict):
    """Leads to the next question, or ends in a service with what the form then knows already."""

    text: Words
    next: Slug | None = None
    service: Slug | None = None
    answers: dict[str, str] = {}

    @model_validator(mode="after")
    def _one_way(self) -> "GuideAnswer":
        if (self.next is None) == (self.service is None):
            raise ValueError("has `next` or `service`, and never both")
        return self


class GuideQuestion(Strict):
    id: Slug
    text: Words
    answers: Annotated[tuple[GuideAnswer, ...], LISTED, Field(min_length=2)]


class Guide(Strict):
    """Questions from `first` on; each is reached and none leads in a circle."""

    first: Slug
    questions: Annotated[tuple[GuideQuestion, ...], LISTED, Field(min_length=1)]

    @model_validator(mode="after")
    def _every_way_ends(self) -> "Guide":
        known = {question.id: question for question in self.questions}
        reached: set[str] = set()
        for way in self._ways(known, (self.first,)):
            reached |= set(way)
        for lost in known.keys() - reached:
            raise ValueError(f"the question {lost!r} is never reached")
        return self

    def _ways(
        self, known: dict[str, GuideQuestion], way: tuple[str, ...]
    ) -> Iterator[tuple[str, ...]]:
        here = known.get(way[-1])
        if here is None:
            raise ValueError(f"leads to {way[-1]!r}, which is no question")
        if way[-1] in way[:-1]:
            raise ValueError(f"leads in a circle at {way[-1]!r}")
        yield way
        for answer in here.answers:
            if answer.next is not None:
                yield from self._ways(known, (*way, answer.next))

    def ends(self) -> Iterator[GuideAnswer]:
        """The answers that end in a service."""
        for question in self.questions:
            yield from (answer for answer in question.answers if answer.service is not None)

    def misfits(self, services: dict[str, Service]) -> Iterator[str]:
        """What does not fit the services: unknown ones, unknown answers."""
        for end in self.ends():
            service = services.get(end.service or "")
            if service is None:
                yield f"ends in {end.service!r}, which is no service"
                continue
            known = {q.id: {choice.value for choice in q.choices} for q in service.questions}
            for question, value in end.answers.items():
                if value not in known.get(question, set()):
                    yield f"says {question} = {value!r}, which {service.id!r} does not know"
