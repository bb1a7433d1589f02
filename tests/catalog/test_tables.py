"""What the database itself forbids in the rate book."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, insert
from sqlalchemy.exc import IntegrityError

from dmedesk.catalog.tables import CmsFee, CmsZip, FeeEdition, FeeRow, Product
from dmedesk.store.base import Base
from dmedesk.store.engine import writing
from tests.catalog.rate_files import NOW

EDITION: dict[str, Any] = {
    "id": 1,
    "kind": "cms_dmepos",
    "from_on": date(2025, 1, 1),
    "file_name": "a.csv",
    "sha256": "",
    "source": "a",
    "row_count": 1,
    "imported_at": NOW,
    "imported_by": "ann",
}
CMS_FEE: dict[str, Any] = {
    "edition_id": 1,
    "hcpcs": "E0601",
    "modifiers": "RR",
    "area": "non_rural",
    "cba_name": "",
    "state": "amount",
    "fee_cents": 0,
}
FEE_ROW: dict[str, Any] = {
    "edition_id": 1,
    "regime": "masshealth",
    "hcpcs": "E0601",
    "modifiers": "RR",
    "from_on": date(2025, 1, 1),
    "state": "amount",
    "fee_cents": 100,
}
PRODUCT = {"product_no": "P1", "hcpcs": "E0601", "description": "CPAP"}
ZIP = {"edition_id": 1, "zip": "01223", "state": "MA", "cba_name": ""}


def _put(engine: Engine, table: type[Base], *rows: Mapping[str, Any]) -> None:
    with writing(engine).begin() as connection:
        connection.execute(insert(FeeEdition), [EDITION])
        for row in rows:
            connection.execute(insert(table), [row])


@pytest.mark.parametrize(
    ("state", "cents"),
    [
        ("blank", 0),
        ("individual_consideration", 100),
        ("amount", None),
        ("amount", -1),
        ("free", None),
    ],
)
@pytest.mark.parametrize(("table", "row"), [(CmsFee, CMS_FEE), (FeeRow, FEE_ROW)])
def test_cents_stand_with_an_amount_and_nothing_else(
    shop_engine: Engine,
    table: type[Base],
    row: Mapping[str, Any],
    state: str,
    cents: int | None,
) -> None:
    with pytest.raises((IntegrityError, LookupError)):
        _put(shop_engine, table, {**row, "state": state, "fee_cents": cents})


@pytest.mark.parametrize(
    ("table", "row", "change"),
    [
        (CmsFee, CMS_FEE, {"fee_cents": 1}),
        (FeeRow, FEE_ROW, {"fee_cents": 1}),
        (Product, PRODUCT, {"hcpcs": "E0602"}),
        (CmsZip, ZIP, {"state": "NH"}),
    ],
)
def test_keys_are_unique(
    shop_engine: Engine, table: type[Base], row: Mapping[str, Any], change: Mapping[str, Any]
) -> None:
    with pytest.raises(IntegrityError):
        _put(shop_engine, table, row, {**row, **change})


@pytest.mark.parametrize(
    ("table", "row"),
    [
        (CmsFee, {**CMS_FEE, "area": "former_cba"}),
        (CmsFee, {**CMS_FEE, "cba_name": "Boston, MA"}),
        (FeeRow, {**FEE_ROW, "until_on": FEE_ROW["from_on"]}),
        (Product, {**PRODUCT, "usual_rental_cents": -1}),
        (FeeEdition, {**EDITION, "id": 2, "from_on": None}),
        (FeeEdition, {**EDITION, "id": 2, "kind": "dmedesk"}),
    ],
)
def test_what_makes_no_sense_cannot_be_stored(
    shop_engine: Engine, table: type[Base], row: Mapping[str, Any]
) -> None:
    with pytest.raises(IntegrityError):
        _put(shop_engine, table, row)


def test_the_three_states_can_be_stored(shop_engine: Engine) -> None:
    _put(
        shop_engine,
        FeeRow,
        {**FEE_ROW, "fee_cents": 0},
        {**FEE_ROW, "modifiers": "NU", "state": "blank", "fee_cents": None},
        {
            **FEE_ROW,
            "modifiers": "UE",
            "state": "individual_consideration",
            "fee_cents": None,
        },
    )
