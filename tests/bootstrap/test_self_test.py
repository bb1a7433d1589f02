"""What is missing for a program to work is named, and nothing of it reaches for a network."""

import logging
import sys
from datetime import date
from pathlib import Path

import pytest

from dmedesk.bootstrap.self_test import self_test, without_network
from dmedesk.kit import paths
from dmedesk.kit.errors import WorldError

TODAY = date(2026, 11, 3)


def _nothing(_shop: str) -> str:
    return ""


def test_files_that_are_missing_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    with pytest.raises(WorldError, match=r"own files are there: no\..*Install DMEDesk anew"):
        next(self_test(today=TODAY, show=_nothing))


def test_a_fault_of_ours_is_named_with_its_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "resources", lambda: 1 / 0)
    with pytest.raises(WorldError, match=r"own files are there: no\. ZeroDivisionError"):
        next(self_test(today=TODAY, show=_nothing))


@pytest.mark.parametrize(
    ("event", "arguments"),
    [("socket.connect", (None, ("127.0.0.1", 80))), ("socket.getaddrinfo", ("127.0.0.1", 80))],
)
def test_it_works_without_a_network(event: str, arguments: tuple[object, ...]) -> None:
    with without_network(), pytest.raises(WorldError, match="network"):
        sys.audit(event, *arguments)
    sys.audit(event, *arguments)


def test_a_fault_that_a_window_only_tells_is_a_failure() -> None:
    def show(_shop: str) -> str:
        logging.getLogger("dmedesk.widgets.tasks").error("KeyError at dmedesk.desk.board:1")
        return "a window with an empty board"

    steps = self_test(today=date(2026, 11, 3), show=show)
    with pytest.raises(WorldError, match=r"The main window opens: no\. KeyError at dmedesk"):
        list(steps)
