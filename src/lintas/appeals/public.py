"""The front door of appeals."""

from lintas.appeals.commands import answer_appeal, file_appeal
from lintas.appeals.policies import may_answer
from lintas.appeals.queries import AppealView, appeals_of, standing_of
from lintas.appeals.telling import TO_PERSON, tell_of_appeal

__all__ = [
    "TO_PERSON",
    "AppealView",
    "answer_appeal",
    "appeals_of",
    "file_appeal",
    "may_answer",
    "standing_of",
    "tell_of_appeal",
]
