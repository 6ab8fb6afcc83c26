from dataclasses import dataclass

from lintas.journal.public import kind


@kind("attachment:stored")
@dataclass(frozen=True)
class AttachmentStored:
    purpose: str
    sha256: str


@kind("attachment:removed")
@dataclass(frozen=True)
class AttachmentRemoved:
    purpose: str


@kind("attachment:viewed")
@dataclass(frozen=True)
class AttachmentViewed:
    purpose: str
