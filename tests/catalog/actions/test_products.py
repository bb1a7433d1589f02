"""Products are entered and changed by their attributes, every fault at its field."""

from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.catalog.actions import change_product, enter_product
from dmedesk.catalog.queries.records import ProductRecord, product_record
from dmedesk.catalog.rules.words import Family, PaymentClass
from dmedesk.kit.errors import Refused
from dmedesk.kit.references import RecordRef
from dmedesk.store.unit_of_work import reading
from tests.assets.desk import a_product, working


def record(engine: Engine) -> ProductRecord:
    with reading(engine) as session:
        found = product_record(session, 1)
    assert found is not None
    return found


def change(engine: Engine, *, is_billed: bool = False, **values: Any) -> None:
    with working(engine) as work:
        change_product(work, product_id=1, version=1, values=values, is_billed=is_billed)


def test_a_product_is_entered(shop_engine: Engine) -> None:
    a_product(shop_engine, usual_rental_cents=12_000, family="dme", payment_class="capped")
    found = record(shop_engine)
    assert (found.title, found.values["hcpcs"]) == ("Hospital bed", "E0260")
    assert (found.values["family"], found.values["payment_class"]) == (
        Family.DME,
        PaymentClass.CAPPED,
    )


def test_everything_that_is_wrong_is_told_at_once(shop_engine: Engine) -> None:
    a_product(shop_engine)
    with pytest.raises(Refused) as refused, working(shop_engine) as work:
        enter_product(work, values={"product_no": "BED", "hcpcs": "E026", "description": " "})
    found = refused.value.findings
    assert [(one.field, one.code) for one in found] == [
        ("description", "missing_value"),
        ("hcpcs", "bad_hcpcs"),
        ("product_no", "product_no_taken"),
    ]
    assert found[2].opens == RecordRef("product", 1)


def test_the_code_of_what_is_billed_stays(shop_engine: Engine) -> None:
    a_product(shop_engine)
    with pytest.raises(Refused) as refused:
        change(shop_engine, hcpcs="E0255", is_billed=True)
    assert [(one.field, one.code) for one in refused.value.findings] == [
        ("hcpcs", "billed_already")
    ]
    change(shop_engine, hcpcs="e0260", usual_rental_cents=13_000, is_billed=True)
    assert record(shop_engine).values["usual_rental_cents"] == 13_000


def test_the_code_of_what_is_not_billed_changes(shop_engine: Engine) -> None:
    a_product(shop_engine)
    change(shop_engine, hcpcs="e0255")
    assert record(shop_engine).values["hcpcs"] == "E0255"
