"""The answer of ``preview`` and ``post`` (``billing.md``), key by key."""

from dmedesk.billing.rules.answer import answer
from tests.billing.facts import (
    facts,
    rental,
    run,
)


def test_the_answer_has_the_keys_of_the_format_in_its_order() -> None:
    shop = facts(
        rental(1),
        rental(2, proven_on=None),
        rental(3, started_on="2025-07-05"),
        posted=["2026-09"],
    )
    written = answer(run("2026-10", shop))
    assert list(written) == ["month", "lines", "held", "finished", "invoices", "total", "late"]
    assert written["month"] == "2026-10"
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
    assert written["invoices"] == [
        {
            "invoice_no": None,
            "member_no": "M1",
            "payer_code": "MH",
            "total": "75.00",
            "lines": 1,
            "pdf": None,
        }
    ]
    assert written["total"] == "75.00"
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
