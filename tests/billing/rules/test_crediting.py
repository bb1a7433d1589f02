"""What forbids a credit, and which lines the credits of files take back."""

import pytest

from dmedesk.billing.rules.crediting import CreditReason, credit_findings, taken_back, words_of

OTHER, ERROR = CreditReason.OTHER, CreditReason.IN_ERROR


@pytest.mark.parametrize(
    ("lines", "reason", "note", "codes"),
    [
        ({1}, ERROR, "", []),
        ({1, 2}, OTHER, "shown twice", []),
        (set(), ERROR, "", ["no_line"]),
        ({3}, ERROR, "", ["credited_already"]),
        ({9}, ERROR, "", ["line_of_another"]),
        ({1}, OTHER, "  ", ["no_reason"]),
        ({3, 9}, OTHER, "", ["line_of_another", "credited_already", "no_reason"]),
    ],
)
def test_everything_that_forbids_a_credit_is_said_at_once(
    lines: set[int], reason: CreditReason, note: str, codes: list[str]
) -> None:
    found = credit_findings(
        invoice_no="INV-1",
        lines=lines,
        of_invoice=[1, 2, 3],
        credited={3: "INV-2"},
        reason=reason,
        note=note,
    )
    assert [finding.code for finding in found] == codes


@pytest.mark.parametrize(
    ("reason", "note", "said"),
    [
        (ERROR, "", "Billed in error"),
        (ERROR, "never used", "Billed in error: never used"),
        (OTHER, "never used", "never used"),
    ],
)
def test_a_reason_is_said_with_its_note(reason: CreditReason, note: str, said: str) -> None:
    assert words_of(reason, note) == said


def test_a_credit_without_lines_takes_all_of_its_invoice() -> None:
    lines = [("a", "INV-1"), ("b", "INV-2"), ("c", "INV-1")]
    whole = {"credit_no": "INV-3", "invoice_no": "INV-1", "lines": ()}
    second = {"credit_no": "INV-4", "invoice_no": "INV-1", "lines": (2, 7)}
    unknown = {"credit_no": "INV-5", "invoice_no": "INV-9", "lines": ()}
    assert taken_back(lines, [whole]) == {"a": ["INV-3"], "c": ["INV-3"]}
    assert taken_back(lines, [second, unknown]) == {"c": ["INV-4"]}
    assert taken_back(lines, [whole, second])["c"] == ["INV-3", "INV-4"]
