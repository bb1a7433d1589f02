"""Charges move in as they were: what would make two live ones of one thing is refused."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dmedesk.billing.rules.charges import SourceKind
from tests.flows.charge_shop import enter, withdraw
from tests.flows.month_shop import MonthShop
from tests.flows.round_trip import export_shop, new_engine
from tests.moving.test_history import Row, change, refused, setting, without

SLIP = (SourceKind.SLIP_LINE, "SLIP-000001/1")


@pytest.fixture
def folder(shop_engine: Engine, tmp_path: Path) -> Path:
    """A charge withdrawn, one of the same source invoiced, taken back and invoiced again."""
    shop = MonthShop(shop_engine).found()
    first = enter(shop, source=SLIP)
    withdraw(shop, first)
    enter(shop, source=SLIP)
    shop.post("2026-10")
    shop.undo("2026-10")
    shop.post("2026-10")
    export_shop(shop.engine, tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[MonthShop]:
    """A new shop."""
    engine = new_engine(tmp_path / "elsewhere.dmedesk")
    yield MonthShop(engine)
    engine.dispose()


EDITS: list[tuple[str, Callable[[list[Row]], object], str]] = [
    ("charges", setting(0, withdrawn_at=""), "charges.csv withdrawn_at withdrawal_incomplete"),
    (
        "charges",
        setting(0, withdrawn_at="", withdrawn_by="", withdrawn_why=""),
        "charges.csv source_no charged_already",
    ),
    ("charges", setting(1, round="1"), "charges.csv source_no charged_already"),
    ("charges", setting(1, asked="[]"), "charges.csv asked bad_frozen_text"),
    ("charges", setting(1, member_no="M9"), "charges.csv member_no unknown_member"),
    ("charge_lines", setting(0, amount="1.00"), "invoices.csv total history_incomplete"),
    ("charge_lines", setting(1, round="3"), "charge_lines.csv round history_incomplete"),
    ("charge_lines", setting(1, charge_no="C-000001"), "charge_lines.csv round history_incomplete"),
    ("charge_proofs", setting(0, charge_no="C-9"), "charge_proofs.csv charge_no unknown_charge"),
    ("credits", without(0), "charge_lines.csv round history_incomplete"),
]


@pytest.mark.parametrize(("name", "edit", "expected"), EDITS, ids=range(len(EDITS)))
def test_charges_that_do_not_fit_are_refused(
    elsewhere: MonthShop,
    folder: Path,
    name: str,
    edit: Callable[[list[Row]], object],
    expected: str,
) -> None:
    change(folder, name, edit)
    assert tuple(expected.split()) in refused(elsewhere, folder)
