"""Names as people have them: a home, a shop and a folder with spaces, accents and an apostrophe."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.start import ROOT

PERSON = "Ana María O'Núñez-Żółć 100%"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / PERSON
    home.mkdir()
    return home


def _dmedesk(home: Path, *words: object) -> "subprocess.CompletedProcess[str]":
    environment = os.environ | {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "LOGNAME": home.name,
        "DMEDESK_SETTINGS": str(home / "my settings" / "settings.json"),
        "DMEDESK_LOG": str(home / "my logs" / "dmedesk.log"),
        "PYTHONUTF8": "1",
    }
    return subprocess.run(
        [sys.executable, "-m", "dmedesk", *map(str, words)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_demo_months_invoices_are_made_wherever_the_home_is(home: Path) -> None:
    out = home / "Rechnungen & Größen"
    done = _dmedesk(home, "demo", "--out", out)
    assert done.returncode == 0, done.stderr
    papers = sorted(out.rglob("*.pdf"))
    assert papers
    shop = next(out.glob("*.dmedesk"))
    export = home / "Alles für den Prüfer"
    done = _dmedesk(home, "--database", shop, "export", export)
    assert done.returncode == 0, done.stderr
    assert (export / "members.csv").read_text(encoding="utf-8")
