"""The answer of ``preview`` and ``post`` (``billing.md``), key by key."""

import pytest

from dmedesk.billing.rules.answer import Answer, answer
from tests.billing.facts import (
    facts,
    rental,
    run,
)


@pytest.fixture
def written() -> Answer:
    """The answer of a month with a line, a held month, a finished rental and late months."""
    shop = facts(
        rental(1),
        rental(2, proven_on=None),
        rental(3, started_on="2025-07-05"),
        posted=["2026-09"],
    )
    return answer(run("2026-10", shop))


def test_the_answer_has_the_keys_of_the_format_in_its_order(written: Answer) -> None:
    assert list(written) == ["month", "lines", "held", "finished", "invoices", "total", "late"]
    assert (written["month"], written["total"]) == ("2026-10", "75.00")


def test_a_line_has_its_keys_in_their_order_money_as_text_and_its_last_day(
    written: Answer,
) -> None:
    assert list(written["lines"][0].items()) == [
        ("rental_no", "R1"),
        ("member_no", "M1"),
        ("payer_code", "MH"),
        ("serial", "S1"),
        ("hcpcs", "E0260"),
        ("modifiers", ["RR", "KJ"]),
        ("rental_month", 4),
        ("from_on", "2026-10-05"),
        ("until_on", "2026-11-04"),
        ("usual_charge", "500.00"),
        ("amount", "75.00"),
        ("basis", "formula"),
        ("citations", ["101 CMR 322.03(18)(a)2"]),
        ("invoice_no", None),
    ]


def test_an_invoice_has_its_keys_in_their_order(written: Answer) -> None:
    assert list(written["invoices"][0].items()) == [
        ("invoice_no", None),
        ("member_no", "M1"),
        ("payer_code", "MH"),
        ("total", "75.00"),
        ("lines", 1),
        ("pdf", None),
    ]


def test_held_finished_and_late_months_are_told(written: Answer) -> None:
    assert written["held"] == [
        {
            "rental_no": "R2",
            "rental_month": 4,
            "from_on": "2026-10-05",
            "reasons": [
                {"code": "no_proof_of_delivery", "detail": "no dated proof of delivery"},
            ],
        }
    ]
    assert written["finished"] == [{"rental_no": "R3", "last_month": 13}]
    assert [(late["rental_no"], late["amount"]) for late in written["late"]] == [
        ("R1", "100.00"),
        ("R2", None),
    ]


def test_numbers_and_papers_stand_in_the_answer_once_posted() -> None:
    plan = run("2026-10", facts(rental()))
    written = answer(plan, invoice_nos=["INV-000007"], with_papers=True)
    assert written["lines"][0]["invoice_no"] == "INV-000007"
    assert written["invoices"][0]["pdf"] == "INV-000007.pdf"
    assert answer(plan, invoice_nos=["INV-000007"])["invoices"][0]["pdf"] is None


def test_with_nothing_new_the_answer_is_empty() -> None:
    assert answer(run("2026-10", facts())) == {
        "month": "2026-10",
        "lines": [],
        "held": [],
        "finished": [],
        "invoices": [],
        "total": "0.00",
    }
