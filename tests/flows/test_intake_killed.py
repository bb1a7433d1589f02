"""Taking scans in is killed midway: each page is there with all that belongs to it, or not at all.

The worker is the program's own, in a process of its own. Choosing the same file again goes on
where it ended, and nothing is taken or filed twice.
"""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dmedesk.deliveries.actions.receiving import SCAN, TICKET
from dmedesk.deliveries.tables import PageDecision, ReceivedFile, ReceivedPage
from dmedesk.kit.references import RecordRef
from dmedesk.store.attachments import Attachments
from dmedesk.store.unit_of_work import reading
from tests.deliveries.stack import pdf_of, slip_page
from tests.deliveries.tickets import TicketShop
from tests.flows.month_shop import MonthShop
from tests.flows.start import ROOT, address_of

PAGES = 2
PATIENCE = 90


@pytest.fixture
def shop(shop_engine: Engine) -> MonthShop:
    """A shop with the slips SLIP-000001 and SLIP-000002."""
    shop = MonthShop(shop_engine).found()
    tickets = TicketShop(shop)
    for serial in ("SN1", "SN2"):
        shop.unit(serial, "E0260")
        tickets.open(tickets.line(serial))
    return shop


def _receiving(shop: MonthShop, stack: Path, *statement: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "tests.flows.receive_and_die"),
            *(address_of(shop), str(stack), *statement),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def _files_of(shop: MonthShop, kind: str, row_id: int) -> int:
    with reading(shop.engine) as session:
        return len(Attachments().listed(session, RecordRef(kind, row_id)))


def _assert_whole(shop: MonthShop, pages: int) -> None:
    """So many pages are there: each kept with its bytes, decided on, and on its slip."""
    received = shop.rows(ReceivedPage)
    assert [page.scan_no for page in received] == [f"SCAN-{n:06}" for n in range(1, pages + 1)]
    assert len(shop.rows(PageDecision)) == pages
    for place in range(1, PAGES + 1):
        assert _files_of(shop, TICKET, place) == (1 if place <= pages else 0)
    assert [_files_of(shop, SCAN, page.id) for page in received] == [1] * pages


@pytest.mark.parametrize(
    ("statement", "kept"),
    [
        ("INSERT INTO page_decisions", 0),
        ("COMMIT 3", 1),
    ],
)
def test_a_killed_intake_leaves_whole_pages_and_goes_on_where_it_ended(
    shop: MonthShop, tmp_path: Path, statement: str, kept: int
) -> None:
    stack = tmp_path / "stack.pdf"
    stack.write_bytes(pdf_of(slip_page("SLIP-000001"), slip_page("SLIP-000002")))
    killed = _receiving(shop, stack, statement)
    killed.communicate(timeout=PATIENCE)
    assert killed.returncode == -signal.SIGKILL
    _assert_whole(shop, kept)
    again = _receiving(shop, stack)
    told, _ = again.communicate(timeout=PATIENCE)
    assert told == f"{PAGES - kept} taken, {kept} there\n"
    _assert_whole(shop, PAGES)
    assert len(shop.rows(ReceivedFile)) == 1
