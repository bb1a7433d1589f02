"""Which way a scanned unit goes, why it does not, and how the units of an exchange pair up."""

from hypothesis import given
from hypothesis import strategies as st

from dmedesk.deliveries.rules.scanned import (
    FIELD,
    PairLine,
    ScannedUnit,
    paired,
    scan_findings,
    way_of,
)
from dmedesk.deliveries.rules.words import TicketKind, Way
from dmedesk.kit.findings import Finding, Severity, stops
from dmedesk.kit.references import RecordRef

IN_HOUSE = ScannedUnit(1, "SN1", 7, "Bed")
WITH_ANA = ScannedUnit(2, "SN2", 7, "Bed", 5, "Rivera, Ana", 30, "R30")
DIRTY = ScannedUnit(
    3, "SN3", 7, "Bed", why_not=(Finding(Severity.STOP, "unit_not_ready", "It is dirty."),)
)


def codes(unit: ScannedUnit, kind: TicketKind, *, member_id: int | None = 5) -> list[str]:
    found = scan_findings(kind, unit, member_id=member_id, taken=())
    assert all(one.field == FIELD and one.subject == unit.serial for one in found)
    return [one.code for one in found]


def test_the_kind_of_slip_and_the_holder_say_which_way() -> None:
    assert way_of(TicketKind.DELIVERY, IN_HOUSE) is Way.OUT
    assert way_of(TicketKind.PICKUP, WITH_ANA) is Way.BACK
    assert way_of(TicketKind.EXCHANGE, WITH_ANA) is Way.BACK
    assert way_of(TicketKind.EXCHANGE, IN_HOUSE) is Way.OUT


def test_what_stands_right_is_taken() -> None:
    assert codes(IN_HOUSE, TicketKind.DELIVERY) == []
    assert codes(WITH_ANA, TicketKind.PICKUP) == []
    assert codes(WITH_ANA, TicketKind.EXCHANGE, member_id=None) == []


def test_a_unit_that_may_not_go_out_says_why() -> None:
    assert codes(DIRTY, TicketKind.DELIVERY) == ["unit_not_ready"]
    assert codes(DIRTY, TicketKind.EXCHANGE) == ["unit_not_ready"]
    assert codes(WITH_ANA, TicketKind.DELIVERY) == ["unit_elsewhere"]


def test_only_what_the_member_has_is_fetched() -> None:
    assert codes(IN_HOUSE, TicketKind.PICKUP) == ["unit_in_house"]
    assert codes(WITH_ANA, TicketKind.PICKUP, member_id=6) == ["unit_elsewhere"]
    lent = ScannedUnit(4, "SN4", 7, "Bed", 5, "Rivera, Ana")
    assert codes(lent, TicketKind.PICKUP) == []
    assert codes(lent, TicketKind.EXCHANGE) == ["no_rental"]


def test_a_unit_is_on_one_slip() -> None:
    found = scan_findings(TicketKind.DELIVERY, IN_HOUSE, member_id=5, taken=[1])
    assert [one.code for one in found] == ["serial_twice"]
    there = ScannedUnit(1, "SN1", 7, "Bed", on_slip="SLIP-000009", slip_id=9)
    (one,) = scan_findings(TicketKind.DELIVERY, there, member_id=5, taken=[])
    assert (one.code, one.opens) == ("unit_on_another_slip", RecordRef("ticket", 9))


def test_alike_units_pair_first_and_the_others_in_their_order() -> None:
    out_bed, out_chair = PairLine(Way.OUT, 1), PairLine(Way.OUT, 2)
    back_chair, back_lift = PairLine(Way.BACK, 2, 20), PairLine(Way.BACK, 3, 30)
    assert paired([out_bed, out_chair, back_chair, back_lift]) == [30, 20, 20, 30]
    assert paired([back_lift, out_bed, out_bed]) == [30, 30, None]
    assert paired([out_bed]) == [None]


PAIR_LINES = st.lists(
    st.builds(
        PairLine,
        way=st.sampled_from(Way),
        product_id=st.integers(1, 3),
        rental_id=st.none(),
    ),
    max_size=12,
)


@given(PAIR_LINES)
def test_every_rental_gets_one_unit_and_none_is_left_over(lines: list[PairLine]) -> None:
    told = [
        PairLine(line.way, line.product_id, place if line.way is Way.BACK else None)
        for place, line in enumerate(lines, start=1)
    ]
    rentals = paired(told)
    given_out = [rental for rental, line in zip(rentals, told, strict=True) if line.way is Way.OUT]
    backs = [line.rental_id for line in told if line.way is Way.BACK]
    taken = [rental for rental in given_out if rental is not None]
    assert len(taken) == len(set(taken)) == min(len(given_out), len(backs))
    assert set(taken) <= set(backs)
    kept = [rental for rental, line in zip(rentals, told, strict=True) if line.way is Way.BACK]
    assert kept == backs


def test_what_only_warns_is_told_and_keeps_no_unit() -> None:
    late = Finding(Severity.WARNING, "maintenance_overdue", "The filter is overdue.")
    unit = ScannedUnit(4, "SN4", 7, "Bed", why_not=(late,))
    found = scan_findings(TicketKind.DELIVERY, unit, member_id=5, taken=())
    assert [(one.code, one.subject) for one in found] == [("maintenance_overdue", "SN4")]
    assert not stops(found)
