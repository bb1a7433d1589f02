"""What billing offers: the months to credit where a member stops."""

from dmedesk.billing import offers
from dmedesk.kit.references import RecordRef
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day


def test_months_to_credit_name_their_invoice(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.post("2026-10")
    with reading(shop.engine) as session:
        (one,) = offers.stops(session, RecordRef("member", 1), day("2026-10-01"))
        assert offers.stops(session, RecordRef("payer", 1), day("2026-10-01")) == ()
    assert one.sentence == ("Credit the month of 2026-10-05 of rental R1, on invoice INV-000001.")
    assert (one.cents, one.opens) == (7_500, RecordRef("invoice", 1))
