"""What was posted elsewhere is taken as it was (docs/formats/billing.md, what was posted)."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine

from dmedesk.billing.actions.taking import Posted, take_papers, take_posted
from dmedesk.billing.rules.crediting import CreditReason
from dmedesk.billing.tables import (
    Credit,
    HeldMonth,
    Invoice,
    InvoiceDocument,
    InvoiceLine,
    PrintedWords,
    Ruling,
)
from dmedesk.kit.stored import Values
from dmedesk.papers.tables import AuthorizationUse
from dmedesk.rentals.tables import MonthEntry
from dmedesk.store.tables import AuditAddition
from dmedesk.store.unit_of_work import unit_of_work
from tests.flows.month_shop import MonthShop

POSTED_AT = datetime(2026, 10, 20, 12, tzinfo=UTC)


def run(number: int) -> Values:
    return {
        "run": number,
        "month": date(2026, 10, 1),
        "payer_code": None,
        "posted_at": POSTED_AT,
        "posted_on": date(2026, 10, 20),
        "posted_by": "bo",
        "engine_edition": "0.0.9",
    }


def invoice(invoice_no: str, number: int, street: str) -> Values:
    return {
        "invoice_no": invoice_no,
        "run": number,
        "member_no": "M1",
        "payer_code": "MH",
        "total": 7_500,
        "printed_company": '["Elsewhere",[],"",""]',
        "printed_payer": '["MassHealth",[],"MH"]',
        "printed_member": f'["Ana Rivera",["{street}"],"M1",[null,null]]',
    }


def line(invoice_no: str, round_: int) -> Values:
    return {
        "invoice_no": invoice_no,
        "rental_no": "R1",
        "from_on": date(2026, 10, 5),
        "until_on": date(2026, 11, 5),
        "round": round_,
        "rental_month": 4,
        "hcpcs": "E0260",
        "description": "Hospital bed",
        "brand": "",
        "model": "",
        "serial": "SR1",
        "modifiers": "RR KJ",
        "basis": "formula",
        "citations": "101 CMR 322.03(18)(a)2",
        "readings": "{}",
        "last_month": 13,
        "usual_charge": 50_000,
        "amount": 7_500,
        "pa_number": "PA1",
        "trace": "[]",
    }


CREDIT: Values = {
    "credit_no": "X-8",
    "invoice_no": "X-7",
    "credited_at": POSTED_AT,
    "credited_on": date(2026, 10, 20),
    "credited_by": "bo",
    "reason": CreditReason.MONTH_UNDONE,
    "note": "",
    "lines": (),
}
HELD: Values = {
    "run": 1,
    "rental_no": "R2",
    "from_on": date(2026, 10, 5),
    "rental_month": 4,
    "reasons": "[]",
}


@pytest.fixture
def shop(shop_engine: Engine) -> MonthShop:
    """R1 billed, credited and billed again elsewhere, the member having moved meanwhile."""
    shop = MonthShop(shop_engine).found()
    shop.rent("R1", pa_required=True)
    shop.rent("R2", member_no="M2", proven_on=None)
    shop.authorize("M1", "E0260", "PA1", 2)
    posted = Posted(
        runs=[run(2), run(1)],
        invoices=[invoice("X-7", 1, "1 Old St"), invoice("X-9", 2, "2 New St")],
        invoice_lines=[line("X-9", 2), line("X-7", 1)],
        credits=[CREDIT],
        held=[HELD],
    )
    with unit_of_work(shop_engine, actor="kim", action="import") as work:
        take_posted(work, posted=posted)
        take_papers(
            work,
            rows=[{"invoice_no": "X-9", "sha256": "ab", "made_at": POSTED_AT}],
            contents=iter([b"paper"]),
        )
    return shop


def test_the_ledger_has_every_turn_in_order(shop: MonthShop) -> None:
    entries = [(entry.turn, entry.number, entry.amount_cents) for entry in shop.rows(MonthEntry)]
    assert entries == [(1, 4, 7_500), (2, 4, -7_500), (3, 4, 7_500)]
    invoices = {one.id: one.invoice_no for one in shop.rows(Invoice)}
    turns = {entry.id: entry.turn for entry in shop.rows(MonthEntry)}
    assert [(invoices[one.invoice_id], turns[one.entry_id]) for one in shop.rows(InvoiceLine)] == [
        ("X-7", 1),
        ("X-9", 3),
    ]


def test_authorized_months_are_used_and_given_back(shop: MonthShop) -> None:
    uses = [(use.round, use.months) for use in shop.rows(AuthorizationUse)]
    assert sorted(uses) == [(1, -1), (1, 1), (2, 1)]


def test_words_that_did_not_change_are_frozen_once(shop: MonthShop) -> None:
    assert len(shop.rows(PrintedWords)) == 5
    assert len(shop.rows(Ruling)) == 1


def test_held_months_credits_and_papers_are_there(shop: MonthShop) -> None:
    assert [(held.from_on, held.reasons) for held in shop.rows(HeldMonth)] == [
        (date(2026, 10, 5), "[]")
    ]
    assert [(credit.credit_no, credit.credited_by) for credit in shop.rows(Credit)] == [
        ("X-8", "bo")
    ]
    (paper,) = shop.rows(InvoiceDocument)
    assert (paper.content, paper.made_at) == (b"paper", POSTED_AT)


def test_a_month_that_stands_is_not_billed_again(shop: MonthShop) -> None:
    assert shop.preview("2026-10")["lines"] == []
    added = {one.table_name for one in shop.rows(AuditAddition)}
    assert {"invoices", "invoice_lines", "month_entries", "credits", "held_months"} <= added


def test_nothing_posted_is_nothing_to_take(shop_engine: Engine) -> None:
    with unit_of_work(shop_engine, actor="kim", action="import") as work:
        take_posted(work, posted=Posted())
        take_papers(work, rows=[], contents=[])
    assert MonthShop(shop_engine).rows(Invoice) == []
