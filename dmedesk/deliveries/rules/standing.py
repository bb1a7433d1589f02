"""Which of a ticket's proofs counts: the last whole one whose signature was not taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dmedesk.deliveries.rules.words import Method, ProofKind, TicketStage, UnsignedReason


@dataclass(frozen=True, slots=True)
class ProofFact:
    """One proof, as far as it decides. ``service_on`` is empty where it is not whole."""

    turn: int
    kind: ProofKind
    about_turn: int | None
    method: Method
    has_signature: bool
    reason: UnsignedReason | None
    service_on: date | None


def last_standing(proofs: Sequence[ProofFact]) -> ProofFact | None:
    """The proof that counts; None where nothing proves the visit."""
    return next((one for one in reversed(left(proofs)) if one.service_on is not None), None)


def left(proofs: Sequence[ProofFact]) -> list[ProofFact]:
    """The proofs that nobody took back, in their order."""
    gone = {one.about_turn for one in proofs if one.kind is ProofKind.TAKEN_BACK}
    return [one for one in proofs if one.kind is not ProofKind.TAKEN_BACK and one.turn not in gone]


def stage_by(proofs: Sequence[ProofFact]) -> TicketStage:
    """Where a ticket stands by its proofs, once its visit was made."""
    if last_standing(proofs) is not None:
        return TicketStage.DONE
    has_reason = any(
        one.method is Method.UNSIGNED and one.reason is not None for one in left(proofs)
    )
    return TicketStage.REASON_GIVEN if has_reason else TicketStage.WAITING
