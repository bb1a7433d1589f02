"""Payers are entered and changed; a code belongs to one of them."""

import pytest
from sqlalchemy import Engine

from dmedesk.kit.errors import Refused
from dmedesk.members.actions.payers import change_payer, enter_payer
from dmedesk.members.queries.records import payer_record
from dmedesk.members.rules import Regime
from tests.members.desk import MEDICARE, a_payer, looking, working


def test_a_payer_is_changed(shop_engine: Engine) -> None:
    payer_id = a_payer(shop_engine)
    values = {"electronic_payer_id": "DMA7384", "filing_days": 90}
    with working(shop_engine) as work:
        change_payer(work, payer_id=payer_id, version=1, values=values)
    with looking(shop_engine) as session:
        record = payer_record(session, payer_id)
    assert record is not None
    assert (record.name, record.version) == ("MassHealth", 2)
    assert (record.values["regime"], record.values["filing_days"]) == (Regime.MASSHEALTH, 90)


def test_everything_that_is_wrong_is_told_at_once(shop_engine: Engine) -> None:
    a_payer(shop_engine)
    a_payer(shop_engine, **MEDICARE)
    with pytest.raises(Refused) as refused, working(shop_engine) as work:
        enter_payer(work, values={"code": "MH", "name": " ", "regime": None, "filing_days": 0})
    assert [(one.field, one.code) for one in refused.value.findings] == [
        ("name", "missing_value"),
        ("regime", "missing_value"),
        ("filing_days", "filing_days_not_possible"),
        ("code", "payer_code_taken"),
    ]
    with pytest.raises(Refused), working(shop_engine) as work:
        change_payer(work, payer_id=1, version=1, values={"code": "MC"})


def test_the_code_stays_for_policies_name_the_payer_by_it(shop_engine: Engine) -> None:
    payer_id = a_payer(shop_engine)
    with pytest.raises(Refused, match="The code stays MH"), working(shop_engine) as work:
        change_payer(work, payer_id=payer_id, version=1, values={"code": "MHX"})
