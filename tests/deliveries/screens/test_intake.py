"""Files of scans become pages in the shop: three hundred mixed ones, cut short ones, bad ones."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dmedesk.deliveries.queries.received import PageListed, received_pages
from dmedesk.deliveries.rules.received import Verdict
from dmedesk.deliveries.screens.intake import Progress, Taken, read_page, take_in
from dmedesk.scans.pages import opened_scan
from dmedesk.store.attachments import Attachments
from dmedesk.store.unit_of_work import reading
from tests.deliveries.mixed import COUNT, SLIPS, mixed_scans, number
from tests.deliveries.stack import barcode_page, jpeg_of, pdf_of, slip_page, tiff_of, white_page
from tests.deliveries.tickets import TicketShop
from tests.flows.month_shop import MonthShop
from tests.gui.fixtures import EngineDoors

FIRST, SECOND = "SLIP-000001", "SLIP-000002"
FILED_AT_LEAST = 285


@pytest.fixture
def tickets(shop: MonthShop) -> TicketShop:
    """A shop with two slips."""
    made = TicketShop(shop)
    for serial in ("SN1", "SN2"):
        shop.unit(serial, "E0260")
        made.open(made.line(serial))
    return made


def take(
    tickets: TicketShop, *paths: Path, go_on: Callable[[int], bool] = lambda _made: True
) -> Taken:
    return take_in(
        EngineDoors(tickets.shop.engine),
        go_on,
        paths=paths,
        attachments=Attachments(),
        progress=Progress(),
    )


def pages(tickets: TicketShop) -> list[PageListed]:
    with reading(tickets.shop.engine) as session:
        return received_pages(session)[::-1]


def written(place: Path, content: bytes) -> Path:
    place.write_bytes(content)
    return place


def test_of_three_hundred_mixed_scans_nearly_all_are_filed_and_none_wrong() -> None:
    known = frozenset(number(place) for place in range(1, SLIPS + 1))
    filed, wrong = 0, []
    for place, scan in enumerate(mixed_scans()):
        with opened_scan(f"{place}.jpg", scan.content) as file:
            found = read_page(file.page(1), known=known).judged
        if found.verdict is Verdict.FILED:
            filed += 1
            if set(found.numbers) != scan.shows:
                wrong.append((place, found.numbers, scan.shows))
    assert wrong == []
    assert FILED_AT_LEAST <= filed <= COUNT


@pytest.mark.parametrize("make", [pdf_of, tiff_of])
def test_each_page_of_a_stack_finds_its_slip(
    tickets: TicketShop, tmp_path: Path, make: Callable[..., bytes]
) -> None:
    stack = make(
        slip_page(FIRST),
        slip_page(SECOND).rotate(90, expand=True),
        white_page(),
        barcode_page("9612019000"),
        barcode_page("SLIP-000777"),
    )
    taken = take(tickets, written(tmp_path / "stack", stack))
    assert taken.counts == {Verdict.FILED: 2, Verdict.UNREAD: 1, Verdict.FOREIGN: 2}
    assert taken.findings == []
    found = pages(tickets)
    assert [[no for _id, no in page.slips] for page in found] == [[FIRST], [SECOND], [], [], []]
    assert [page.place for page in found] == [1, 2, 3, 4, 5]
    assert found[1].turned == 90
    assert found[4].barcodes == "SLIP-000777"


def test_the_signature_s_page_of_a_long_slip_finds_it_too(
    tickets: TicketShop, tmp_path: Path
) -> None:
    taken = take(tickets, written(tmp_path / "last.jpg", jpeg_of(slip_page(FIRST, last=True))))
    assert taken.counts == {Verdict.FILED: 1}


def test_stopped_work_keeps_what_is_made_and_goes_on_when_asked_again(
    tickets: TicketShop, tmp_path: Path
) -> None:
    stack = written(
        tmp_path / "stack.pdf", pdf_of(slip_page(FIRST), white_page(), slip_page(SECOND))
    )
    first = take(tickets, stack, go_on=lambda made: made < 2)
    assert not first.is_whole
    assert [page.place for page in pages(tickets)] == [1, 2]
    second = take(tickets, stack)
    assert (second.there, second.counts) == (2, {Verdict.FILED: 1})
    assert [page.place for page in pages(tickets)] == [1, 2, 3]
    third = take(tickets, stack)
    assert (third.there, third.counts) == (3, {})


def test_a_page_that_came_in_another_file_is_known(tickets: TicketShop, tmp_path: Path) -> None:
    content = tiff_of(white_page(), slip_page(FIRST))
    take(tickets, written(tmp_path / "a.tif", tiff_of(slip_page(FIRST))))
    taken = take(tickets, written(tmp_path / "b.tif", content))
    assert taken.counts == {Verdict.UNREAD: 1, Verdict.AGAIN: 1}


def test_bad_files_are_told_all_at_once_and_keep_no_other_out(
    tickets: TicketShop, tmp_path: Path
) -> None:
    taken = take(
        tickets,
        written(tmp_path / "letter.docx", b"PK letter"),
        tmp_path / "gone.pdf",
        tmp_path,
        written(tmp_path / "half.jpg", jpeg_of(slip_page(SECOND))[:9_000]),
        written(tmp_path / "good.jpg", jpeg_of(slip_page(FIRST))),
    )
    assert [finding.code for finding in taken.findings] == [
        "scan_of_another_kind",
        "scan_unreachable",
        "scan_unreachable",
        "scan_damaged",
    ]
    assert all(finding.remedy and finding.subject for finding in taken.findings)
    assert taken.counts == {Verdict.FILED: 1}
