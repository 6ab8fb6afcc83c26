"""The two files that travel: a batch, and the answer to it. Pure.

Shape: JSON Lines, UTF-8, see docs/howto/exchange-with-the-passport-system.md. The first line is
the head with the control totals; the hash is over the bytes after the first line's end.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lintas.production.errors import AnswerWrong
from lintas.production.faults import Fault, What
from lintas.production.rules import digest

BATCH_FORMAT = "lintas-production-batch"
ANSWER_FORMAT = "lintas-production-answer"
VERSION = 1
MOST_BYTES = 512 * 1024
DOCUMENT_NUMBER = re.compile(r"[A-Z0-9]{4,30}")
LONGEST_REASON = 200


@dataclass(frozen=True)
class BatchLine:
    number: str
    service: str
    name: str
    answers: Mapping[str, str]
    paid_rupiah: int


@dataclass(frozen=True)
class Expected:
    """A line an answer has to have."""

    position: int
    number: str
    paid_rupiah: int


@dataclass(frozen=True)
class Result:
    """The answer to one line: made under a number, or failed for a reason."""

    position: int
    document_number: str
    reason: str


def batch_file(
    number: str, office: str, outcome: str, made_at: datetime, lines: Sequence[BatchLine]
) -> str:
    body = "".join(
        _json(
            {
                "line": position,
                "number": line.number,
                "service": line.service,
                "name": line.name,
                "answers": dict(line.answers),
                "paid_rupiah": line.paid_rupiah,
            }
        )
        for position, line in enumerate(lines, start=1)
    )
    head = {
        "format": BATCH_FORMAT,
        "version": VERSION,
        "batch": number,
        "office": office,
        "outcome": outcome,
        "made_at": made_at.isoformat(),
        "count": len(lines),
        "sum_rupiah": sum(line.paid_rupiah for line in lines),
        "sha256": digest(body.encode()),
    }
    return _json(head) + body


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def read_answer(content: bytes, batch: str, expected: Sequence[Expected]) -> list[Result]:
    """The results of all lines of a batch, in its order.

    Raises: AnswerWrong with everything that is wrong, when anything is.
    """
    head, rows = _read(content)
    faults = [*_head_faults(head, batch), *_total_faults(head, rows, content)]
    results: dict[int, Result] = {}
    known = {line.position: line for line in expected}
    for row in rows:
        position = row.get("line")
        if not isinstance(position, int) or position not in known:
            faults.append(Fault(What.NOT_IN_BATCH, line=_whole(position)))
            continue
        if position in results:
            faults.append(Fault(What.TWICE, line=position))
            continue
        faults += _line_faults(row, known[position])
        results[position] = _result(row, position)
    faults += [
        Fault(What.MISSING, line=p, known=known[p].number) for p in sorted(known.keys() - results)
    ]
    faults += _used_twice(results.values())
    if faults:
        raise AnswerWrong(faults)
    return [results[position] for position in sorted(results)]


def _read(content: bytes) -> tuple[Mapping[str, Any], list[Mapping[str, Any]]]:
    if len(content) > MOST_BYTES:
        raise AnswerWrong([Fault(What.TOO_LARGE)])
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise AnswerWrong([Fault(What.NOT_TEXT)]) from None
    found, unread = [], []
    for nth, line in enumerate(text.split("\n")):
        if not line.strip() and nth > 0:
            continue
        row = _object(line)
        if row is None:
            unread.append(Fault(What.UNREADABLE if nth else What.NO_HEAD, line=nth))
        else:
            found.append(row)
    if unread:
        raise AnswerWrong(unread)
    return found[0], found[1:]


def _object(line: str) -> Mapping[str, Any] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _head_faults(head: Mapping[str, Any], batch: str) -> Iterator[Fault]:
    said, known = f"{head.get('format')} {head.get('version')}", f"{ANSWER_FORMAT} {VERSION}"
    if said != known:
        yield Fault(What.OTHER_FORMAT, said=said[:80], known=known)
    if head.get("batch") != batch:
        yield Fault(What.OTHER_BATCH, said=str(head.get("batch"))[:40], known=batch)


def _total_faults(
    head: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], content: bytes
) -> Iterator[Fault]:
    if head.get("count") != len(rows):
        yield Fault(What.COUNT, said=str(head.get("count"))[:20], known=str(len(rows)))
    total = sum(_whole(row.get("paid_rupiah")) for row in rows)
    if head.get("sum_rupiah") != total:
        yield Fault(What.SUM, said=str(head.get("sum_rupiah"))[:20], known=str(total))
    if head.get("sha256") != digest(content.partition(b"\n")[2]):
        yield Fault(What.HASH)


def _line_faults(row: Mapping[str, Any], known: Expected) -> Iterator[Fault]:
    here = known.position
    if row.get("number") != known.number:
        yield Fault(What.OTHER_NUMBER, here, str(row.get("number"))[:40], known.number)
    if row.get("paid_rupiah") != known.paid_rupiah:
        said = str(row.get("paid_rupiah"))[:20]
        yield Fault(What.OTHER_AMOUNT, here, said, str(known.paid_rupiah))
    if row.get("result") == "made":
        number = _document_number(row)
        if not DOCUMENT_NUMBER.fullmatch(number):
            yield Fault(What.DOCUMENT_NUMBER, here, number[:40])
    elif row.get("result") == "failed":
        if not str(row.get("reason") or "").strip():
            yield Fault(What.REASON, here)
    else:
        yield Fault(What.RESULT, here, str(row.get("result"))[:40])


def _result(row: Mapping[str, Any], position: int) -> Result:
    made = row.get("result") == "made"
    reason = "" if made else str(row.get("reason") or "").strip()[:LONGEST_REASON]
    return Result(position, _document_number(row) if made else "", reason)


def _document_number(row: Mapping[str, Any]) -> str:
    return str(row.get("document_number") or "").strip()


def _used_twice(results: "Iterator[Result] | Any") -> Iterator[Fault]:
    seen: set[str] = set()
    for result in results:
        if result.document_number and result.document_number in seen:
            yield Fault(What.DOCUMENT_TWICE, result.position, result.document_number[:40])
        seen.add(result.document_number)


def _whole(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
