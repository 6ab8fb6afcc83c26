"""Who stands beside an applicant, and what their word is bound to. Pure."""

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from lintas.catalogue.public import Service, Words

CODE_LASTS = timedelta(hours=1)
"""A code goes from a phone in the village to whoever sits at the form."""
INVITATION_LASTS = timedelta(days=7)
PAPER = "konfirmasi-pemohon"
"""What the signed paper is filed under; no service asks for a paper of this name."""
SHEET_TITLE = Words(id="Lembar konfirmasi pemohon", en="The applicant's confirmation sheet")
LONGEST_NAME = 40
"""What of a name fits into a short message."""


class Kind(StrEnum):
    """What somebody is to the applicant."""

    FAMILY = "family"
    VILLAGE = "village"
    GUARANTOR = "guarantor"
    OTHER = "other"


class How(StrEnum):
    """How an applicant says yes to what somebody else wrote."""

    CODE = "code"
    PAPER = "paper"
    SELF = "self"
    """Signed in, with their own hand."""


class EndedBy(StrEnum):
    APPLICANT = "applicant"
    PARTY = "party"
    OFFICE = "office"


KIND_WORDS: dict[str, object] = {
    Kind.FAMILY: _("keluarga"),
    Kind.VILLAGE: _("pendamping di desa"),
    Kind.GUARANTOR: _("penjamin"),
    Kind.OTHER: _("orang lain"),
}
HOW_WORDS: dict[str, object] = {
    How.CODE: _("dengan kode"),
    How.PAPER: _("dengan kertas bertanda tangan atau cap jempol"),
    How.SELF: _("masuk sendiri"),
}


def written_mark(service: Service, answers: Mapping[str, str]) -> str:
    """What was written, as one mark: another answer is another mark.

    Only what is asked counts; papers are looked at beside the originals anyway.
    """
    asked = {q.id: answers.get(q.id, "") for q in service.visible_questions(answers)}
    told = json.dumps([service.id, service.version, asked], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def sheet_sign(mark: str, number: str) -> str:
    """Six signs that stand on the printed sheet, so that an old sheet is known. Unit: 24 bits."""
    return hashlib.sha256(f"{number}:{mark}".encode()).hexdigest()[:6].upper()
