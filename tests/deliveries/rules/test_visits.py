"""What may be written down of a visit: its day, its lines, what came back instead."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dmedesk.deliveries.rules.visits import (
    VisitFacts,
    VisitLine,
    came_back_findings,
    visit_findings,
)
from dmedesk.deliveries.rules.words import TicketKind, Way

DAY = date(2026, 10, 5)
VISIT = VisitFacts(TicketKind.DELIVERY, DAY, DAY)
OUT, TUBES = VisitLine(1, Way.OUT, "SN1"), VisitLine(2, Way.OUT)
BACK = VisitLine(3, Way.BACK, "SN2", "R1")
PAIR = (VisitLine(1, Way.OUT, "SN1", "R1"), BACK, TUBES)


@pytest.mark.parametrize(
    ("facts", "lines", "left_out", "codes"),
    [
        (VISIT, (OUT, TUBES), (), []),
        (VISIT, (OUT, TUBES), (1,), []),
        (VISIT, (OUT, TUBES), (1, 2), ["nothing_moved"]),
        (replace(VISIT, asked_on=DAY + timedelta(1)), (OUT,), (), ["visit_before_asked"]),
        (replace(VISIT, deceased_on=DAY), (OUT,), (), []),
        (replace(VISIT, deceased_on=DAY - timedelta(1)), (OUT,), (), ["member_died"]),
        (replace(VISIT, left_on=DAY - timedelta(1)), (OUT,), (), ["member_left"]),
        (replace(VISIT, deceased_on=DAY - timedelta(1)), (BACK,), (), []),
        (replace(VISIT, kind=TicketKind.EXCHANGE), PAIR, (), []),
        (replace(VISIT, kind=TicketKind.EXCHANGE), PAIR, (1, 3), []),
        (replace(VISIT, kind=TicketKind.EXCHANGE), PAIR, (1,), ["half_an_exchange"]),
        (replace(VISIT, kind=TicketKind.EXCHANGE), PAIR, (3,), ["half_an_exchange"]),
    ],
)
def test_what_cannot_be(
    facts: VisitFacts,
    lines: tuple[VisitLine, ...],
    left_out: tuple[int, ...],
    codes: list[str],
) -> None:
    found = visit_findings(facts, lines, left_out=left_out)
    assert [one.code for one in found] == codes
    assert all(one.remedy for one in found)


OTHER = VisitLine(4, Way.BACK, "SN4", "R2")


@pytest.mark.parametrize(
    ("came_back", "codes"),
    [
        ({3: "SN9"}, []),
        ({3: "SN4"}, ["came_back_twice"]),
        ({3: "SN9", 4: "SN9"}, ["came_back_twice"] * 2),
    ],
)
def test_what_came_back_instead(came_back: dict[int, str], codes: list[str]) -> None:
    found = came_back_findings((OUT, BACK, OTHER), came_back, left_out=())
    assert [one.code for one in found] == codes


@pytest.mark.parametrize(("place", "left_out"), [(1, ()), (9, ()), (3, (3,))])
def test_only_what_comes_back_can_be_another(place: int, left_out: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="nothing comes back"):
        list(came_back_findings((OUT, BACK), {place: "SN9"}, left_out=left_out))
