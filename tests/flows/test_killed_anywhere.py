"""A post that is killed at any instant leaves the whole month or none of it.

``billing.md``: numbers without gaps, across posts and months; no line billed twice; after a crash
at any point either the whole month is posted or none of it, and papers that are missing are made
by posting again. ``make kill-test`` draws ten times as many instants.
"""

import os
import random
import signal
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Self

import pytest
from sqlalchemy import Engine

from dmedesk.billing.tables import Invoice, InvoiceDocument, InvoiceLine
from dmedesk.bootstrap import commands
from dmedesk.kit.calendar import month_named
from dmedesk.rentals.tables import MonthEntry
from tests.flows.month_shop import MonthShop, months_from
from tests.flows.start import address_of, start_poster

INSTANTS = int(os.environ.get("DMEDESK_KILLS", "20"))
INVOICES, LINES = 6, 12
PATIENCE = 120

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "SIGKILL"), reason="this system cannot end a process without a word"
)


@pytest.fixture
def shop(shop_engine: Engine) -> MonthShop:
    """Three members, each with two concentrators by each of two payers, rented for good."""
    shop = MonthShop(shop_engine).found()
    rentals = [(member_no, payer) for member_no in ("M1", "M2", "M10") for payer in ("MH", "PP")]
    for number, (member_no, payer) in enumerate(rentals * 2):
        shop.rent(
            f"R{number}",
            member_no=member_no,
            payer=payer,
            hcpcs="E1390",
            started_on="2024-01-05",
        )
    return shop


def test_a_month_is_whole_or_absent_wherever_its_post_is_killed(
    shop: MonthShop, tmp_path: Path
) -> None:
    months = list(months_from("2024-01", INSTANTS + 2))
    drawn = random.Random(INSTANTS)
    killed = 0
    with _Killing(address_of(shop), tmp_path) as killing:
        # The first post also freezes the words that all share; the second is as long as any later.
        killing.undisturbed(months[0])
        whole_seconds = killing.undisturbed(months[1])
        for number, month in enumerate(months[2:]):
            instant = (number + drawn.random()) / INSTANTS * whole_seconds
            killed += killing.killed_after(month, instant)
            posted = len(shop.rows(Invoice)) - INVOICES * (number + 2)
            assert posted in (0, INVOICES), f"part of {month} was posted"
            _check(shop, number + 2 + posted // INVOICES)
            assert _post_again(shop, month, tmp_path / month) == INVOICES - posted
            _check(shop, number + 3)
            assert len(shop.rows(InvoiceDocument)) == INVOICES * (number + 3)
            assert len(list((tmp_path / month).glob("INV-*.pdf"))) == INVOICES
    # On a busy machine a post may take longer, or less long, than the one that was measured.
    assert killed >= INSTANTS // 2


def _post_again(shop: MonthShop, month: str, folder: Path) -> int:
    posted = commands.post(
        address_of(shop), month_on=month_named(month), payer_code=None, out=folder
    )
    return len(posted.invoice_nos)


class _Killing:
    """Posts months in processes of their own (``poster``)."""

    def __init__(self, address: str, folder: Path) -> None:
        self._folder = folder
        self._poster = start_poster(address)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._poster.communicate(timeout=PATIENCE)

    def undisturbed(self, month: str) -> float:
        """The seconds from a post's first statement to its last paper."""
        self._begin(month)
        begun = time.monotonic()
        assert self._hear() == ("posted", INVOICES)
        seconds = time.monotonic() - begun
        assert self._hear() == ("ended", 0)
        return seconds

    def killed_after(self, month: str, seconds: float) -> bool:
        """Kill a post that long after its first statement; whether it had not ended by then."""
        process = self._begin(month)
        time.sleep(seconds)
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        word, status = self._hear()
        if word == "posted":
            _, status = self._hear()
        return status == -signal.SIGKILL

    def _begin(self, month: str) -> int:
        assert self._poster.stdin
        self._poster.stdin.write(f"{month} {self._folder / month}\n")
        self._poster.stdin.flush()
        word, process = self._hear()
        assert word == "begun"
        return process

    def _hear(self) -> tuple[str, int]:
        assert self._poster.stdout
        word, number = self._poster.stdout.readline().split()
        return word, int(number)


def _check(shop: MonthShop, months: int) -> None:
    """So many months are posted, each once and whole, on numbers without a gap."""
    invoices = [invoice.invoice_no for invoice in shop.rows(Invoice)]
    assert invoices == [f"INV-{number:06}" for number in range(1, INVOICES * months + 1)]
    lines = shop.rows(InvoiceLine)
    assert len(lines) == len({line.entry_id for line in lines}) == LINES * months
    billed = Counter((entry.rental_id, entry.from_on) for entry in shop.rows(MonthEntry))
    assert len(billed) == LINES * months
    assert set(billed.values()) == {1}
