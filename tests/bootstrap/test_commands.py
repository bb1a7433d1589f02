"""The one place that wires things together: who works here, and what is left open (nothing)."""

import getpass
import os
import shutil
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete

from dmedesk.billing.actions import PostedMonth, make_papers
from dmedesk.billing.sheets import drawing
from dmedesk.billing.tables import InvoiceDocument
from dmedesk.bootstrap import commands
from dmedesk.bootstrap.doors import login
from dmedesk.kit.calendar import month_named
from dmedesk.kit.errors import WorldError
from dmedesk.store.engine import open_engine
from tests.flows.month_shop import MonthShop


@pytest.fixture
def month_file(shop_file: Path) -> Path:
    """A shop's file with three members who rent a bed each."""
    engine = open_engine(shop_file)
    shop = MonthShop(engine).found()
    for number, member_no in enumerate(("M1", "M2", "M10"), start=1):
        shop.rent(f"R{number}", member_no=member_no)
    engine.dispose()
    return shop_file


def test_whoever_works_here_is_known_by_their_login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "ann")
    assert login() == "ann"


def test_where_the_system_knows_nobody_there_is_still_a_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert login() == "unknown"


def test_a_shop_can_be_moved_away_as_soon_as_a_call_has_ended(tmp_path: Path) -> None:
    shop = tmp_path / "shop.dmedesk"
    commands.found(str(shop), name="Example Medical")
    assert commands.fees_taken(str(shop)).lines() is not None
    assert [path.name for path in tmp_path.iterdir()] == ["shop.dmedesk"]
    shop.rename(tmp_path / "elsewhere.dmedesk")
    with pytest.raises(WorldError, match=r"shop\.dmedesk"):
        commands.fees_taken(str(shop))


def test_a_folder_that_cannot_be_written_is_found_out_before_the_month_is_posted(
    month_file: Path, tmp_path: Path
) -> None:
    """``billing.md``: exit status 1 is refused, nothing changed."""
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WorldError, match=r"Nothing was posted\."):
        _post(month_file, out=tmp_path / "file" / "papers")
    assert len(_post(month_file).invoice_nos) == 3


def test_the_same_papers_come_from_processes_beside_this_one(
    month_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1}, raising=False)
    monkeypatch.setattr(drawing, "FEW", 2)
    _post(month_file, out=tmp_path / "beside", progress=lambda *made: told.append(made))
    copy = Path(shutil.copy(month_file, tmp_path / "copy.dmedesk"))
    engine = open_engine(copy)
    with engine.begin() as connection:
        connection.execute(delete(InvoiceDocument))
    engine.dispose()
    monkeypatch.setattr(drawing, "FEW", 3)
    _post(copy, out=tmp_path / "here")
    assert told == [(3, 3)]
    assert _contents(tmp_path / "beside") == _contents(tmp_path / "here")


def test_whoever_stops_the_papers_keeps_those_made_and_gets_the_others_by_posting_again(
    month_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "make_papers", partial(make_papers, at_most=2))
    made: list[int] = []
    _post(
        month_file,
        out=tmp_path / "out",
        progress=lambda count, _of: made.append(count),
        cancelled=lambda: bool(made),
    )
    assert made == [2]
    assert sorted(_contents(tmp_path / "out")) == ["INV-000001.pdf", "INV-000002.pdf"]
    assert _post(month_file, out=tmp_path / "out").invoice_nos == ()
    assert len(_contents(tmp_path / "out")) == 3


def test_whoever_interrupts_the_papers_is_told_that_the_month_is_posted(
    month_file: Path, tmp_path: Path
) -> None:
    def interrupt(_made: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(WorldError, match="The month is posted"):
        _post(month_file, out=tmp_path / "out", progress=interrupt)
    assert _post(month_file, out=tmp_path / "out").invoice_nos == ()
    assert len(_contents(tmp_path / "out")) == 3


def _post(shop: Path, *, out: Path | None = None, **heard: Any) -> PostedMonth:
    return commands.post(
        str(shop), month_on=month_named("2026-10"), payer_code=None, out=out, **heard
    )


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}
