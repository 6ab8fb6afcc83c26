from dataclasses import dataclass

from lintas.journal.public import kind


@kind("attachment:stored")
@dataclass(frozen=True)
class AttachmentStored:
    purpose: str
    sha256: str


@kind("attachment:refused")
@dataclass(frozen=True)
class AttachmentRefused:
    """`refusal` is the name of its class in errors.py."""

    purpose: str
    refusal: str


@kind("attachment:removed")
@dataclass(frozen=True)
class AttachmentRemoved:
    purpose: str


@kind("attachment:viewed")
@dataclass(frozen=True)
class AttachmentViewed:
    purpose: str
