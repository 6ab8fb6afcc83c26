"""Which money can be claimed back, by which rule, and what stays with the state."""

from typing import Annotated, Literal

from pydantic import Field

from lintas.catalogue.questions import Slug
from lintas.catalogue.words import LISTED, Strict, Words


class RefundGround(Strict):
    """`money`: what came and paid nothing ("kept"), or what paid a bill ("fee")."""

    id: Slug
    money: Literal["kept", "fee"]
    verdicts: Annotated[tuple[Slug, ...], LISTED] = ()
    statuses: Annotated[tuple[Slug, ...], LISTED] = ()
    before_service: bool = False
    title: Words
    rule: Slug
    confirmed: bool


class StayingFee(Strict):
    """Why a fee does not come back once the service was given."""

    statuses: Annotated[tuple[Slug, ...], LISTED, Field(min_length=1)]
    title: Words
    rule: Slug
    confirmed: bool


class RefundTable(Strict):
    claim_years: int = Field(ge=1)
    answer_days: int = Field(ge=1)
    """Unit: working days of the office, from the claim to the treasury."""
    answer_rule: Slug
    answer_confirmed: bool
    treasury_rule: Slug
    keep_account_days: int = Field(ge=0)
    """So long after the money went back the account stays on file, should a bank return it."""
    grounds: Annotated[tuple[RefundGround, ...], LISTED, Field(min_length=1)]
    stays: Annotated[tuple[StayingFee, ...], LISTED] = ()

    @property
    def rules(self) -> list[str]:
        """What a refusal can be founded on."""
        return sorted({g.rule for g in self.grounds} | {fee.rule for fee in self.stays})

    def ground(self, ground_id: str) -> RefundGround | None:
        return next((one for one in self.grounds if one.id == ground_id), None)
