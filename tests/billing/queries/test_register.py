"""The register is read in two statements, as frozen, with what stands and what was taken back."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from dmedesk.billing.queries.posted import payer_id_of
from dmedesk.billing.queries.register import register_of
from dmedesk.billing.rules.register import Register
from dmedesk.members.tables import Member
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop

OCTOBER = date(2026, 10, 1)


@pytest.fixture
def statements(shop: MonthShop) -> Iterator[list[str]]:
    """Every statement that asks the shop's database for something."""
    sent: list[str] = []

    def note(*arguments: Any) -> None:
        if arguments[2].startswith("SELECT"):
            sent.append(arguments[2])

    event.listen(shop.engine, "before_cursor_execute", note)
    yield sent
    event.remove(shop.engine, "before_cursor_execute", note)


def _register(shop: MonthShop, payer_code: str = "") -> Register:
    with reading(shop.engine) as session:
        payer_id = payer_id_of(session, payer_code) if payer_code else None
        return register_of(session, month_on=OCTOBER, payer_id=payer_id, payer_code=payer_code)


def test_it_lists_what_was_posted_as_it_was_posted(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2", payer="PP")
    shop.rent("R3")
    shop.post("2026-09")
    shop.post("2026-10")
    shop.change(Member, Member.member_no == "M1", last_name="Other")
    register = _register(shop)
    assert register.supplier is not None
    assert register.supplier.name == "Example Medical"
    first, second = register.invoices
    assert (first.invoice_no, first.member_no, first.member) == ("INV-000003", "M1", "M1 Rivera")
    assert (first.payer_code, first.payer, first.posted_on) == (
        "MH",
        "Payer MH",
        date(2026, 11, 3),
    )
    assert [line.rental_no for line in first.lines] == ["R1", "R3"]
    line = first.lines[0]
    assert (line.hcpcs, line.modifiers, line.serial) == ("E0260", ("RR", "KJ"), "SR1")
    assert (line.rental_month, line.last_month) == (4, 13)
    assert (line.from_on, line.until_on) == (date(2026, 10, 5), date(2026, 11, 5))
    assert (line.usual_charge_cents, line.amount_cents) == (50_000, 7_500)
    assert (line.basis, line.citations) == ("formula", ("101 CMR 322.03(18)(a)2",))
    assert (first.total_cents, second.total_cents, second.payer_code) == (15_000, 50_000, "PP")
    assert register.credits == ()


def test_a_payer_leaves_out_all_others(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2", payer="PP")
    shop.post("2026-10")
    register = _register(shop, "PP")
    assert [invoice.invoice_no for invoice in register.invoices] == ["INV-000002"]
    assert register.payer_code == "PP"


def test_what_was_taken_back_is_a_credit_and_no_invoice(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2", payer="PP")
    shop.post("2026-10")
    shop.undo("2026-10")
    shop.post("2026-10", payer="MH")
    register = _register(shop)
    assert [invoice.invoice_no for invoice in register.invoices] == ["INV-000005"]
    assert [
        (credit.credit_no, credit.invoice_no, credit.payer_code, credit.amount_cents)
        for credit in register.credits
    ] == [("INV-000003", "INV-000001", "MH", -7_500), ("INV-000004", "INV-000002", "PP", -50_000)]
    assert register.credits[0].credited_on == date(2026, 11, 3)


def test_a_month_without_posts_has_an_empty_register(shop: MonthShop) -> None:
    register = _register(shop)
    assert (register.supplier, register.invoices, register.credits) == (None, (), ())


def test_it_takes_three_statements_whatever_it_holds(
    shop: MonthShop, statements: list[str]
) -> None:
    for size in (1, 7):
        for number in range(size):
            shop.rent(f"R{size}-{number}", member_no=("M1", "M2", "M10")[number % 3])
        shop.post("2026-10")
        del statements[:]
        _register(shop)
        assert len(statements) == 3
