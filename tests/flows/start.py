"""Starts posters: processes that post months of a test's shop."""

import subprocess
import sys
from pathlib import Path

from tests.flows.month_shop import MonthShop

ROOT = Path(__file__).parents[2]


def address_of(shop: MonthShop) -> str:
    """The shop's address, as ``--database`` takes it."""
    url = shop.engine.url
    if url.drivername == "sqlite":
        assert url.database
        return url.database
    return url.render_as_string(hide_password=False)


def start_poster(address: str, *months: str) -> "subprocess.Popen[str]":
    """A poster of a shop (``poster``), to be talked to by lines."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.flows.poster", address, *months],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
