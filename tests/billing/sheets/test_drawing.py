"""Papers drawn beside this process: the same bytes, in order, and nothing left of whoever drew."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from dmedesk.billing.sheets import drawing
from dmedesk.kit.errors import WorldError
from tests.billing.sheets.test_frozen import posted

ROOT = Path(__file__).parents[3]
PATIENCE = 30
INVOICES = [replace(posted(), invoice_no=f"INV-{number:06}") for number in range(60)]

KILLED = """
import multiprocessing, os, signal
from dmedesk.billing.sheets import drawing
from tests.billing.sheets.test_drawing import INVOICES
if __name__ == "__main__":
    drawing._cores = lambda: 2
    with drawing.presses(drawing.FEW + 1) as draw:
        list(draw(INVOICES))
        print(*(child.pid for child in multiprocessing.active_children()), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def _two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_cores", lambda: 2)


@pytest.mark.usefixtures("_two_cores")
def test_the_bytes_are_the_same_wherever_they_are_drawn() -> None:
    with drawing.presses(drawing.FEW) as draw:
        here = list(draw(INVOICES))
        assert multiprocessing.active_children() == []
    with drawing.presses(drawing.FEW + 1) as draw:
        beside = list(draw(INVOICES))
        assert len(multiprocessing.active_children()) == 2
    assert beside == here
    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("_two_cores")
def test_a_process_that_the_system_ended_is_told_with_its_remedy() -> None:
    with (
        pytest.raises(WorldError, match="post the month again"),
        drawing.presses(drawing.FEW + 1) as draw,
    ):
        list(draw(INVOICES))
        for child in multiprocessing.active_children():
            child.kill()
        list(draw(INVOICES))


def test_whoever_draws_ends_with_the_process_that_asked_even_where_that_is_killed(
    tmp_path: Path,
) -> None:
    script = tmp_path / "killed.py"
    script.write_text(KILLED)
    killed = subprocess.run(
        [sys.executable, str(script)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert killed.returncode == -signal.SIGKILL
    drew = [int(pid) for pid in killed.stdout.split()]
    assert len(drew) == 2
    until = time.monotonic() + PATIENCE
    while any(map(_lives, drew)) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(map(_lives, drew))


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")
