"""Tickets: what may stand on one, how it moves over the board, from when its rentals stop."""

from datetime import date

import pytest

from dmedesk.deliveries.rules.tickets import LineFacts, line_findings, stage_findings, stops_from
from dmedesk.deliveries.rules.words import TicketKind, TicketStage, Way

S = TicketStage
BED, TUBING = LineFacts(Way.OUT, "BED", "SN1"), LineFacts(Way.OUT, "TUBE", quantity=3)
OUT, BACK = LineFacts(Way.OUT, "OXY", "SN2", 1, "R1"), LineFacts(Way.BACK, "OXY", "SN3", 1, "R1")

ALLOWED = {
    (S.TO_PRINT, S.OUT),
    (S.TO_PRINT, S.CANCELLED),
    (S.OUT, S.WAITING),
    (S.OUT, S.REASON_GIVEN),
    (S.OUT, S.DONE),
    (S.OUT, S.TO_PRINT),
    (S.OUT, S.CANCELLED),
    (S.WAITING, S.REASON_GIVEN),
    (S.WAITING, S.DONE),
    (S.REASON_GIVEN, S.DONE),
    (S.DONE, S.WAITING),
    (S.DONE, S.REASON_GIVEN),
}


@pytest.mark.parametrize("now", TicketStage)
@pytest.mark.parametrize("wanted", TicketStage)
def test_the_board_goes_from_left_to_right(now: TicketStage, wanted: TicketStage) -> None:
    found = stage_findings(now, wanted, ticket_no="SLIP-000001")
    assert (found == []) == ((now, wanted) in ALLOWED)
    assert all(one.remedy and one.subject == "SLIP-000001" for one in found)


@pytest.mark.parametrize(
    ("kind", "lines", "codes"),
    [
        (TicketKind.DELIVERY, (BED, TUBING), []),
        (TicketKind.PICKUP, (BACK,), []),
        (TicketKind.EXCHANGE, (OUT, BACK), []),
        (TicketKind.EXCHANGE, (OUT, BACK, TUBING), []),
        (TicketKind.DELIVERY, (), ["no_lines"]),
        (TicketKind.DELIVERY, (BED, BACK), ["wrong_way"]),
        (TicketKind.PICKUP, (BED,), ["wrong_way"]),
        (TicketKind.DELIVERY, (BED, BED), ["serial_twice"]),
        (TicketKind.DELIVERY, (LineFacts(Way.OUT, "TUBE", quantity=0),), ["wrong_quantity"]),
        (TicketKind.DELIVERY, (LineFacts(Way.OUT, "BED", "SN1", 2),), ["wrong_quantity"]),
        (TicketKind.EXCHANGE, (OUT,), ["no_pair"]),
        (TicketKind.EXCHANGE, (BED, BACK), ["no_rental", "no_pair"]),
    ],
)
def test_what_may_stand_on_a_slip(
    kind: TicketKind, lines: tuple[LineFacts, ...], codes: list[str]
) -> None:
    assert [one.code for one in line_findings(kind, lines)] == codes


def test_a_pickup_stops_its_rentals_when_it_is_asked_for() -> None:
    asked, before, after = date(2026, 10, 5), date(2026, 10, 4), date(2026, 10, 9)
    assert stops_from(TicketKind.PICKUP, asked_on=asked, picked_up_on=None) == asked
    assert stops_from(TicketKind.PICKUP, asked_on=asked, picked_up_on=after) == asked
    assert stops_from(TicketKind.PICKUP, asked_on=asked, picked_up_on=before) == before
    assert stops_from(TicketKind.EXCHANGE, asked_on=asked, picked_up_on=None) is None
