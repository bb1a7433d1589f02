"""One writing window a file: the second is told who was first; a crash leaves nothing locked."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dmedesk.kit.errors import WorldError
from dmedesk.store.window import Holder, WritingWindow, lock_file, open_window

TEN = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def _open(shop: Path, actor: str) -> WritingWindow | Holder:
    return open_window(shop, actor=actor, clock=lambda: TEN)


@pytest.mark.usefixtures("in_boston")
def test_the_first_gets_it_and_the_second_is_told_who(tmp_path: Path) -> None:
    shop = tmp_path / "shop.dmedesk"
    with _taken(shop, "ann"):
        second = _open(shop, "bob")
        assert isinstance(second, Holder)
        assert (second.actor, second.since_at) == ("ann", TEN)
        assert second.sentence().startswith("ann on ")
        assert second.sentence().endswith("since 2026-11-22 05:00.")


def _taken(shop: Path, actor: str) -> WritingWindow:
    window = _open(shop, actor)
    assert isinstance(window, WritingWindow)
    return window


def test_it_is_free_again_after_closing(tmp_path: Path) -> None:
    shop = tmp_path / "shop.dmedesk"
    window = _taken(shop, "ann")
    window.close()
    window.close()
    with _taken(shop, "bob"):
        pass
    assert lock_file(shop).read_bytes() == b""


def test_another_file_is_another_window(tmp_path: Path) -> None:
    with _taken(tmp_path / "one.dmedesk", "ann"), _taken(tmp_path / "two.dmedesk", "bob"):
        pass


HOLD = """
import sys
from pathlib import Path
from dmedesk.store.window import open_window
window = open_window(Path(sys.argv[1]), actor="crashed")
print(type(window).__name__, flush=True)
sys.stdin.read()
"""


def test_it_ends_with_the_program_however_that_ends(tmp_path: Path) -> None:
    shop = tmp_path / "shop.dmedesk"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(shop)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as desk:
        assert desk.stdout is not None
        assert desk.stdout.readline() == b"WritingWindow\n"
        second = _open(shop, "bob")
        assert isinstance(second, Holder)
        assert second.actor == "crashed"
        desk.kill()
    with _taken(shop, "bob"):
        pass


def test_a_holder_that_has_not_signed_yet(tmp_path: Path) -> None:
    shop = tmp_path / "shop.dmedesk"
    with _taken(shop, "ann"):
        lock_file(shop).write_text("{")
        second = _open(shop, "bob")
    assert isinstance(second, Holder)
    assert second.actor == "Someone"


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="Allow writing"):
        _open(tmp_path / "missing" / "shop.dmedesk", "ann")
