"""What is wrong with a payment or a batch before it is written down."""

from datetime import date

import pytest

from dmedesk.billing.rules.payments import (
    APPEAL_WORDS,
    KIND_WORDS,
    OUTCOME_WORDS,
    REVERSAL_WORDS,
    WRITE_OFF_WORDS,
    AppealStep,
    Counted,
    Outcome,
    PaymentFacts,
    PaymentKind,
    ReversalReason,
    WriteOffReason,
    closing_findings,
    payment_findings,
    reference_key,
)

ON = date(2026, 11, 3)


def codes(facts: PaymentFacts) -> list[str]:
    return [finding.code for finding in payment_findings(facts, received_on=ON)]


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        (PaymentFacts(PaymentKind.CHECK, 1, "7", payer_id=1), []),
        (PaymentFacts(PaymentKind.CHECK, 1, "7", payer_id=1, dated_on=ON), []),
        (PaymentFacts(PaymentKind.CARD_SLIP, 1, member_id=1), []),
        (PaymentFacts(PaymentKind.REMITTANCE, 0, "7", payer_id=1), []),
        (PaymentFacts(PaymentKind.CHECK, 1, "7"), ["who"]),
        (PaymentFacts(PaymentKind.CHECK, 1, "7", payer_id=1, member_id=1), ["who"]),
        (PaymentFacts(PaymentKind.CHECK, 0, "7", payer_id=1), ["amount"]),
        (PaymentFacts(PaymentKind.CHECK, 1, " 0 ", payer_id=1), ["reference"]),
        (PaymentFacts(PaymentKind.REMITTANCE, 0, "7", member_id=1), ["who"]),
        (PaymentFacts(PaymentKind.REMITTANCE, -1, "7", payer_id=1), ["amount"]),
        (
            PaymentFacts(PaymentKind.CHECK, 1, "7", payer_id=1, dated_on=date(2026, 11, 4)),
            ["postdated"],
        ),
    ],
)
def test_a_payment_is_judged(facts: PaymentFacts, found: list[str]) -> None:
    assert codes(facts) == found


@pytest.mark.parametrize(
    ("reference", "key"),
    [("0017", "17"), ("ab-12 3", "AB123"), ("  ", None), ("000", None), ("1700", "1700")],
)
def test_a_number_is_compared_without_zeros_before_it_and_signs(
    reference: str, key: str | None
) -> None:
    assert reference_key(reference) == key


@pytest.mark.parametrize(
    ("counted", "difference", "found"),
    [
        (Counted(100, 100, 1), 0, []),
        (Counted(100, 99, 1), -1, ["out_of_balance"]),
        (Counted(100, 101, 1), 1, ["out_of_balance"]),
        (Counted(None, 100, 1), None, ["no_total"]),
        (Counted(0, 0, 1), 0, []),
        (Counted(0, 0, 0), 0, ["empty_batch"]),
    ],
)
def test_a_batch_balances_or_not(
    counted: Counted, difference: int | None, found: list[str]
) -> None:
    assert counted.difference_cents == difference
    assert [one.code for one in closing_findings(counted, batch_no=1)] == found


def test_every_choice_has_its_words() -> None:
    assert KIND_WORDS.keys() == set(PaymentKind)
    assert REVERSAL_WORDS.keys() == set(ReversalReason)
    assert OUTCOME_WORDS.keys() == set(Outcome)
    assert WRITE_OFF_WORDS.keys() == set(WriteOffReason)
    assert APPEAL_WORDS.keys() == set(AppealStep)
