"""What commands share: exit status 2 for wrong usage, before anything is opened."""

import argparse
from datetime import date
from pathlib import Path

import pytest

from dmedesk.cli.words import day, month_on
from tests.cli.conftest import Command


@pytest.mark.parametrize(
    "words",
    [
        ("unknown",),
        ("new", "--name", "Example Medical"),
        ("month", "preview", "2026-10"),
        ("fees", "list"),
        ("--database", "shop.dmedesk", "new"),
    ],
)
def test_wrong_usage_is_status_2(
    command: Command, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = command(*words)
    assert (told.status, told.out) == (2, "")
    assert told.err
    assert list(tmp_path.iterdir()) == []


def test_a_shop_that_is_not_there_is_refused(command: Command, tmp_path: Path) -> None:
    told = command("--database", tmp_path / "none.dmedesk", "month", "preview", "2026-10")
    assert (told.status, told.out) == (1, "")
    assert "none.dmedesk" in told.err
    assert list(tmp_path.iterdir()) == []


def test_days_and_months_as_they_are_written() -> None:
    assert day("2026-01-31") == date(2026, 1, 31)
    assert month_on("2026-10") == date(2026, 10, 1)


@pytest.mark.parametrize("text", ["2026-02-30", "31/01/2026", ""])
def test_no_other_day(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="is not a day"):
        day(text)


@pytest.mark.parametrize("text", ["2026-00", "26-10", "2026-10-01"])
def test_no_other_month(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="is not a month"):
        month_on(text)
