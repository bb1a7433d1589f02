"""The fees of a code on a day, each with where it comes from."""

from datetime import date

import pytest
from sqlalchemy import Engine

from dmedesk.catalog.queries.codes import CodeFee, fees_of_code, known_codes
from dmedesk.catalog.rules.words import FeeRegime
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day


@pytest.fixture
def founded(shop_engine: Engine) -> MonthShop:
    return MonthShop(shop_engine).found()


def _fees(shop: MonthShop, hcpcs: str, on: date) -> list[CodeFee]:
    with reading(shop.engine) as session:
        return fees_of_code(session, hcpcs=hcpcs, on=on)


def test_every_fee_in_force_stands_with_its_edition(founded: MonthShop) -> None:
    new, rent = _fees(founded, "E0163", day("2026-11-10"))
    assert (new.modifiers, new.fee, rent.modifiers, rent.fee) == ("NU", 10_000, "RR", 1_100)
    assert new.regime is FeeRegime.MASSHEALTH
    assert (new.payment_class, new.from_on) == ("inexpensive", day("2023-07-07"))
    assert new.edition_id > 0


def test_a_code_has_no_fee_before_its_first_day(founded: MonthShop) -> None:
    assert _fees(founded, "E0163", day("2023-07-06")) == []
    assert _fees(founded, "E9999", day("2026-11-10")) == []


def test_the_codes_there_are_stand_in_order(founded: MonthShop) -> None:
    with reading(founded.engine) as session:
        assert known_codes(session) == ["E0163", "E0260", "E1390"]
