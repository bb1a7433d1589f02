"""Orders are entered, held, closed, taken up again; a line is converted from a day on."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.kit.errors import Refused
from dmedesk.papers.actions.ordering import (
    change_order,
    close_order,
    convert_line,
    enter_order,
    follow_slips,
    hold_order,
    release_order,
)
from dmedesk.papers.queries.orders import OrderRecord, order_record
from dmedesk.papers.rules.words import OrderStage, OrderTerms
from tests.members.desk import TODAY, a_payer, looking, working
from tests.papers.desk import JANUARY, an_order, people

LATER, DAY_BEFORE = date(2026, 2, 1), date(2025, 12, 31)


def told(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(finding.field, finding.code) for finding in refused.value.findings]


@pytest.fixture
def engine(shop_engine: Engine) -> Engine:
    a_payer(people(shop_engine))
    return shop_engine


def read(engine: Engine, order_id: int) -> OrderRecord:
    with looking(engine) as session:
        found = order_record(session, order_id)
    assert found is not None
    return found


def test_an_order_is_entered_and_changed(engine: Engine) -> None:
    order_id = an_order(engine)
    first = read(engine, order_id)
    assert (first.values["order_no"], first.values["stage"]) == ("ORD-000001", OrderStage.OPEN)
    assert [(one["hcpcs"], one["terms"]) for one in first.lines] == [("E0260", OrderTerms.RENT)]
    new = {"id": None, "hcpcs": "A4556", "quantity": 4, "terms": "buy", "needs_pa": None}
    with working(engine) as work:
        values = {"lines": [dict(first.lines[0]), new], "note": " Call "}
        change_order(work, order_id=order_id, version=1, values=values)
    second = read(engine, order_id)
    assert [one["hcpcs"] for one in second.lines] == ["E0260", "A4556"]
    assert (second.values["note"], second.member.title) == ("Call", "Alda, Rose")
    with working(engine) as work:
        change_order(work, order_id=order_id, version=2, values={"lines": [second.lines[1]]})
    assert [one["hcpcs"] for one in read(engine, order_id).lines] == ["A4556"]


def test_everything_wrong_is_told_at_once(engine: Engine) -> None:
    line = {"hcpcs": "E02", "quantity": None, "terms": None}
    with pytest.raises(Refused) as refused, working(engine) as work:
        enter_order(work, values={"lines": [line]})
    assert told(refused) == [
        ("member_id", "missing_value"),
        ("asked_on", "missing_value"),
        ("lines/0/quantity", "missing_value"),
        ("lines/0/terms", "missing_value"),
        ("lines/0/hcpcs", "bad_hcpcs"),
    ]
    with pytest.raises(Refused) as refused:
        an_order(engine, lines=[])
    assert told(refused) == [("lines", "no_lines")]


def test_an_order_is_held_until_a_day_for_a_reason_and_released(engine: Engine) -> None:
    order_id = an_order(engine)
    with pytest.raises(Refused) as refused, working(engine) as work:
        hold_order(work, order_id=order_id, review_on=TODAY, because=" ")
    assert told(refused) == [("because", "missing_value")]
    with pytest.raises(Refused) as refused, working(engine) as work:
        yesterday = TODAY - timedelta(days=1)
        hold_order(work, order_id=order_id, review_on=yesterday, because="In hospital")
    assert told(refused) == [("review_on", "day_is_past")]
    with working(engine) as work:
        hold_order(work, order_id=order_id, review_on=TODAY, because="In hospital")
    held = read(engine, order_id).values
    assert (held["stage"], held["review_on"]) == (OrderStage.HELD, TODAY)
    assert held["held_because"] == "In hospital"
    with working(engine) as work:
        release_order(work, order_id=order_id)
    assert read(engine, order_id).values["stage"] is OrderStage.OPEN
    with pytest.raises(Refused) as refused, working(engine) as work:
        release_order(work, order_id=order_id)
    assert told(refused) == [("", "wrong_stage")]


def test_an_order_that_is_over_stays_until_it_is_taken_up_again(engine: Engine) -> None:
    order_id = an_order(engine)
    with pytest.raises(Refused), working(engine) as work:
        close_order(work, order_id=order_id, stage=OrderStage.CANCELLED, closed_on=DAY_BEFORE)
    with working(engine) as work:
        close_order(work, order_id=order_id, stage=OrderStage.CANCELLED, closed_on=JANUARY)
    for act in (
        lambda work: change_order(work, order_id=order_id, version=2, values={"note": "x"}),
        lambda work: close_order(work, order_id=order_id, stage=OrderStage.FILLED, closed_on=LATER),
        lambda work: hold_order(work, order_id=order_id, review_on=TODAY, because="x"),
    ):
        with pytest.raises(Refused), working(engine) as work:
            act(work)
    with working(engine) as work:
        release_order(work, order_id=order_id)
    assert read(engine, order_id).values["closed_on"] is None
    with pytest.raises(ValueError, match="filled or cancelled"), working(engine) as work:
        close_order(work, order_id=order_id, stage=OrderStage.OPEN, closed_on=LATER)


@pytest.mark.parametrize(
    ("now", "stage", "then"),
    [
        (OrderStage.OPEN, OrderStage.ON_SLIP, OrderStage.ON_SLIP),
        (OrderStage.ON_SLIP, OrderStage.FILLED, OrderStage.FILLED),
        (OrderStage.ON_SLIP, OrderStage.OPEN, OrderStage.OPEN),
        (OrderStage.FILLED, OrderStage.ON_SLIP, OrderStage.ON_SLIP),
        (OrderStage.HELD, OrderStage.OPEN, OrderStage.HELD),
        (OrderStage.HELD, OrderStage.ON_SLIP, OrderStage.HELD),
        (OrderStage.HELD, OrderStage.FILLED, OrderStage.FILLED),
        (OrderStage.CANCELLED, OrderStage.FILLED, OrderStage.CANCELLED),
    ],
)
def test_an_order_follows_its_slips(
    engine: Engine, now: OrderStage, stage: OrderStage, then: OrderStage
) -> None:
    order_id = an_order(engine)
    with working(engine) as work:
        if now is OrderStage.HELD:
            hold_order(work, order_id=order_id, review_on=TODAY, because="In hospital")
        elif now is OrderStage.CANCELLED:
            close_order(work, order_id=order_id, stage=now, closed_on=LATER)
        else:
            follow_slips(work, order_id=order_id, stage=now, on=LATER)
        follow_slips(work, order_id=order_id, stage=stage, on=LATER)
    assert read(engine, order_id).values["stage"] is then


def convert(engine: Engine, line_id: int, **more: Any) -> int:
    said = {"terms": OrderTerms.BUY, "from_on": LATER, "why": "For good", **more}
    with working(engine) as work:
        return convert_line(work, line_id=line_id, **said)


def test_a_line_is_bought_from_a_day_on_and_rented_again(engine: Engine) -> None:
    order_id = an_order(engine)
    line_id = read(engine, order_id).lines[0]["id"]
    with pytest.raises(Refused) as refused:
        convert(engine, line_id, terms=OrderTerms.RENT, from_on=DAY_BEFORE, why="")
    assert told(refused) == [
        ("terms", "same_terms"),
        ("from_on", "before_terms"),
        ("why", "missing_value"),
    ]
    convert(engine, line_id)
    with pytest.raises(Refused) as refused:
        convert(engine, line_id, terms=OrderTerms.RENT, from_on=date(2026, 1, 31))
    assert told(refused) == [("from_on", "before_terms")]
    convert(engine, line_id, terms=OrderTerms.RENT, from_on=LATER)
    converted = read(engine, order_id).conversions
    assert [(one.terms, one.from_on) for one in converted] == [
        (OrderTerms.BUY, LATER),
        (OrderTerms.RENT, LATER),
    ]
    with pytest.raises(Refused) as refused, working(engine) as work:
        new = {"hcpcs": "E0163", "quantity": 1, "terms": "buy"}
        change_order(work, order_id=order_id, version=1, values={"lines": [new]})
    assert told(refused) == [("lines", "line_converted")]
