"""An answer is taken in whole or not at all, and says what is wrong with it, line by line."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from lintas.applications.public import Status, document_numbers
from lintas.kernel.actor import system
from lintas.production import public as production
from lintas.production.errors import AnswerWrong
from lintas.production.faults import What
from lintas.production.invariants import check_production
from lintas.production.models import Answer, Batch, Line
from tests.production.cast import OFFICER, approved, batch_of, released, status_of
from tests.walk import answer_to

pytestmark = pytest.mark.django_db
Row = dict[str, Any]


def taken(batch: Batch, content: bytes, at: datetime) -> bool:
    return production.take_answer(
        batch_id=batch.pk, content=content, actor=system("passport-system"), at=at
    )


def changed(content: bytes, change: Callable[[Row, list[Row]], None], honest: bool = True) -> bytes:
    """The same answer, changed; an honest one has fitting totals."""
    head, *rows = [json.loads(line) for line in content.decode().splitlines()]
    change(head, rows)
    body = "".join(json.dumps(row) + "\n" for row in rows).encode()
    if honest:
        head["sha256"] = hashlib.sha256(body).hexdigest()
        head["count"] = len(rows)
    return json.dumps(head).encode() + b"\n" + body


def test_made_and_failed_lines_move_their_cases(at: datetime) -> None:
    cases = approved(3, at)
    batch = released(cases, at)
    assert taken(batch, answer_to(batch, failed={2: "photo-unusable"}), at)
    lines = list(batch.lines.order_by("position"))
    assert [line.state for line in lines] == ["made", "failed", "made"]
    states = {str(case.pk): status_of(case) for case in cases}
    assert states[str(lines[1].case)] == Status.APPROVED
    assert states[str(lines[0].case)] == Status.READY
    assert len(document_numbers([case.pk for case in cases])) == 2
    fresh = Batch.objects.get()
    assert (fresh.state, fresh.content) == ("closed", "")
    assert list(check_production()) == []
    again = batch_of([c for c in cases if c.pk == lines[1].case], at)
    assert again.count == 1


def test_the_same_answer_again_changes_nothing(at: datetime) -> None:
    batch = released(approved(2, at), at)
    content = answer_to(batch)
    assert taken(batch, content, at)
    assert not taken(batch, content, at)
    assert Answer.objects.count() == 1


def test_a_second_other_answer_is_refused_and_shows_the_difference(at: datetime) -> None:
    batch = released(approved(2, at), at)
    taken(batch, answer_to(batch), at)
    with pytest.raises(AnswerWrong) as wrong:
        taken(batch, answer_to(batch, failed={1: "blank-spoiled"}), at)
    assert [(f.what, f.line) for f in wrong.value.faults] == [(What.CLOSED, 1)]


def _edit(name: str, value: object, nth: int = 0) -> Callable[[Row, list[Row]], None]:
    return lambda _head, rows: rows[nth].update({name: value})


def _head(name: str, value: object) -> Callable[[Row, list[Row]], None]:
    return lambda head, _rows: head.update({name: value})


@pytest.mark.parametrize(
    ("change", "what", "line", "honest"),
    [
        (_edit("number", "MTW-26-22222"), What.OTHER_NUMBER, 1, True),
        (_edit("paid_rupiah", 7), What.OTHER_AMOUNT, 1, True),
        (_edit("result", "perhaps", 1), What.RESULT, 2, True),
        (_edit("document_number", "?"), What.DOCUMENT_NUMBER, 1, True),
        (_edit("line", 9), What.NOT_IN_BATCH, 9, True),
        (_edit("line", 2), What.TWICE, 2, True),
        (lambda _h, rows: rows.pop(), What.MISSING, 2, True),
        (lambda _h, rows: rows[1].update(rows[0] | {"line": 2}), What.DOCUMENT_TWICE, 2, True),
        (_edit("result", "failed"), What.REASON, 1, True),
        (_head("batch", "MTW-P26-9999"), What.OTHER_BATCH, 0, True),
        (_head("version", 2), What.OTHER_FORMAT, 0, True),
        (_head("count", 5), What.COUNT, 0, False),
        (_head("sum_rupiah", 5), What.SUM, 0, True),
        (_edit("document_number", "X1"), What.HASH, 0, False),
    ],
)
def test_a_wrong_answer_names_its_line_and_changes_nothing(
    at: datetime,
    change: Callable[[Row, list[Row]], None],
    what: What,
    line: int,
    honest: bool,
) -> None:
    cases = approved(2, at)
    batch = released(cases, at)
    content = changed(answer_to(batch), change, honest)
    for _ in range(2):
        with pytest.raises(AnswerWrong) as wrong:
            taken(batch, content, at)
        assert (what, line) in {(f.what, f.line) for f in wrong.value.faults}
    assert len(wrong.value.sentences) == len(wrong.value.faults)
    assert {status_of(case) for case in cases} == {Status.IN_PRODUCTION}
    assert Line.objects.filter(state="waiting").count() == 2
    kept = Answer.objects.get()
    assert not kept.taken
    assert kept.faults
    assert production.batch_view(OFFICER, batch.pk).answers[0].sentences == wrong.value.sentences
    assert taken(batch, answer_to(batch), at)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", What.NO_HEAD),
        (b"\xff\xfe", What.NOT_TEXT),
        (b"[]\n", What.NO_HEAD),
        (b"{}\nnot json\n", What.UNREADABLE),
        (b"[" * 100_000, What.NO_HEAD),
        (b" " * (600 * 1024), What.TOO_LARGE),
    ],
)
def test_what_is_no_answer_is_refused(at: datetime, content: bytes, what: What) -> None:
    batch = released(approved(1, at), at)
    with pytest.raises(AnswerWrong) as wrong:
        taken(batch, content, at)
    assert what in {fault.what for fault in wrong.value.faults}


def test_a_document_number_of_another_case_is_refused(at: datetime) -> None:
    first = released(approved(1, at), at)
    taken(first, answer_to(first), at)
    number = next(iter(document_numbers([first.lines.get().case]).values()))
    second = released(approved(1, at), at)
    content = changed(answer_to(second), _edit("document_number", number))
    with pytest.raises(AnswerWrong) as wrong:
        taken(second, content, at)
    assert [f.what for f in wrong.value.faults] == [What.DOCUMENT_TWICE]
