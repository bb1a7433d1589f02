"""Credits are read with what they took back, by member, rental and invoice."""

from dmedesk.billing.queries.crediting import credits_of, lines_to_credit, places_taken
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop


def test_credits_name_the_places_of_their_lines_and_none_for_all(shop: MonthShop) -> None:
    for number in (1, 2, 3):
        shop.rent(f"R{number}")
    shop.rent("R4", member_no="M2")
    shop.post("2026-10")
    shop.credit("INV-000001", 1, 3)
    shop.credit("INV-000001", 2)
    shop.credit("INV-000002")
    with reading(shop.engine) as session:
        assert places_taken(session) == {1: (1, 3), 2: (2,), 3: ()}
        assert places_taken(session, invoice_ids=[2]) == {3: ()}
        lines = lines_to_credit(session, invoice_id=1)
        assert [line.credit_no for line in lines] == ["INV-000003", "INV-000004", "INV-000003"]
        assert [made.lines for made in credits_of(session, member_id=1)] == [2, 1]
        assert [made.credit_no for made in credits_of(session, rental_id=2)] == ["INV-000004"]
        assert [made.invoice_no for made in credits_of(session, invoice_id=2)] == ["INV-000002"]
