"""Taking notes of an interview, and confirming what stands on record."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from lintas.interviews import entries
from lintas.interviews.errors import (
    AnswersMissing,
    ConsentNeeded,
    NobodyCalled,
    NotConfirmedYet,
    OfficerNeeded,
    RecordConfirmed,
    SignatureNeeded,
)
from lintas.interviews.models import Addendum, Interview, Note, Record, VideoCall
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.kernel.ids import new_id

LONGEST_NOTE = 600


@transaction.atomic
def take_notes(
    *,
    case: UUID,
    office: str,
    questions: str,
    notes: Mapping[str, str],
    actor: Actor,
    at: datetime,
) -> None:
    """Keep the notes that changed; an empty one takes the note away.

    Raises: RecordConfirmed.  Race: the interview's row is locked, so none is lost.
    """
    interview = _open(case, office, questions)
    there = dict(interview.notes.values_list("question", "text"))
    tidy = {question: text.strip()[:LONGEST_NOTE] for question, text in notes.items()}
    changed = {q: text for q, text in tidy.items() if text != there.get(q, "")}
    if not changed:
        return
    for question, text in changed.items():
        if not text:
            interview.notes.filter(question=question).delete()
            continue
        Note.objects.update_or_create(
            interview=interview,
            question=question,
            defaults={"text": text, "by": _who(actor), "at": at},
        )
    _say(interview, entries.InterviewNoted(questions=tuple(sorted(changed))), actor, at)


@transaction.atomic
def record_consent(*, case: UUID, office: str, questions: str, actor: Actor, at: datetime) -> None:
    """Whoever is asked agrees that it is put on record. Raises: RecordConfirmed."""
    interview = _open(case, office, questions)
    if interview.consented_at is None:
        Interview.objects.filter(case=case).update(consented_at=at)
        _say(interview, entries.InterviewConsented(), actor, at)


@transaction.atomic
def record_video(
    *,
    case: UUID,
    office: str,
    questions: str,
    who: str,
    relation: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Somebody away, as an absent parent, was asked by video.

    Raises: NobodyCalled, RecordConfirmed.
    """
    interview = _open(case, office, questions)
    if not who.strip() or not relation.strip():
        raise NobodyCalled
    call = VideoCall.objects.create(
        id=new_id(), interview=interview, who=who.strip()[:150], relation=relation.strip()[:80],
        at=at, by=_who(actor),
    )  # fmt: skip
    _say(interview, entries.InterviewHeldByVideo(call=call.id), actor, at)


@transaction.atomic
def confirm_record(
    *,
    case: UUID,
    asked: Mapping[str, str],
    facts: Mapping[str, str],
    how: str,
    signed_as: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Freeze what was read out and confirmed; `asked` are the questions with their words.

    Raises: ConsentNeeded, AnswersMissing, SignatureNeeded, RecordConfirmed.
    """
    interview = Interview.objects.select_for_update().filter(case=case).first()
    if interview is None or interview.consented_at is None:
        raise ConsentNeeded
    if interview.confirmed_at is not None:
        raise RecordConfirmed
    notes = dict(interview.notes.values_list("question", "text"))
    if set(asked) - set(notes):
        raise AnswersMissing
    if how not in Record.How.values or not signed_as.strip():
        raise SignatureNeeded
    body = _body(interview, asked, notes, facts)
    sha256 = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    made = Record.objects.create(
        id=new_id(), interview=interview, body=body, sha256=sha256, how=how,
        signed_as=signed_as.strip()[:150], by=_who(actor), at=at,
    )  # fmt: skip
    Interview.objects.filter(case=case).update(confirmed_at=at)
    data = entries.InterviewConfirmed(record=made.id, sha256=sha256, how=how)
    _say(interview, data, actor, at)


def _body(
    interview: Interview,
    asked: Mapping[str, str],
    notes: Mapping[str, str],
    facts: Mapping[str, str],
) -> dict[str, Any]:
    calls = interview.calls.order_by("at")
    return {
        "facts": [[label, text] for label, text in facts.items()],
        "answers": [{"question": words, "answer": notes[q]} for q, words in asked.items()],
        "calls": [{"who": c.who, "relation": c.relation, "at": c.at.isoformat()} for c in calls],
    }


@transaction.atomic
def add_addendum(*, case: UUID, text: str, actor: Actor, at: datetime) -> None:
    """Correct a confirmed record by a note beside it. Raises: NotConfirmedYet."""
    record = Record.objects.filter(interview=case).select_related("interview").first()
    if record is None or not text.strip():
        raise NotConfirmedYet
    made = Addendum.objects.create(
        id=new_id(), record=record, text=text.strip()[:1000], by=_who(actor), at=at
    )
    _say(record.interview, entries.InterviewCorrected(addendum=made.id), actor, at)


def _open(case: UUID, office: str, questions: str) -> Interview:
    Interview.objects.get_or_create(case=case, defaults={"office": office, "questions": questions})
    interview = Interview.objects.select_for_update().get(case=case)
    if interview.confirmed_at is not None:
        raise RecordConfirmed
    return interview


def _who(actor: Actor) -> UUID:
    """Raises: OfficerNeeded when nobody in particular acts."""
    if not actor.is_staff or actor.id is None:
        raise OfficerNeeded
    return actor.id


def _say(interview: Interview, data: object, actor: Actor, at: datetime) -> None:
    journal.record(
        data, subject=interview.case, case=interview.case, actor=actor, office=interview.office,
        at=at,
    )  # fmt: skip
