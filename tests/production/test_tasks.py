"""Batches travel in the background; a system that is away loses nothing."""

from datetime import datetime, timedelta

import pytest

from lintas.applications.public import Status
from lintas.kernel import clock
from lintas.production.models import Answer, Batch
from lintas.production.tasks import ask, send, watch_batches
from tests.fakes.passport_system import FakePassportSystem
from tests.production.cast import approved, released, status_of
from tests.walk import answer_to

pytestmark = pytest.mark.django_db


def test_a_released_batch_is_sent_asked_about_and_taken_in(at: datetime) -> None:
    (case,) = approved(1, at)
    batch, system = released([case], at), FakePassportSystem()
    send(batch.pk, system)
    send(batch.pk, system)
    assert system.taken == {batch.number: batch.content}
    ask(batch.pk, system)
    assert Batch.objects.get().state == "sent"
    system.answers[batch.number] = answer_to(batch)
    ask(batch.pk, system)
    ask(batch.pk, system)
    assert Batch.objects.get().state == "closed"
    assert status_of(case) == Status.READY


def test_a_system_that_was_away_gets_the_batch_later(at: datetime) -> None:
    batch, system = released(approved(1, at), at), FakePassportSystem(away=True)
    send(batch.pk, system)
    waiting = Batch.objects.get()
    assert (waiting.state, waiting.attempts) == ("released", 1)
    assert "SystemAway" in waiting.trouble
    assert waiting.ask_at is not None
    assert waiting.ask_at > clock.now()
    system.away = False
    ask(batch.pk, system)
    assert Batch.objects.get().state == "sent"
    assert Batch.objects.get().trouble == ""


def test_a_wrong_answer_is_asked_for_again(at: datetime) -> None:
    (case,) = approved(1, at)
    batch, system = released([case], at), FakePassportSystem()
    send(batch.pk, system)
    system.answers[batch.number] = answer_to(batch)[:-10]
    ask(batch.pk, system)
    assert status_of(case) == Status.IN_PRODUCTION
    assert "AnswerWrong" in Batch.objects.get().trouble
    system.answers[batch.number] = answer_to(batch)
    ask(batch.pk, system)
    assert status_of(case) == Status.READY
    assert Answer.objects.filter(taken=True).count() == 1


def test_each_batch_is_asked_about_when_its_turn_is(at: datetime) -> None:
    released(approved(1, at), at)
    assert watch_batches(at) == 1
    assert watch_batches(at) == 0
    assert watch_batches(at + timedelta(seconds=11)) == 1
