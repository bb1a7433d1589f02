"""The last whole proof counts whose signature nobody took back."""

from datetime import date

import pytest

from dmedesk.deliveries.rules.standing import ProofFact, last_standing, left, stage_by
from dmedesk.deliveries.rules.words import Method, ProofKind, TicketStage, UnsignedReason

DAY = date(2026, 10, 5)


def _proof(turn: int, *, whole: bool = True, noted: bool = False) -> ProofFact:
    return ProofFact(
        turn,
        ProofKind.VISIT if turn == 1 else ProofKind.ADDENDUM,
        None if turn == 1 else turn - 1,
        Method.UNSIGNED if noted else Method.DIRECT,
        has_signature=not noted,
        reason=UnsignedReason.NOBODY_HOME if noted else None,
        service_on=DAY if whole else None,
    )


def _gone(turn: int, about: int) -> ProofFact:
    return ProofFact(
        turn,
        ProofKind.TAKEN_BACK,
        about,
        Method.DIRECT,
        has_signature=False,
        reason=None,
        service_on=None,
    )


LACKING, NOTED = _proof(1, whole=False), _proof(1, whole=False, noted=True)
DONE, WAITING, REASON = TicketStage.DONE, TicketStage.WAITING, TicketStage.REASON_GIVEN


@pytest.mark.parametrize(
    ("proofs", "turn", "stage"),
    [
        ([], None, WAITING),
        ([LACKING], None, WAITING),
        ([NOTED], None, REASON),
        ([_proof(1)], 1, DONE),
        ([_proof(1), _proof(2)], 2, DONE),
        ([_proof(1), _proof(2, whole=False)], 1, DONE),
        ([LACKING, _proof(2)], 2, DONE),
        ([_proof(1), _gone(2, 1)], None, WAITING),
        ([_proof(1), _proof(2), _gone(3, 2)], 1, DONE),
        ([_proof(1), _proof(2), _gone(3, 1)], 2, DONE),
        ([_proof(1), _gone(2, 1), _proof(3)], 3, DONE),
        ([NOTED, _proof(2), _gone(3, 2)], None, REASON),
    ],
)
def test_what_counts(proofs: list[ProofFact], turn: int | None, stage: TicketStage) -> None:
    counts = last_standing(proofs)
    assert (None if counts is None else counts.turn) == turn
    assert stage_by(proofs) is stage


def test_what_was_taken_back_is_left_out() -> None:
    assert [one.turn for one in left([_proof(1), _proof(2), _gone(3, 2)])] == [1]
