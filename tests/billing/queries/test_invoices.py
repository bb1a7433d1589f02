"""The list of all invoices, one invoice, and what was billed of a member and a rental."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from dmedesk.billing.queries.crediting import credits_of
from dmedesk.billing.queries.invoices import (
    INVOICES,
    billed_of,
    invoice_of_month,
    read_invoice,
)
from dmedesk.kit.lists import EVERYTHING, Ask, Filter, Match
from dmedesk.members.tables import Member
from dmedesk.rentals.tables import Rental
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day

TODAY = day("2026-11-03")


@pytest.fixture
def posted(shop: MonthShop) -> MonthShop:
    shop.rent("R1", member_no="M1")
    shop.rent("R2", member_no="M1", hcpcs="E1390")
    shop.rent("R3", member_no="M2")
    shop.post("2026-09")
    shop.undo("2026-09")
    shop.post("2026-10")
    return shop


def _asked(shop: MonthShop, ask: Ask) -> list[str]:
    return [row.invoice_no for row in _read(shop, lambda session: _rows(session, ask))]


def _rows(session: Any, ask: Ask = EVERYTHING) -> list[Any]:
    return INVOICES.rows(session, INVOICES.ids(session, ask, on=TODAY), on=TODAY)


def _read(shop: MonthShop, ask: Callable[[Any], Any]) -> Any:
    with reading(shop.engine) as session:
        return ask(session)


def _id(shop: MonthShop, column: Any, chosen: Any) -> int:
    return int(_read(shop, lambda session: session.scalar(select(column).where(chosen))))


def test_invoices_of_all_months_stand_with_their_credits(posted: MonthShop) -> None:
    rows = _read(posted, _rows)
    assert [(row.invoice_no, row.state, row.credit_no, row.lines) for row in rows] == [
        ("INV-000006", "standing", None, 1),
        ("INV-000005", "standing", None, 2),
        ("INV-000002", "credited", "INV-000004", 1),
        ("INV-000001", "credited", "INV-000003", 2),
    ]
    counts = _read(posted, lambda session: INVOICES.counts(session, on=TODAY))
    assert counts == {"": 4, "standing": 2, "credited": 2, "no_paper": 2}


def test_they_are_found_by_month_member_and_rental(posted: MonthShop) -> None:
    month = (
        Filter("month_on", Match.FROM, day("2026-10-01")),
        Filter("month_on", Match.TO, day("2026-10-31")),
    )
    assert _asked(posted, Ask(filters=month)) == ["INV-000006", "INV-000005"]
    of_member = Filter("member_no", Match.IS, "M2")
    assert _asked(posted, Ask("credited", (of_member,))) == ["INV-000002"]
    rental = _id(posted, Rental.id, Rental.rental_no == "R2")
    of_rental = Filter("rentals", Match.CONTAINS, f"|{rental}|")
    assert _asked(posted, Ask(filters=(of_rental,))) == ["INV-000005", "INV-000001"]


def test_one_invoice_has_what_it_prints_and_its_rentals(posted: MonthShop) -> None:
    found = _read(posted, lambda session: read_invoice(session, invoice_id=3, on=TODAY))
    assert found is not None
    assert found.row.invoice_no == "INV-000005"
    assert [number for _id, number in found.rentals] == ["R1", "R2"]
    assert len(found.printed.lines) == 2
    assert _read(posted, lambda session: read_invoice(session, invoice_id=99, on=TODAY)) is None


def test_what_was_billed_of_a_member_a_rental_and_by_an_invoice(posted: MonthShop) -> None:
    member = _id(posted, Member.id, Member.member_no == "M1")
    rental = _id(posted, Rental.id, Rental.rental_no == "R2")
    of_member = _read(posted, lambda session: billed_of(session, member_id=member))
    of_rental = _read(posted, lambda session: billed_of(session, rental_id=rental))
    assert [(one.invoice_no, one.months) for one in of_member] == [
        ("INV-000001", 2),
        ("INV-000005", 2),
    ]
    (credit,) = _read(posted, lambda session: credits_of(session, member_id=member))
    assert (credit.credit_no, credit.invoice_no, credit.lines) == ("INV-000003", "INV-000001", 2)
    assert [(one.invoice_no, one.months, one.cents) for one in of_rental] == [
        ("INV-000001", 1, 20_000),
        ("INV-000005", 1, 20_000),
    ]
    (one,) = _read(posted, lambda session: billed_of(session, invoice_id=4))
    assert one.invoice_no == "INV-000006"


def test_a_month_s_standing_invoice_is_found_with_its_line(posted: MonthShop) -> None:
    rental = _id(posted, Rental.id, Rental.rental_no == "R2")

    def found(from_on: str) -> Any:
        return _read(
            posted,
            lambda session: invoice_of_month(session, rental_id=rental, from_on=day(from_on)),
        )

    assert found("2026-10-05") == (3, 1)
    assert found("2026-09-05") is None
