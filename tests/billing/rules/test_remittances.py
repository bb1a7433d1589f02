"""Payers' answers: their codes as they are typed, and what comes of them."""

import pytest

from dmedesk.billing.rules.payments import Outcome
from dmedesk.billing.rules.remittances import (
    Adjustment,
    AnswerFacts,
    adjustments_cell,
    adjustments_in,
    answer_findings,
    outcome_of,
    remarks_cell,
)
from dmedesk.kit.cells import Unreadable


@pytest.mark.parametrize(
    ("cell", "stored"),
    [
        ("CO-45 12.50", "CO-45 12.50"),
        ("co45 12.5", "CO-45 12.50"),
        ("PR 1 300.00; CO-A2", "PR-1 300.00 | CO-A2"),
        ("OA-94 -9.00", "OA-94 -9.00"),
        ("CO-253=$1,000", "CO-253 1000.00"),
        ("", ""),
    ],
)
def test_codes_are_stored_in_one_form(cell: str, stored: str) -> None:
    assert adjustments_cell(cell) == stored
    assert adjustments_cell(stored) == stored


@pytest.mark.parametrize("cell", ["45", "CO-", "CO-45 x", "C-45 1", "CO-1234"])
def test_what_is_no_code_is_told(cell: str) -> None:
    with pytest.raises(Unreadable):
        adjustments_in(cell)


def test_remark_codes_are_stored_with_a_space_between() -> None:
    assert remarks_cell("ma02, N290") == "MA02 N290"
    with pytest.raises(Unreadable):
        remarks_cell("what")


@pytest.mark.parametrize(
    ("paid", "group", "outcome"),
    [
        (0, "CO", Outcome.DENIED),
        (0, "PR", Outcome.REDUCED),
        (0, "", Outcome.DENIED),
        (1, "CO", Outcome.REDUCED),
        (999, "CO", Outcome.REDUCED),
        (1_000, "", Outcome.PAID),
        (1_001, "", Outcome.PAID),
    ],
)
def test_an_answer_pays_reduces_or_denies(paid: int, group: str, outcome: Outcome) -> None:
    adjustments = (Adjustment(group, "1"),) if group else ()
    assert outcome_of(AnswerFacts(1, paid, None, adjustments), 1_000) is outcome


@pytest.mark.parametrize(
    ("paid", "codes", "found"),
    [
        (1_000, "", []),
        (900, "CO-45 1.00", []),
        (900, "CO-45 0.99", ["codes_do_not_add_up"]),
        (900, "CO-45", []),
        (900, "", ["no_code"]),
        (-1, "", ["paid_negative"]),
    ],
)
def test_what_does_not_add_up_is_told(paid: int, codes: str, found: list[str]) -> None:
    facts = AnswerFacts(1, paid, None, adjustments_in(codes))
    assert [one.code for one in answer_findings(facts, 1_000, name="L")] == found
