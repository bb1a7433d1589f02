"""Products are found by their names and numbers, codes by what there is of them."""

from dmedesk.catalog.queries.feeds import CODES, KITS, PRODUCTS, code_id
from dmedesk.catalog.tables import Kit, Product
from tests.flows.month_shop import MonthShop, day
from tests.store.searching import entries


def test_a_product_by_its_description_model_code_and_device_identifier(shop: MonthShop) -> None:
    shop.change(
        Product,
        Product.hcpcs == "E0260",
        manufacturer="Northfield",
        model="NF-360",
        udi_di="00844588003288",
    )
    entry = entries(shop.engine, PRODUCTS)[0]
    assert (entry.title, entry.line) == ("Hospital bed", "E0260 · E0260 · Northfield · NF-360")
    assert {"NF-360", "00844588003288"} <= set(entry.numbers)


def test_every_code_of_a_product_or_a_fee_once_with_its_words(shop: MonthShop) -> None:
    shop.add(Product(product_no="X", hcpcs="X9999", description="Odd thing"))
    found = {one.title: one.line for one in entries(shop.engine, CODES)}
    assert set(found) == {"E0163", "E0260", "E1390", "X9999"}
    assert found["E0260"].startswith("hospital bed")
    assert found["X9999"] == ""


def test_a_code_stands_for_a_number_of_its_own() -> None:
    assert code_id("E0260") == int("E0260", 36)
    assert len({code_id(code) for code in ("E0260", "E0261", "K0001", "A4253", "0001")}) == 5
    assert code_id("–") == 0


def test_a_kit_is_found_by_its_name_and_note(shop: MonthShop) -> None:
    shop.add(Kit(name="Bed, complete", from_on=day("2026-01-01"), note="With rails"))
    (entry,) = entries(shop.engine, KITS)
    assert (entry.title, entry.line, entry.others) == (
        "Bed, complete",
        "With rails",
        ("With rails",),
    )
