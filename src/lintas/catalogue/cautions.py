"""What a service asks people to look at before they send; it refuses nothing."""

from pydantic import Field

from lintas.catalogue.questions import Condition, Slug
from lintas.catalogue.words import Strict, Words


class PassportLasts(Strict):
    """How long the passport should still be valid on the day of sending."""

    question: Slug
    months: int = Field(ge=1, le=120)
    rule: Slug
    confirmed: bool


class WithoutGap(Strict):
    """A group whose rows should follow each other day by day: which of its questions say when."""

    question: Slug
    first: Slug
    last: Slug
    rule: Slug
    confirmed: bool


class Advice(Strict):
    """What to mind or to bring when an answer calls for it."""

    when: Condition
    text: Words
    rule: Slug
    confirmed: bool
