"""The installed program tries itself and says so, and leaves nothing behind."""

import os
import subprocess
import sys
from pathlib import Path

from dmedesk.cli import DONE


def test_everything_works_here(tmp_path: Path) -> None:
    settings = {"DMEDESK_SETTINGS": str(tmp_path / "settings.json"), "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        [sys.executable, "-m", "dmedesk", "self-test"],
        env={**os.environ, **settings, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (DONE, "")
    *steps, last = run.stdout.splitlines()
    assert last == "Everything works here."
    assert [step.split(":")[0] for step in steps] == [
        "The program's own files are there",
        "Every part of the program can be read",
        "An old shop's file is brought to this version",
        "The demo shop is made from its files",
        "A deadline knows the legal holidays",
        "A price is worked out with its clause",
        "A month is posted, an invoice read back",
        "A slip is printed, its barcode read back",
        "Everything moves out into files",
        "The main window opens",
    ]
    assert list(tmp_path.iterdir()) == [], "it left something behind"
