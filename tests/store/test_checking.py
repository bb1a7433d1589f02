"""A shop is read whole, and what is wrong with it is said."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from dmedesk.kit.errors import WorldError
from dmedesk.kit.findings import Finding, Severity
from dmedesk.store.checking import check_shop, faults_of_copy
from dmedesk.store.engine import open_engine, outside_transactions


def _look(_session: Session) -> Iterator[Finding]:
    yield Finding(Severity.STOP, "paper_damaged", "The paper is not the one that was made.")


def _cannot_read(_session: Session) -> Iterator[Finding]:
    raise WorldError("The disk failed.", "Check it.")


def test_a_sound_shop_has_no_findings(shop_engine: Engine) -> None:
    assert check_shop(shop_engine, [lambda _session: ()]) == ()


def test_what_the_houses_find_is_told(shop_engine: Engine) -> None:
    found = check_shop(shop_engine, [_look, _cannot_read])
    assert [finding.code for finding in found] == ["paper_damaged", "unreadable"]


def test_a_reference_to_nothing_is_found(shop_file: Path) -> None:
    engine = open_engine(shop_file)
    with outside_transactions(engine).connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql(
            "INSERT INTO residences (member_id, setting, from_on) VALUES (9, 'home', '2026-01-01')"
        )
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
    (finding,) = check_shop(engine)
    engine.dispose()
    assert finding.message == "residences row 1 refers to nothing in members."


def test_looking_at_a_copy_leaves_no_trace(shop_file: Path) -> None:
    before = shop_file.read_bytes()
    assert faults_of_copy(shop_file) == ()
    assert shop_file.read_bytes() == before
    assert list(shop_file.parent.glob("shop.dmedesk*")) == [shop_file]


def test_a_copy_that_cannot_be_read_is_at_fault(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear" * 2000)
    assert faults_of_copy(tmp_path / "letter") == ("The file is not a DMEDesk database.",)
