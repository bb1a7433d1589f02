"""The route sheet read back: every stop in its order with all that the driver needs; the batch."""

from dataclasses import replace

import pytest

from dmedesk.deliveries.rules.paper import RoutePaper
from dmedesk.deliveries.sheets.route import batch_pdf, route_pdf
from dmedesk.printing import grid
from tests.deliveries.sheets.specimens import EXCHANGE, LONG_ROUTE, PACKET, ROUTE, SLIP, STOP
from tests.printing.reading import overlapping, read

WIDE = replace(
    ROUTE,
    driver="Maximiliano Featherstonehaugh-Cholmondeley the Second",
    stops=(replace(STOP, items=(replace(STOP.items[0], serial="Z" * 60),)),),
)
NOBODY = replace(ROUTE, driver="", copy=2)


@pytest.mark.parametrize(
    "paper", [ROUTE, LONG_ROUTE, WIDE, NOBODY], ids=["plain", "long", "wide", "copy"]
)
def test_it_is_set_as_every_paper(paper: RoutePaper) -> None:
    for page in read(route_pdf(paper)):
        assert list(overlapping(page.letters)) == []
        for box in (*(one.box for one in page.letters), *(one.box for one in page.drawn)):
            assert box.left >= grid.LEFT - 0.1
            assert box.right <= grid.RIGHT + 0.1
            assert box.top >= grid.TOP - 0.1
            assert box.bottom <= grid.BOTTOM + 0.1


def test_a_stop_has_all_that_the_driver_needs() -> None:
    (page,) = read(route_pdf(ROUTE))
    facts = (
        "Dan Cole",
        "Mon 2026-10-05",
        "Money to take",
        "none",
        "Lynn, Nora Rivera",
        "48 Elm Street, Apt 3",
        "781-555-0142",
        "Side door, ring twice",
        "Call before ten.",
        "SLIP-000123, exchange",
        "Out: Oxygen",
        "0521987",
        "Back: Oxygen",
        "0487731",
        "Out: 4 × Nasal cannula",
        "Loaded: 11",
        "Brought back: 2",
    )
    assert [fact for fact in facts if fact not in page.text] == []


def test_the_stops_come_in_their_order_and_none_is_lost() -> None:
    text = "".join(page.text for page in read(route_pdf(LONG_ROUTE)))
    places = [text.index(stop.number) for stop in LONG_ROUTE.stops]
    assert places == sorted(places)


def test_a_serial_is_never_cut() -> None:
    (page,) = read(route_pdf(WIDE))
    assert page.text.count("Z") == 60


def test_the_batch_is_the_route_and_behind_it_every_paper_in_the_order_of_the_stops() -> None:
    pages = [page.text for page in read(batch_pdf(ROUTE, (SLIP, PACKET, EXCHANGE)))]
    titles = ("Route sheet", "Delivery slip", "Rental agreement", "Exchange slip")
    found = [next((one for one in titles if one in text), "") for text in pages]
    assert found[:3] == ["Route sheet", "Delivery slip", "Delivery slip"]
    assert found[3:7] == ["Delivery slip"] * 2 + ["Rental agreement"] * 2
    assert found[-2:] == ["Exchange slip"] * 2
    assert len(pages) == 1 + 2 + 7 + 2


def test_the_same_batch_is_the_same_bytes() -> None:
    assert batch_pdf(ROUTE, (SLIP,)) == batch_pdf(ROUTE, (SLIP,))
