"""Billed months whose price rests on where the member lived: oxygen's, and no bed's."""

from dmedesk.billing.offers import priced_by_place
from dmedesk.billing.queries.placed import months_priced_by_place
from dmedesk.catalog.rules.words import Family
from dmedesk.catalog.tables import Product
from dmedesk.kit.references import RecordRef
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop


def placed(shop: MonthShop) -> list[tuple[str, str]]:
    with reading(shop.engine) as session:
        found = months_priced_by_place(session, member_id=1)
        assert priced_by_place(session, RecordRef("member", 1)) == found
        assert priced_by_place(session, RecordRef("payer", 1)) == ()
    return [(one.name, one.from_on.isoformat()) for one in found]


def test_only_oxygen_of_masshealth_rests_on_the_place(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2", hcpcs="E1390")
    shop.rent("R3", hcpcs="E1390", payer="MC")
    shop.post("2026-09")
    shop.post("2026-10")
    assert placed(shop) == [("R2", "2026-09-05"), ("R2", "2026-10-05")]
    shop.undo("2026-10")
    assert placed(shop) == [("R2", "2026-09-05")]


def test_a_product_s_own_family_counts_too(shop: MonthShop) -> None:
    shop.change(Product, Product.hcpcs == "E0260", family=Family.RESPIRATORY)
    shop.rent("R1")
    shop.post("2026-10")
    assert placed(shop) == [("R1", "2026-10-05")]
