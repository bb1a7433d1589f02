"""A member has one binder of each number."""

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from dmedesk.binder.tables import Binder
from tests.flows.month_shop import NOW, MonthShop


def _binder(member_id: int, turn: int, number: str) -> Binder:
    said = {"sections": "", "pages": 1, "missing": 0, "sha256": "", "made_at": NOW, "made_by": "a"}
    return Binder(member_id=member_id, turn=turn, binder_no=number, **said)


def test_no_number_twice(shop_engine: Engine) -> None:
    shop = MonthShop(shop_engine).found()
    shop.add(_binder(1, 1, "M1-B1"), _binder(2, 1, "M2-B1"))
    for again in (_binder(1, 1, "M1-B9"), _binder(1, 2, "M2-B1")):
        with pytest.raises(IntegrityError):
            shop.add(again)
