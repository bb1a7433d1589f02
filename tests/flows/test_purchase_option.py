"""A hospital bed converted to purchase in month 6, and all that keeps an option from being taken.

322.03(6)(a), (f) and (18): the fee as new is 1,000.00 here, thirteen months of it are 1,050.00.
"""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset
from dmedesk.billing.actions.option import decline_option, take_back_decline, take_option
from dmedesk.billing.queries.option import OptionRead, read_option
from dmedesk.billing.rules.charges import SourceKind
from dmedesk.billing.tables import Charge, ChargeClaim
from dmedesk.catalog.rules.words import PaymentClass
from dmedesk.catalog.tables import Product
from dmedesk.deliveries.actions import move_ticket, record_visit
from dmedesk.deliveries.rules.words import PickupReason, StayReason, TicketKind, TicketStage, Way
from dmedesk.deliveries.tables import Ticket
from dmedesk.kit.errors import Refused
from dmedesk.kit.lists import Ask
from dmedesk.rentals.queries.record import happened
from dmedesk.rentals.queries.units import UNITS
from dmedesk.rentals.rules import AfterNo
from dmedesk.rentals.tables import OptionFact, Rental
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.deliveries.tickets import TicketShop, signed_on
from tests.flows.charge_shop import charged, invoice_now, withdraw
from tests.flows.month_shop import MonthShop, at, billed, day, months_from

BOUGHT_ON = "2026-10-20"


def rental_id(shop: MonthShop, rental_no: str = "R1") -> int:
    with reading(shop.engine) as session:
        return session.scalars(select(Rental.id).where(Rental.rental_no == rental_no)).one()


def offer(shop: MonthShop, on: str = BOUGHT_ON, rental_no: str = "R1") -> OptionRead:
    with reading(shop.engine) as session:
        read = read_option(
            session, rental_id=rental_id(shop, rental_no), on=day(on), today=day("2026-11-03")
        )
    assert read is not None
    return read


def take(
    shop: MonthShop,
    cents: int,
    on: str = BOUGHT_ON,
    why: str = "Wants to keep it",
    rental_no: str = "R1",
    today: str | None = None,
) -> int:
    row_id = rental_id(shop, rental_no)
    with unit_of_work(shop.engine, actor="ana", action="take_option", clock=at(today)) as work:
        return take_option(work, rental_id=row_id, taken_on=day(on), why=why, offered_cents=cents)


def decline(
    shop: MonthShop,
    on: str = BOUGHT_ON,
    why: str = "Too dear",
    ends_on: str | None = None,
    goes_on_why: str = "",
    fetch_on: str | None = "2026-11-05",
) -> None:
    row_id = rental_id(shop)
    with unit_of_work(shop.engine, actor="ana", action="decline_option", clock=at(None)) as work:
        decline_option(
            work,
            rental_id=row_id,
            declined_on=day(on),
            why=why,
            offered_cents=47_500,
            then=AfterNo(day(ends_on) if ends_on else None, goes_on_why),
            fetch_on=day(fetch_on) if fetch_on else None,
        )


def take_back(shop: MonthShop, why: str = "Heard wrong") -> None:
    row_id = rental_id(shop)
    with unit_of_work(shop.engine, actor="ana", action="take_back_decline", clock=at(None)) as work:
        take_back_decline(work, rental_id=row_id, why=why)


def to_fetch(shop: MonthShop) -> list[str]:
    with reading(shop.engine) as session:
        ids = UNITS.ids(session, Ask("to_fetch"), on=day("2026-11-03"))
        return [one.serial for one in UNITS.rows(session, ids, on=day("2026-11-03"))]


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.findings]


@pytest.fixture
def bed(shop: MonthShop) -> MonthShop:
    """A bed on rent since May, six months of it posted: 3 at 100.00 and 3 at 75.00."""
    shop.rent("R1", started_on="2026-05-05")
    for month in months_from("2026-05", 6):
        shop.post(month)
    return shop


def test_a_bed_is_bought_in_month_6(bed: MonthShop) -> None:
    read = offer(bed)
    assert [(one.number, one.cents) for one in read.months] == [
        (1, 10_000),
        (2, 10_000),
        (3, 10_000),
        (4, 7_500),
        (5, 7_500),
        (6, 7_500),
    ]
    assert (read.paid_cents, read.price.cents, read.findings) == (52_500, 47_500, ())
    assert [(one.clause, one.cents, one.bites) for one in read.price.ceilings] == [
        ("101 CMR 322.03(6)(a)", 100_000, True),
        ("101 CMR 322.03(6)(f), (18)", 105_000, False),
    ]
    decline(bed, on="2026-10-10", goes_on_why="Waits for a decision of the payer")
    take(bed, 47_500)
    rental, unit = bed.rows(Rental)[0], bed.rows(Asset)[0]
    assert (rental.ended_on, unit.state, unit.holder_id) == (
        day(BOUGHT_ON),
        AssetState.SOLD,
        rental.member_id,
    )
    assert [(one.turn, one.answer.value, one.why) for one in bed.rows(OptionFact)] == [
        (1, "declined", "Too dear"),
        (2, "taken", "Wants to keep it"),
    ]
    with reading(bed.engine) as session:
        ended = happened(session, rental_id=rental.id)[-1]
    assert (ended.on, ended.about) == (day(BOUGHT_ON), "the member bought it: Wants to keep it")
    posted = bed.post("2026-10")
    assert charged(posted) == [("C-000001", "475.00", ["NU"])]
    assert posted["total"] == "475.00"
    november = bed.post("2026-11")
    assert billed(november) == []
    assert "late" not in bed.preview("2026-12")
    assert [one.code for one in offer(bed).findings] == ["rental_has_ended"]


def test_the_second_option_of_a_rental_is_refused_by_the_database(bed: MonthShop) -> None:
    take(bed, 47_500)
    claim = {
        "source": SourceKind.PURCHASE_OPTION,
        "source_no": "R1",
        "why": "",
        "recorded_at": at(None)(),
        "recorded_by": "ana",
    }
    with pytest.raises(IntegrityError):
        bed.add(ChargeClaim(turn=1, turn_before=None, **claim))
    with pytest.raises(IntegrityError):
        bed.add(ChargeClaim(turn=3, turn_before=2, **claim))
    first = bed.rows(Charge)[0]
    columns = [one.key for one in Charge.__table__.columns if one.key != "id"]
    values = {name: getattr(first, name) for name in columns} | {"charge_no": "C-9"}
    with pytest.raises(IntegrityError):
        bed.add(Charge(**values))
    with pytest.raises(IntegrityError):
        by_hand = {"source": SourceKind.BY_HAND, "source_no": "C-9"}
        bed.add(ChargeClaim(turn=1, **claim | by_hand), Charge(**values | by_hand))


def test_a_credited_one_makes_room_for_the_next(bed: MonthShop) -> None:
    take(bed, 47_500)
    (number,) = [one.charge_no for one in bed.rows(Charge)]
    (invoice_no,) = invoice_now(bed, number)
    with pytest.raises(Refused) as refused:
        withdraw(bed, number)
    assert codes(refused) == ["charge_billed"]
    bed.credit(invoice_no)
    withdraw(bed, number, "Has second thoughts")
    rental, unit = bed.rows(Rental)[0], bed.rows(Asset)[0]
    assert (rental.ended_on, unit.state) == (None, AssetState.READY)
    assert billed(bed.post("2026-11")) == [("R1", 7, "75.00")]
    # Month 7 is paid as well by now, so that the price is lower by it.
    take(bed, 40_000, on="2026-11-06", today="2026-11-10")
    assert [one.source_turn for one in bed.rows(Charge)] == [1, 3]
    answers = [one.answer.value for one in bed.rows(OptionFact)]
    assert answers == ["taken", "taken_back", "taken"]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-04-30", ["not_begun", *["month_billed_beyond"] * 6]),
        ("2026-10-05", ["month_billed_beyond"]),
        ("2026-10-06", []),
        ("2026-11-03", []),
        ("2026-11-04", ["day_to_come"]),
        ("2026-11-05", ["day_to_come"]),
        ("2026-11-06", ["day_to_come", "month_not_billed"]),
    ],
)
def test_the_day_of_the_option(bed: MonthShop, on: str, expected: list[str]) -> None:
    """On the day on which a month begins, that month is not due any more."""
    assert [one.code for one in offer(bed, on).findings] == expected


def test_an_option_is_taken_for_the_price_that_was_told_and_for_a_reason(bed: MonthShop) -> None:
    with pytest.raises(Refused) as refused:
        take(bed, 47_499, why=" ")
    assert codes(refused) == ["reason_missing", "another_price"]
    assert "475.00 by now, not 474.99" in refused.value.findings[1].message
    assert bed.rows(Charge) == []
    with pytest.raises(Refused) as refused:
        decline(bed, why="", goes_on_why="Still needs it")
    assert codes(refused) == ["reason_missing"]


def test_a_held_month_is_released_first(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-10-05", proven_on=None)
    shop.post("2026-10")
    (found,) = offer(shop).findings
    assert (found.code, "proof" in found.message) == ("month_not_billed", True)
    shop.prove("R1", "2026-10-05")
    shop.post("2026-10")
    assert offer(shop).price.cents == 90_000
    take(shop, 90_000)


def test_what_is_missing_is_named_with_its_remedy(shop: MonthShop) -> None:
    """Medicare has no option here; a private payer needs the usual charge of a purchase."""
    shop.rent("R1", payer="MC", started_on="2026-10-10")
    (found,) = offer(shop, "2026-10-10").findings
    assert (found.code, "class" in found.remedy) == ("no_price_bad_request", True)
    shop.change(Product, Product.hcpcs == "E0260", payment_class=PaymentClass.CAPPED)
    (found,) = offer(shop, "2026-10-10").findings
    assert (found.code, "42 USC 1395m(a)" in found.message) == ("no_price_no_rule_applies", True)
    shop.rent("R2", payer="PP", started_on="2026-10-10")
    (found_of_private,) = offer(shop, "2026-10-10", "R2").findings
    assert found_of_private.code == "no_price_missing_usual_charge"
    assert "product" in found_of_private.remedy
    shop.change(Product, Product.hcpcs == "E0260", usual_purchase_cents=120_000)
    read = offer(shop, "2026-10-10", "R2")
    assert (read.price.cents, read.price.ceilings, read.findings) == (120_000, (), ())


@pytest.mark.parametrize(
    ("usual_cents", "price_cents", "bites"),
    [
        (47_499, 47_499, "101 CMR 322.03(1)(a)"),
        (47_500, 47_500, "101 CMR 322.03(6)(a)"),
        (47_501, 47_500, "101 CMR 322.03(6)(a)"),
    ],
)
def test_the_usual_charge_bites_below_what_is_left(
    bed: MonthShop, usual_cents: int, price_cents: int, bites: str
) -> None:
    bed.change(Product, Product.hcpcs == "E0260", usual_purchase_cents=usual_cents)
    read = offer(bed)
    assert read.price.cents == price_cents
    assert [one.clause for one in read.price.ceilings if one.bites] == [bites]


@pytest.fixture
def out(bed: MonthShop) -> MonthShop:
    """The bed as it stands in the member's home: out on rent."""
    chosen = Asset.serial == "SR1"
    bed.change(Asset, chosen, state=AssetState.ON_RENT, holder_id=bed.rows(Rental)[0].member_id)
    return bed


def test_declining_ends_the_rental_and_asks_for_the_pickup(out: MonthShop) -> None:
    decline(out, ends_on="2026-10-20")
    (rental,), (slip,) = out.rows(Rental), out.rows(Ticket)
    assert rental.ended_on == day("2026-10-20")
    assert (slip.kind, slip.stage, slip.reason) == (
        TicketKind.PICKUP,
        TicketStage.TO_PRINT,
        PickupReason.OPTION_DECLINED,
    )
    assert (slip.asked_on, slip.planned_on, slip.note) == (
        day("2026-11-03"),
        day("2026-11-05"),
        "Too dear",
    )
    with reading(out.engine) as session:
        ended = happened(session, rental_id=rental.id)[-1]
    assert (ended.on, ended.about) == (
        day("2026-10-20"),
        "the purchase option was declined: Too dear",
    )
    assert to_fetch(out) == ["SR1"]
    assert billed(out.post("2026-11")) == []
    assert [one.code for one in offer(out).findings] == ["rental_has_ended"]
    shop = TicketShop(out)
    shop.do(move_ticket, ticket_id=slip.id, stage=TicketStage.OUT)
    shop.do(record_visit, ticket_id=slip.id, facts=signed_on(day("2026-11-03")))
    assert [one.state for one in out.rows(Asset)] == [AssetState.CLEANING]
    assert out.rows(Rental)[0].ended_on == day("2026-10-20")
    assert to_fetch(out) == []
    with pytest.raises(Refused) as refused:
        take_back(out)
    assert codes(refused) == ["unit_is_back"]


def test_a_rental_that_goes_on_is_billed_on(out: MonthShop) -> None:
    decline(out, goes_on_why="Needs it till spring only")
    assert (out.rows(Rental)[0].ended_on, out.rows(Ticket), to_fetch(out)) == (None, [], [])
    assert billed(out.post("2026-11")) == [("R1", 7, "75.00")]
    (fact,) = out.rows(OptionFact)
    assert (fact.ends_on, fact.goes_on_why) == (None, "Needs it till spring only")
    with pytest.raises(Refused) as refused:
        take_back(out)
    assert codes(refused) == ["ends_otherwise"]


def test_a_no_that_was_heard_wrong_is_taken_back(out: MonthShop) -> None:
    decline(out, ends_on="2026-10-20")
    with pytest.raises(Refused) as refused:
        take_back(out, why=" ")
    assert codes(refused) == ["reason_missing", "pickup_is_asked_for"]
    (slip,) = out.rows(Ticket)
    cancelled = {"stage": TicketStage.CANCELLED, "stayed": StayReason.ENTERED_WRONG}
    TicketShop(out).do(move_ticket, ticket_id=slip.id, **cancelled)
    assert to_fetch(out) == ["SR1"]
    assert billed(out.preview("2026-11")) == []
    take_back(out)
    assert (out.rows(Rental)[0].ended_on, to_fetch(out)) == (None, [])
    assert [one.answer.value for one in out.rows(OptionFact)] == ["declined", "taken_back"]
    assert billed(out.post("2026-11")) == [("R1", 7, "75.00")]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, ["what_follows_missing"]),
        ({"goes_on_why": "  "}, ["what_follows_missing"]),
        ({"ends_on": "2026-10-20", "goes_on_why": "Needs it"}, ["ends_and_goes_on"]),
        ({"ends_on": "2026-10-19"}, ["ends_before_the_answer"]),
        ({"ends_on": "2026-11-04"}, ["end_to_come"]),
        ({"on": "2026-10-05", "ends_on": "2026-10-05"}, ["month_billed_beyond"]),
        ({"on": "2026-10-05", "ends_on": "2026-10-06"}, []),
        ({"ends_on": "2026-11-03"}, []),
        ({"ends_on": "2026-10-20", "fetch_on": None}, ["fetch_day_missing"]),
    ],
)
def test_what_follows_a_no_is_said_and_can_be(
    bed: MonthShop, said: dict[str, Any], expected: list[str]
) -> None:
    if not expected:
        decline(bed, **said)
        return
    with pytest.raises(Refused) as refused:
        decline(bed, **said)
    assert codes(refused) == expected
    assert (bed.rows(OptionFact), bed.rows(Ticket), bed.rows(Rental)[0].ended_on) == ([], [], None)


def test_a_pickup_that_is_asked_for_already_is_not_asked_for_twice(out: MonthShop) -> None:
    shop = TicketShop(out)
    asked: dict[str, Any] = {"kind": TicketKind.PICKUP, "reason": PickupReason.NO_LONGER_NEEDED}
    shop.open(shop.line("SR1", Way.BACK, "R1"), asked_on=day("2026-10-15"), **asked)
    decline(out, ends_on="2026-10-20")
    assert len(out.rows(Ticket)) == 1
