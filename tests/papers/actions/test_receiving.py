"""Receipts are facts: slips write them, people enter earlier ones, mistakes are said anew."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select

from dmedesk.kit.errors import Refused
from dmedesk.papers.actions.receiving import (
    NewReceipt,
    correct_receipt,
    note_receipt,
    note_return,
    say_insulin,
)
from dmedesk.papers.queries.limits import received_by
from dmedesk.papers.rules.limits import ReceiptFact, Received
from dmedesk.papers.tables import Receipt
from tests.members.desk import TODAY, a_payer, looking, working
from tests.papers.desk import an_order, people
from tests.papers.limits_desk import CAME, a_receipt

SLIP = "SLIP-000001/1"
STRIPS = NewReceipt(1, "A4253", 4, CAME)


@pytest.fixture
def engine(shop_engine: Engine) -> Engine:
    a_payer(people(shop_engine))
    return shop_engine


def received(engine: Engine, hcpcs: str = "A4253") -> Received:
    with looking(engine) as session:
        return received_by(session, member_ids=[1]).of(1, hcpcs)


def test_how_long_it_lasts_follows_from_the_order(engine: Engine) -> None:
    line = {"hcpcs": "A4253", "quantity": 6, "terms": "buy", "days": 90}
    order_id = an_order(engine, lines=[line])
    with working(engine) as work:
        note_receipt(work, source_no=SLIP, receipt=STRIPS, order_id=order_id)
    (one,) = received(engine).receipts
    assert one == ReceiptFact(CAME, 4, 60, None, SLIP)


def test_what_stands_already_is_not_said_again(engine: Engine) -> None:
    for _ in range(2):
        with working(engine) as work:
            note_receipt(work, source_no=SLIP, receipt=STRIPS)
    with looking(engine) as session:
        assert session.scalars(select(Receipt.turn)).all() == [1]


def test_what_came_back_or_did_not_after_all(engine: Engine) -> None:
    with working(engine) as work:
        note_receipt(work, source_no=SLIP, receipt=STRIPS)
        note_return(work, source_no=SLIP, returned_on=TODAY)
    assert received(engine).receipts[0].returned_on == TODAY
    with working(engine) as work:
        note_return(work, source_no=SLIP, returned_on=None)
    assert received(engine).receipts[0].returned_on is None
    with working(engine) as work:
        note_return(work, source_no="SLIP-9/9", returned_on=TODAY)
    assert len(received(engine).receipts) == 1


def test_an_earlier_receipt_is_entered_and_corrected(engine: Engine) -> None:
    assert a_receipt(engine, hcpcs="a4253", days=30) == "RCP-000001"
    with working(engine) as work:
        again = correct_receipt(work, receipt_id=1, values={"days": 60, "note": "By the box"})
    assert received(engine).receipts[0].days == 60
    with pytest.raises(Refused) as refused, working(engine) as work:
        correct_receipt(work, receipt_id=1, values={"days": 90, "note": "x"})
    assert [finding.code for finding in refused.value.findings] == ["said_otherwise"]
    with pytest.raises(Refused) as refused, working(engine) as work:
        correct_receipt(work, receipt_id=again, values={"quantity": 0})
    assert [finding.code for finding in refused.value.findings] == ["missing_value"]
    with working(engine) as work:
        correct_receipt(work, receipt_id=again, values={"quantity": 0, "note": "Another member"})
    assert received(engine).receipts == ()


@pytest.mark.parametrize(
    ("more", "field", "code"),
    [
        ({"quantity": 0}, "quantity", "number_too_small"),
        ({"quantity": None}, "quantity", "missing_value"),
        ({"days": 0}, "days", "number_too_small"),
        ({"received_on": date(2026, 11, 30)}, "received_on", "not_received_yet"),
        ({"returned_on": date(2026, 2, 28)}, "returned_on", "back_before_receipt"),
        ({"hcpcs": "A42"}, "hcpcs", "bad_hcpcs"),
    ],
)
def test_what_cannot_be_is_refused(
    engine: Engine, more: dict[str, Any], field: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        a_receipt(engine, **more)
    assert [(one.field, one.code) for one in refused.value.findings] == [(field, code)]


def test_a_day_on_which_it_may_just_be(engine: Engine) -> None:
    a_receipt(engine, received_on=TODAY, returned_on=TODAY)
    assert received(engine, "E0143").receipts[0].received_on == TODAY


def test_statements_about_insulin_are_dated_and_the_later_one_counts(engine: Engine) -> None:
    for from_on, is_treated in ((CAME, True), (TODAY, True), (TODAY, False)):
        with working(engine) as work:
            say_insulin(
                work, member_id=1, from_on=from_on, is_treated=is_treated, said_by="Prescription"
            )
    with pytest.raises(Refused), working(engine) as work:
        say_insulin(work, member_id=1, from_on=TODAY, is_treated=True, said_by=" ")
    own = received(engine)
    assert own.on_insulin(date(2026, 2, 28)) is None
    assert own.on_insulin(CAME) is True
    assert own.on_insulin(TODAY) is False
