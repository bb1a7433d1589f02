"""``db/propose.py`` writes the next step from what changed in the tables."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dmedesk.kit.paths import migrations
from dmedesk.store.engine import open_engine
from dmedesk.store.migrate import drift, steps, upgrade


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of ``db``, to write into."""
    return Path(shutil.copytree(migrations(), tmp_path / "db"))


def _propose(folder: Path, message: str) -> Path:
    script = str(folder / "propose.py")
    subprocess.run([sys.executable, script, message], check=True, capture_output=True)
    return folder / "versions" / f"{steps(folder)[-1]}_{message.replace(' ', '_')}.py"


def test_nothing_changed_is_an_empty_step(folder: Path) -> None:
    before = steps(folder)
    proposed = _propose(folder, "nothing new")
    assert steps(folder)[:-1] == before
    assert "pass" in proposed.read_text(encoding="utf-8")


def test_what_is_proposed_makes_the_tables(folder: Path, tmp_path: Path) -> None:
    """Here all of them, as if there were no step yet."""
    for step in (folder / "versions").glob("*.py"):
        step.unlink()
    proposed = _propose(folder, "everything")
    assert proposed.name == "0001_everything.py"
    assert "dmedesk." not in proposed.read_text(encoding="utf-8")
    engine = open_engine(tmp_path / "shop.dmedesk", create=True)
    upgrade(engine, folder=folder)
    assert drift(engine, folder=folder) == ()
    engine.dispose()


def test_a_step_needs_its_words(folder: Path) -> None:
    script = str(folder / "propose.py")
    told = subprocess.run([sys.executable, script], check=False, capture_output=True, text=True)
    assert told.returncode == 1
    assert "what the step does" in told.stderr
