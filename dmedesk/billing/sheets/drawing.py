"""Draws many papers on all cores: processes beside this one, which get frozen values, give bytes.

Nothing is left of them afterwards, also where this process is killed. A paper has the same bytes
wherever it was drawn.
"""

import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TypeAlias

from dmedesk.billing.rules.printed import PrintedInvoice
from dmedesk.billing.sheets.frozen import draw
from dmedesk.kit.errors import WorldError

DrawMany: TypeAlias = Callable[[Sequence[PrintedInvoice]], Iterable[bytes]]
"""Draws the papers of some invoices, in their order."""

FEW = 400
"""Up to so many papers, starting a process takes longer than it saves."""

_AT_ONCE = 25


def draw_in_turn(invoices: Sequence[PrintedInvoice]) -> list[bytes]:
    """The papers of some invoices, drawn here."""
    return [draw(invoice) for invoice in invoices]


@contextmanager
def presses(count: int) -> Iterator[DrawMany]:
    """What draws about ``count`` papers soonest: this process, or one a core until the block ends.

    ``WorldError`` where the system ended such a process.
    """
    cores = _cores()
    if count <= FEW or cores == 1:
        yield draw_in_turn
        return
    pool = ProcessPoolExecutor(cores, get_context("spawn"), initializer=_begin)
    try:
        yield lambda invoices: pool.map(draw, invoices, chunksize=_AT_ONCE)
    except BrokenProcessPool as error:
        raise WorldError(
            "The system ended one of the processes that draw papers.",
            "The month is posted; nothing of it is lost. Close other programs, then post the month"
            " again, or press Make papers in the window: that makes the papers that are missing.",
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _begin() -> None:
    """In a new process: leave interrupting to the one that started it, and never outlive that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
