"""A lost walker is replaced early: stopped, explained, proven, delivered, on both databases.

42 U.S.C. 1395m(a)(7)(C): five years from the day of receipt, sooner where it was lost.
"""

from datetime import date

import pytest
from sqlalchemy import Engine

from dmedesk.kit.errors import Refused
from dmedesk.kit.references import RecordRef
from dmedesk.papers.actions.limiting import turn_limit_on
from dmedesk.papers.actions.replacing import say_early, take_back_early
from dmedesk.papers.queries.limits import REPLACEMENT, limit_verdicts
from dmedesk.papers.rules.limit_words import EarlyReason, Stance
from dmedesk.papers.rules.limits import Asked
from dmedesk.papers.rules.readiness import Need
from dmedesk.papers.tables import Receipt
from dmedesk.store.attachments import Attachments
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day
from tests.flows.supply_shop import WALKER, SupplyShop, supply_shop

CAME, LOST, WANTED = day("2026-03-02"), day("2026-09-10"), day("2026-09-14")


def tell(shop: SupplyShop, reason: EarlyReason, *, on: date) -> int:
    """Why it is wanted early."""
    reason_id: int = shop.do(
        say_early,
        on=on,
        member_id=1,
        hcpcs=WALKER,
        reason=reason,
        happened_on=LOST,
        evidence="Report 12 of the bus line",
    )
    return reason_id


def needs(shop: SupplyShop, order_id: int, on: date) -> list[Need]:
    return [check.need for check in shop.open_checks(order_id, on)]


def explain(shop: SupplyShop, second: int) -> None:
    """Wear is no reason inside the lifetime: it is taken back; the loss is told and proven."""
    worn = tell(shop, EarlyReason.WORN, on=WANTED)
    (check,) = shop.open_checks(second, WANTED)
    assert "Wear is no reason" in check.reason
    shop.do(take_back_early, on=WANTED, replacement_id=worn, why="It was lost")
    lost = tell(shop, EarlyReason.LOST, on=WANTED)
    assert "Attach what proves it" in shop.open_checks(second, WANTED)[0].reason
    shop.do(
        Attachments().attach,
        on=WANTED,
        ref=RecordRef(REPLACEMENT, lost),
        file_name="report.pdf",
        content=b"Report 12",
    )
    assert needs(shop, second, WANTED) == []
    with reading(shop.shop.engine) as session:
        asked = Asked(WALKER, WANTED)
        (verdict,) = limit_verdicts(session, member_id=1, payer_id=shop.payer_id, asked=asked)
    assert (verdict.stops, verdict.modifier) == (False, "RA")


def test_a_lost_walker_is_replaced_early(shop_engine: Engine) -> None:
    shop = supply_shop(MonthShop(shop_engine))
    on = {"payer_id": shop.payer_id, "from_on": day("2026-01-01"), "stance": Stance.STOP}
    shop.do(turn_limit_on, on=CAME, proposal="mc_e0143", **on)
    first = shop.order(WALKER, 1, on=CAME)
    assert shop.open_checks(first, CAME) == []
    shop.deliver(shop.slip(WALKER, 1, on=CAME, order_id=first), on=CAME)
    (receipt,) = shop.shop.rows(Receipt)
    assert (receipt.source_no, receipt.received_on) == ("SLIP-000001/1", CAME)
    assert receipt.payer_id == shop.payer_id

    # The second one within five years: the order is not ready, and no slip goes out.
    second = shop.order(WALKER, 1, on=WANTED)
    (check,) = shop.open_checks(second, WANTED)
    assert (check.need, check.is_met) == (Need.EARLY_REASON, False)
    assert "again on 2031-03-02" in check.reason
    slip = shop.slip(WALKER, 1, on=WANTED, order_id=second)
    assert shop.early(slip) == ["limit_passed"]
    with pytest.raises(Refused) as refused:
        shop.send_out(slip, on=WANTED)
    assert [finding.code for finding in refused.value.findings] == ["limit_passed"]

    explain(shop, second)
    assert shop.early(slip) == []
    shop.deliver(slip, on=WANTED)

    # The clock runs anew from the second receipt; the loss of the first excuses nothing more.
    third = shop.order(WALKER, 1, on=day("2026-10-01"))
    (check,) = shop.open_checks(third, day("2026-10-01"))
    assert "again on 2031-09-14" in check.reason
    assert needs(shop, third, day("2031-09-13")) == [Need.EARLY_REASON]
    assert needs(shop, third, day("2031-09-14")) == []


def test_a_charge_waits_for_its_reason_where_the_owner_turned_the_limit_on_to_stop(
    shop_engine: Engine,
) -> None:
    """``billing.md``, holds: no other reason until the owner turns one on, by payer and date."""
    shop = supply_shop(MonthShop(shop_engine))
    for on in (CAME, WANTED):
        shop.deliver(shop.slip(WALKER, 1, on=on), on=on)
    shop.charge(on=WANTED)
    before = shop.held("2026-09")
    assert all("frequency_limit" not in reasons for reasons in before)
    ahead = {"payer_id": shop.payer_id, "stance": Stance.STOP, "proposal": "mc_e0143"}
    warns = {**ahead, "stance": Stance.WARN, "from_on": day("2026-01-01")}
    shop.do(turn_limit_on, on=WANTED, **warns)
    shop.do(turn_limit_on, on=WANTED, from_on=day("2026-09-15"), **ahead)
    assert shop.held("2026-09") == before
    shop.do(turn_limit_on, on=WANTED, from_on=WANTED, **ahead)
    late = [reasons for reasons in shop.held("2026-09") if "frequency_limit" in reasons]
    assert len(late) == 1
    lost = tell(shop, EarlyReason.LOST, on=WANTED)
    attached = {"file_name": "report.pdf", "content": b"Report 12"}
    shop.do(Attachments().attach, on=WANTED, ref=RecordRef(REPLACEMENT, lost), **attached)
    assert shop.held("2026-09") == before
