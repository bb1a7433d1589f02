"""A batch's close that is killed at any instant leaves the batch closed and whole, or as it was.

The last payment and the close are one transaction: no batch is ever closed without its last
payment, no payment there without what it pays, and closing again completes it. ``make kill-test``
draws 100 instants.
"""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from typing import Self

import pytest
from sqlalchemy import Engine

from dmedesk.billing.rules.payments import BatchStep
from dmedesk.billing.tables import Allocation, BatchFact, Payment
from tests.flows.closer import CENTS
from tests.flows.month_shop import MonthShop
from tests.flows.start import ROOT, address_of
from tests.flows.till import Till

INSTANTS = min(100, int(os.environ.get("DMEDESK_KILLS", "6")))
PATIENCE = 120

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "SIGKILL"), reason="this system cannot end a process without a word"
)


@pytest.fixture
def till(shop_engine: Engine) -> Till:
    """A shop with an invoice over two lines, and a batch for every instant and two more."""
    shop = MonthShop(shop_engine).found()
    for rental_no in ("R1", "R2"):
        shop.rent(rental_no)
    shop.post("2026-10")
    till = Till(shop)
    for number in range(INSTANTS + 2):
        till.pay(till.batch(expected=100 + CENTS), 100, number=f"FIRST-{number}")
    return till


class _Killing:
    """Closes batches in processes of their own (``closer``)."""

    def __init__(self, address: str) -> None:
        self._closer = subprocess.Popen(
            [sys.executable, "-m", "tests.flows.closer", address],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._closer.communicate(timeout=PATIENCE)

    def undisturbed(self, batch_id: int) -> float:
        """The seconds from a close's first statement to its end."""
        self._begin(batch_id)
        begun = time.monotonic()
        assert self._hear() == ("closed", batch_id)
        seconds = time.monotonic() - begun
        assert self._hear() == ("ended", 0)
        return seconds

    def killed_after(self, batch_id: int, seconds: float) -> bool:
        """Kill a close that long after its first statement; whether it had not ended by then."""
        process = self._begin(batch_id)
        time.sleep(seconds)
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        word, status = self._hear()
        if word == "closed":
            _, status = self._hear()
        return status == -signal.SIGKILL

    def _begin(self, batch_id: int) -> int:
        assert self._closer.stdin
        self._closer.stdin.write(f"{batch_id}\n")
        self._closer.stdin.flush()
        word, process = self._hear()
        assert word == "begun"
        return process

    def _hear(self) -> tuple[str, int]:
        assert self._closer.stdout
        word, number = self._closer.stdout.readline().split()
        return word, int(number)


def test_a_batch_is_closed_whole_or_not_at_all_wherever_its_close_is_killed(till: Till) -> None:
    drawn = random.Random(INSTANTS)
    killed = 0
    with _Killing(address_of(till.shop)) as killing:
        killing.undisturbed(1)
        whole_seconds = killing.undisturbed(2)
        for number in range(INSTANTS):
            batch_id = number + 3
            instant = (number + drawn.random()) / INSTANTS * whole_seconds
            killed += killing.killed_after(batch_id, instant)
            if not _is_closed(till, batch_id, number + 2):
                killing.undisturbed(batch_id)
            assert _is_closed(till, batch_id, number + 2)
    # On a busy machine a close may take longer, or less long, than the one that was measured.
    assert killed >= INSTANTS // 3


def _is_closed(till: Till, batch_id: int, before: int) -> bool:
    """Whether the batch is closed; with all that belongs to it then, else with nothing of it."""
    closed = {one.batch_id for one in till.shop.rows(BatchFact) if one.step is BatchStep.CLOSED}
    payments = [one for one in till.shop.rows(Payment) if one.batch_id == batch_id]
    is_closed = batch_id in closed
    assert len(payments) == (2 if is_closed else 1), "a part of the close was kept"
    assert len(till.shop.rows(Allocation)) == before + is_closed
    return is_closed
