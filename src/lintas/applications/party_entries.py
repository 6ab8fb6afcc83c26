"""What the journal keeps of whoever stands beside an applicant: references, no names."""

from dataclasses import dataclass
from uuid import UUID

from lintas.journal.public import kind


@kind("application:help-begun")
@dataclass(frozen=True)
class HelpBegun:
    party: UUID
    kind: str
    how: str


@kind("application:confirmation-asked")
@dataclass(frozen=True)
class ConfirmationAsked:
    device: UUID


@kind("application:confirmed")
@dataclass(frozen=True)
class Confirmed:
    """`mark` tells one text from another and says nothing of it."""

    how: str
    mark: str


@kind("application:help-denied")
@dataclass(frozen=True)
class HelpDenied:
    pass


@kind("application:guarantor-invited")
@dataclass(frozen=True)
class GuarantorInvited:
    invitation: UUID


@kind("application:applicant-invited")
@dataclass(frozen=True)
class ApplicantInvited:
    invitation: UUID


@kind("application:invitation-withdrawn")
@dataclass(frozen=True)
class InvitationWithdrawn:
    invitation: UUID


@kind("application:guarantor-joined")
@dataclass(frozen=True)
class GuarantorJoined:
    party: UUID
    invitation: UUID


@kind("application:applicant-joined")
@dataclass(frozen=True)
class ApplicantJoined:
    invitation: UUID


@kind("application:party-allowed")
@dataclass(frozen=True)
class PartyAllowed:
    party: UUID
    sees: bool
    told: bool


@kind("application:party-ended")
@dataclass(frozen=True)
class PartyEnded:
    party: UUID
    by: str
