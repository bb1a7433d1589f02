"""Fees of the shop's own are typed with their source, one row at a time, and corrected."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select

from dmedesk.catalog.actions import correct_fee, enter_fee
from dmedesk.catalog.queries.codes import fees_of_code
from dmedesk.catalog.rules.fees import fee_of
from dmedesk.catalog.rules.words import EditionKind
from dmedesk.catalog.tables import FeeEdition, FeeRow
from dmedesk.kit.errors import Refused
from dmedesk.rates.question import IC
from dmedesk.store.unit_of_work import reading
from tests.assets.desk import NOW, working

FEE = {
    "regime": "masshealth",
    "hcpcs": "e0260",
    "modifiers": "NU",
    "fee": 100_000,
    "from_on": date(2026, 1, 1),
    "source": "101 CMR 322.03 bulletin 5",
}


def enter(engine: Engine, **more: Any) -> int:
    with working(engine) as work:
        return enter_fee(work, values={**FEE, **more})


def rows(engine: Engine) -> list[FeeRow]:
    with reading(engine) as session:
        return list(session.scalars(select(FeeRow).order_by(FeeRow.id)))


@pytest.mark.parametrize("fee", [100_000, 0, IC, None])
def test_a_fee_is_typed_with_its_source(shop_engine: Engine, fee: Any) -> None:
    enter(shop_engine, fee=fee)
    (row,) = rows(shop_engine)
    assert (row.hcpcs, fee_of(row.state, row.fee_cents)) == ("E0260", fee)
    with reading(shop_engine) as session:
        edition = session.get_one(FeeEdition, row.edition_id)
        (found,) = fees_of_code(session, hcpcs="E0260", on=date(2026, 6, 1))
    assert (edition.kind, edition.file_name, edition.source) == (
        EditionKind.DMEDESK,
        "typed",
        FEE["source"],
    )
    assert (edition.imported_by, edition.imported_at, edition.row_count) == ("ana", NOW, 1)
    assert found.fee == fee


def test_everything_that_is_wrong_is_told_at_once(shop_engine: Engine) -> None:
    with pytest.raises(Refused) as refused:
        enter(shop_engine, hcpcs="E02", source="", until_on=date(2026, 1, 1))
    assert [(one.field, one.code) for one in refused.value.findings] == [
        ("source", "missing_value"),
        ("hcpcs", "bad_hcpcs"),
        ("until_on", "until_before_from"),
    ]


def test_a_fee_is_corrected_and_the_correction_has_a_source_of_its_own(
    shop_engine: Engine,
) -> None:
    row_id = enter(shop_engine)
    with working(shop_engine, "ben") as work:
        values = {"fee": 110_000, "source": "bulletin 6"}
        correct_fee(work, row_id=row_id, version=1, values=values)
    (row,) = rows(shop_engine)
    assert (row.fee_cents, row.source, row.edition_id) == (110_000, "bulletin 6", 2)


def test_a_set_has_one_fee_from_a_day(shop_engine: Engine) -> None:
    enter(shop_engine)
    second = enter(shop_engine, from_on=date(2026, 7, 1))
    with pytest.raises(Refused) as refused:
        enter(shop_engine)
    assert [one.code for one in refused.value.findings] == ["row_twice"]
    with pytest.raises(Refused), working(shop_engine) as work:
        correct_fee(work, row_id=second, version=1, values={"from_on": date(2026, 1, 1)})
