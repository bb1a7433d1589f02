"""The log on this computer: written, rotated, read back; where it cannot be written, none."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from dmedesk.kit import log
from dmedesk.kit.log import end_log, keep_log, last_lines, log_file

LOGGER = logging.getLogger("dmedesk.somewhere")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    named = tmp_path / "logs" / "dmedesk.log"
    monkeypatch.setenv("DMEDESK_LOG", str(named))
    return named


@pytest.fixture
def kept(place: Path) -> Iterator[Path]:
    handler = keep_log()
    yield place
    end_log(handler)


def test_what_went_wrong_is_written_and_read_back(kept: Path) -> None:
    assert log_file() == kept
    LOGGER.error("%s at %s", "ValueError", "dmedesk.x:12")
    (line,) = last_lines()
    assert line.endswith("ERROR dmedesk.somewhere: ValueError at dmedesk.x:12")


def test_nothing_of_other_libraries_is_written(kept: Path) -> None:
    logging.getLogger("somebody.else").error("a member's name might stand here")
    assert kept.read_text() == ""


def test_files_follow_each_other_and_the_oldest_goes(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "LARGEST", 200)
    handler = keep_log()
    for number in range(40):
        LOGGER.error("fault %d", number)
    end_log(handler)
    assert sorted(path.name for path in place.parent.iterdir()) == [
        "dmedesk.log",
        "dmedesk.log.1",
        "dmedesk.log.2",
    ]
    assert last_lines(1)[0].endswith("fault 39")


def test_a_place_that_cannot_be_written_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DMEDESK_LOG", str(tmp_path / "file" / "dmedesk.log"))
    handler = keep_log()
    assert handler is None
    end_log(handler)
    assert last_lines() == []


def test_without_a_name_it_stands_where_the_system_keeps_logs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DMEDESK_LOG", raising=False)
    assert log_file().name == "dmedesk.log"
