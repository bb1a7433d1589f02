"""What is said of serials at once while units are received."""

from sqlalchemy import Engine

from dmedesk.assets.queries.receiving import doubts, product_of_label
from dmedesk.kit.references import RecordRef
from dmedesk.store.unit_of_work import reading
from tests.assets.desk import a_product, a_unit

DI = "00844588003288"


def _rows(*serials: str) -> list[dict[str, str]]:
    return [{"serial": serial} for serial in serials]


def test_known_doubled_and_odd_serials_are_told_each_at_its_row(shop_engine: Engine) -> None:
    a_product(shop_engine)
    for number in (101, 102, 103):
        a_unit(shop_engine, serial=f"AB-{number}")
    with reading(shop_engine) as session:
        found = doubts(session, units=_rows("ab 102", "AB-104", "ab104", "X9", ""), product_id=1)
        assert doubts(session, units=_rows("X9"), product_id=None) == []
    assert [(one.field, one.code) for one in found] == [
        ("units/0/serial", "serial_taken"),
        ("units/2/serial", "serial_twice"),
        ("units/3/serial", "odd_shape"),
    ]
    assert found[0].opens == RecordRef("asset", 2)


def test_a_label_names_a_product_where_only_one_bears_it(shop_engine: Engine) -> None:
    a_product(shop_engine, udi_di=DI)
    with reading(shop_engine) as session:
        found = product_of_label(session, DI)
        assert product_of_label(session, "1") is None
    assert found is not None
    assert found.title == "Hospital bed"
    a_product(shop_engine, product_no="BED2", udi_di=DI)
    with reading(shop_engine) as session:
        assert product_of_label(session, DI) is None
