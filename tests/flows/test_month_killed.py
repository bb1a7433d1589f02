"""A post that is killed leaves the whole month or none of it, and two at once bill it once.

``billing.md``: after a crash at any point either the whole month is posted or none of it, and
papers that are missing are made by posting again; the loser of two posts waits and posts nothing.
"""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dmedesk.billing.tables import Invoice, InvoiceDocument, InvoiceLine
from dmedesk.rentals.tables import MonthEntry
from dmedesk.store.engine import BUSY_SECONDS
from tests.flows.month_shop import MonthShop
from tests.flows.start import ROOT, address_of, start_poster

INVOICES = 3
PROGRAM = (sys.executable, "-m", "dmedesk")
PATIENCE = 60
LONGER_THAN_OTHERS_WAIT = BUSY_SECONDS + 2


@pytest.fixture
def shop(shop_engine: Engine) -> MonthShop:
    """A shop with four rentals of three members, one of them held."""
    shop = MonthShop(shop_engine).found()
    for number, member_no in enumerate(("M1", "M2", "M10", "M2"), start=1):
        shop.rent(f"R{number}", member_no=member_no)
    shop.rent("R9", proven_on=None)
    return shop


def _posting(shop: MonthShop, folder: Path, statement: str = "") -> "subprocess.Popen[str]":
    words = [address_of(shop), "2026-10", str(folder), *([statement] if statement else [])]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.flows.post_and_die", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def _wait(process: "subprocess.Popen[str]") -> str:
    told, _ = process.communicate(timeout=PATIENCE)
    return told


@pytest.mark.parametrize(
    ("statement", "is_posted"),
    [
        ("INSERT INTO month_entries", False),
        ("COMMIT 1", False),
        ("INSERT INTO invoice_documents", True),
        ("COMMIT 2", True),
        ("PAPER", True),
    ],
)
def test_a_killed_post_leaves_all_or_nothing_and_posting_again_completes_it(
    shop: MonthShop, tmp_path: Path, statement: str, is_posted: bool
) -> None:
    folder = tmp_path / "papers"
    killed = _posting(shop, folder, statement)
    _wait(killed)
    assert killed.returncode == -signal.SIGKILL
    assert len(shop.rows(Invoice)) == (INVOICES if is_posted else 0)
    assert len(shop.rows(InvoiceLine)) == len(shop.rows(MonthEntry)) == (4 if is_posted else 0)
    again = shop.post("2026-10", out=folder)
    assert len(again["invoices"]) == (0 if is_posted else INVOICES)
    expected = [f"INV-{number:06}" for number in (1, 2, 3)]
    assert [invoice.invoice_no for invoice in shop.rows(Invoice)] == expected
    assert len(shop.rows(InvoiceLine)) == len(shop.rows(MonthEntry)) == 4
    assert len(shop.rows(InvoiceDocument)) == INVOICES
    for number in expected:
        assert (folder / f"{number}.pdf").read_bytes() == f"paper of {number}".encode()


def test_of_two_posts_at_once_the_loser_waits_as_long_as_it_takes_and_posts_nothing(
    shop: MonthShop,
) -> None:
    winner = start_poster(address_of(shop), "2026-10")
    assert winner.stdin
    assert winner.stdout
    assert winner.stdout.readline().startswith("begun")
    assert winner.stdout.readline() == "holding\n"
    loser = subprocess.Popen(
        [*PROGRAM, "--database", address_of(shop), "month", "post", "2026-10"],
        stdout=subprocess.PIPE,
        text=True,
    )
    with pytest.raises(subprocess.TimeoutExpired):
        loser.wait(LONGER_THAN_OTHERS_WAIT)
    winner.stdin.write("commit\n")
    told, _ = winner.communicate(timeout=PATIENCE)
    assert told == f"posted {INVOICES}\n"
    assert "nothing new to bill: nothing posted" in _wait(loser)
    assert loser.returncode == 0
    assert len(shop.rows(Invoice)) == INVOICES
