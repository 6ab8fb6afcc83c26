"""The front door of production."""

from lintas.production.answer_commands import take_answer
from lintas.production.commands import discard_batch, make_batch, release_batch
from lintas.production.errors import AnswerWrong
from lintas.production.files import MOST_BYTES
from lintas.production.queries import (
    PRODUCTION_ROLES,
    BatchPage,
    BatchUnknown,
    BatchView,
    batch_for,
    batch_of,
    batch_view,
    batches_page,
    waiting_cases,
)
from lintas.production.rules import KINDS
from lintas.production.tasks import watch_batches

__all__ = [
    "KINDS",
    "MOST_BYTES",
    "PRODUCTION_ROLES",
    "AnswerWrong",
    "BatchPage",
    "BatchUnknown",
    "BatchView",
    "batch_for",
    "batch_of",
    "batch_view",
    "batches_page",
    "discard_batch",
    "make_batch",
    "release_batch",
    "take_answer",
    "waiting_cases",
    "watch_batches",
]
